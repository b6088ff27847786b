import { toScaled, type MessageTemplate } from '@laurel/core'
import {
  addCampaign,
  addSegment,
  findCampaign,
  findTemplate,
  listChannelAccounts,
  listSegments,
  readAll,
  type CampaignRow,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { lookSoon } from '../../platform/jobs/continue-program.ts'
import { needsAccount } from '../../platform/messages/channel-account.ts'
import { Problem } from '../../platform/problem.ts'
import { segmentContext, segmentStatements, testOf } from '../../platform/segments/segment-test.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { addressed, invalid } from './campaign-audience.ts'
import { renderCampaign } from './campaign-views.ts'
import type { CampaignView, CreateCampaign } from './campaigns.schemas.ts'
import { templateOf } from './create-template.ts'

/** More segments than a program may have. */
const ALL = 1000

/** A campaign as it stands. Throws not_found. */
export const loadCampaign = async (program: OpenProgram, id: string): Promise<CampaignRow> => {
  const [[row]] = await readAll(program.database, [findCampaign({ id: decodeId('cmp', id) ?? 0 })])
  if (!row) throw new Problem('not_found')
  return row
}

const requireData = ({ data }: CreateCampaign, template: MessageTemplate): void => {
  const missing = template.data.find(name => data[name] === undefined)
  if (missing !== undefined) throw invalid(`data.${missing}`, 'is needed by the template')
  const unknown = Object.keys(data).find(name => !template.data.includes(name))
  if (unknown !== undefined) throw invalid(`data.${unknown}`, 'is not among the template’s data')
}

/** Makes a campaign: what is said to whom, from when on (S15). It is decided on and sent beside requests. */
export const createCampaign = async (caller: Caller, body: CreateCampaign): Promise<Answer<CampaignView>> => {
  const { deps } = caller
  const record = auditing(deps)
  const { programId } = programCredential(caller)
  // Before there is anything to be found: a process that dies after its commit leaves nothing that nobody looks for.
  await again(deps, () => lookSoon(deps, programId))
  const answer = await writeOnce(caller, body, {
    load: [
      findTemplate({ code: body.template }),
      listChannelAccounts({}),
      listSegments({ afterId: 0, limit: ALL }),
      ...segmentStatements(),
    ],
    decide: (program, [[row], accounts, segments, ...given]) => {
      requireStore(program, null)
      if (!row?.active) throw invalid('template', 'is no template in use')
      const template = templateOf(row)
      requireData(body, template)
      const { channel } = template
      const isReady =
        accounts.some(account => account.channel === channel) && (channel !== 'email' || deps.carriers.mail)
      if (needsAccount(channel) && !isReady) throw new Problem('channel_not_ready')
      if (body.audience?.filter) testOf(segmentContext(program, given), body.audience.filter, ['audience', 'filter'])
      const { audience, entering, made: segment } = addressed(deps, program, body, segments)
      const made: CampaignRow = {
        id: deps.ids.next(),
        name: body.name,
        template: row.code,
        channel,
        purpose: body.purpose,
        audience: JSON.stringify(audience),
        entering,
        data: JSON.stringify(body.data),
        startsAt: Math.max(body.startsAt ?? 0, program.now),
        controlShare: toScaled(body.controlShare)!,
        responseDays: body.responseDays,
        status: 'scheduled',
        cursor: 0,
        revision: 1,
      }
      const id = encodeId('cmp', made.id)
      return {
        statements: [
          ...(segment
            ? [addSegment(segment), record(program, program.actor, 'segmentCreated', encodeId('seg', segment.id))]
            : []),
          addCampaign(made),
          record(program, program.actor, 'campaignCreated', id),
        ],
        members: [],
        resource: id,
        result: renderCampaign(made, program.timeline.timeZone),
      }
    },
    replay: async (id, program) => renderCampaign(await loadCampaign(program, id), program.timeline.timeZone),
  })
  await deps.wakeJobs(programId)
  return answer
}
