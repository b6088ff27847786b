import { findCampaign, hasOpenMessages, moveCampaign } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { lookSoon } from '../../platform/jobs/continue-program.ts'
import { Problem } from '../../platform/problem.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { renderCampaign } from './campaign-views.ts'
import type { CampaignView } from './campaigns.schemas.ts'
import { loadCampaign } from './create-campaign.ts'

/**
 * Cancels a campaign of which there is anything left to do: nobody else is decided on, what waits does not go, and tasks
 * are no longer listed. Only what a carrier is being given at that moment goes.
 */
export const cancelCampaign = async (caller: Caller, id: string): Promise<Answer<CampaignView>> => {
  const { deps } = caller
  const record = auditing(deps)
  const { programId } = programCredential(caller)
  const campaignId = decodeId('cmp', id) ?? 0
  // Before there is anything to take back: a process that dies after its commit leaves nothing that nobody looks for.
  await again(deps, () => lookSoon(deps, programId))
  const answer = await writeOnce(
    caller,
    { id },
    {
      load: [findCampaign({ id: campaignId }), hasOpenMessages({ campaignId })],
      decide: (program, [[row], [left]]) => {
        if (!row) throw new Problem('not_found')
        requireStore(program, null)
        if (row.status === 'cancelled' || (row.status === 'done' && !left?.isOpen)) throw new Problem('campaign_over')
        const cancelled = { ...row, status: 'cancelled' as const, revision: row.revision + 1 }
        return {
          statements: [moveCampaign(cancelled), record(program, program.actor, 'campaignCancelled', id)],
          members: [],
          resource: id,
          result: renderCampaign(cancelled, program.timeline.timeZone),
        }
      },
      replay: async (resource, program) =>
        renderCampaign(await loadCampaign(program, resource), program.timeline.timeZone),
      stands: async (_, program) => (await loadCampaign(program, id)).status === 'cancelled',
    },
  )
  await deps.wakeJobs(programId)
  return answer
}
