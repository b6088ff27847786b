import { formatInstant, fromScaled, type MessageChannel } from '@laurel/core'
import type { CampaignRow, MessageRow } from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import type { CampaignView, MessageView } from './campaigns.schemas.ts'

export const renderCampaign = (row: CampaignRow, timeZone: string): CampaignView => ({
  id: encodeId('cmp', row.id),
  name: row.name,
  template: row.template,
  channel: row.channel as MessageChannel,
  purpose: row.purpose,
  startsAt: formatInstant(row.startsAt, timeZone),
  occasion: row.entering === null ? null : { entering: encodeId('seg', row.entering) },
  controlShare: fromScaled(row.controlShare),
  responseDays: row.responseDays,
  status: row.status,
})

export const renderMessageRow = (row: MessageRow, channel: string, timeZone: string): MessageView => ({
  id: encodeId('msg', row.id),
  campaignId: encodeId('cmp', row.campaignId),
  memberId: encodeId('mem', row.memberId),
  channel: channel as MessageChannel,
  status: row.status,
  sendAt: formatInstant(row.sendAt, timeZone),
  attempts: row.attempts,
  nextAttemptAt: row.nextAt === null ? null : formatInstant(row.nextAt, timeZone),
  carrierId: row.carrierId,
  code: row.code,
  settledAt: row.settledAt === null ? null : formatInstant(row.settledAt, timeZone),
})
