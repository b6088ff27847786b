import { findCampaign, moveCampaign } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderCampaign } from './campaign-views.ts'
import type { CampaignView } from './campaigns.schemas.ts'
import { loadCampaign } from './create-campaign.ts'

/** Cancels a campaign that has not run to its end: nobody else is decided on. What is on its way goes. */
export const cancelCampaign = (caller: Caller, id: string): Promise<Answer<CampaignView>> => {
  const record = auditing(caller.deps)
  return writeOnce(
    caller,
    { id },
    {
      load: [findCampaign({ id: decodeId('cmp', id) ?? 0 })],
      decide: (program, [[row]]) => {
        if (!row) throw new Problem('not_found')
        requireStore(program, null)
        if (row.status !== 'scheduled') throw new Problem('campaign_over')
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
}
