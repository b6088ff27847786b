import { toScaled, type MessageTemplate } from '@laurel/core'
import { addCampaign, findCampaign, findTemplate, listChannelAccounts, readAll, type CampaignRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { lookSoon } from '../../platform/jobs/continue-program.ts'
import { needsAccount } from '../../platform/messages/channel-account.ts'
import type { Audience } from '../../platform/messages/expand-campaign.ts'
import { Problem } from '../../platform/problem.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { renderCampaign } from './campaign-views.ts'
import type { CampaignView, CreateCampaign } from './campaigns.schemas.ts'
import { templateOf } from './create-template.ts'

const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

/** A campaign as it stands. Throws not_found. */
export const loadCampaign = async (program: OpenProgram, id: string): Promise<CampaignRow> => {
  const [[row]] = await readAll(program.database, [findCampaign({ id: decodeId('cmp', id) ?? 0 })])
  if (!row) throw new Problem('not_found')
  return row
}

const audienceOf = ({ audience }: CreateCampaign): Audience => {
  if ('everybody' in audience) return { kind: 'everybody' }
  const ids = audience.members.map((text, i) => {
    const id = decodeId('mem', text)
    if (id === null) throw invalid(`audience.members[${i}]`, 'is no member’s id')
    return id
  })
  return { kind: 'members', ids: [...new Set(ids)] }
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
  const audience = audienceOf(body)
  const { programId } = programCredential(caller)
  // Before there is anything to be found: a process that dies after its commit leaves nothing that nobody looks for.
  await again(deps, () => lookSoon(deps, programId))
  const answer = await writeOnce(caller, body, {
    load: [findTemplate({ code: body.template }), listChannelAccounts({})],
    decide: (program, [[row], accounts]) => {
      requireStore(program, null)
      if (!row?.active) throw invalid('template', 'is no template in use')
      const template = templateOf(row)
      requireData(body, template)
      const { channel } = template
      const isReady =
        accounts.some(account => account.channel === channel) && (channel !== 'email' || deps.carriers.mail)
      if (needsAccount(channel) && !isReady) throw new Problem('channel_not_ready')
      const made: CampaignRow = {
        id: deps.ids.next(),
        name: body.name,
        template: row.code,
        channel,
        purpose: body.purpose,
        audience: JSON.stringify(audience),
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
        statements: [addCampaign(made), record(program, program.actor, 'campaignCreated', id)],
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
