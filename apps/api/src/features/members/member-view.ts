import { decideTierHistory, formatInstant, lastHolding, type TierFacts } from '@laurel/core'
import { listActivityUpTo, listTierActsOf, readAll, type findMember } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showConsents, type HeldConsent } from '../../platform/consents.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { heldTier, type HeldTier } from '../../platform/held-tier.ts'
import { encodeId } from '../../platform/ids.ts'
import { openIdentity } from '../../platform/person.ts'
import { showBirthday, showLunarBirthday } from '../../platform/wire.ts'

export type MemberRow = ReturnType<ReturnType<typeof findMember>['decode']>[number]

export interface MemberView {
  readonly id: string
  readonly cardNumber: string
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly externalId: string | null
  readonly wechatOpenId: string | null
  readonly birthday: string | null
  readonly lunarBirthday: { month: number; day: number; leap: boolean } | null
  readonly gender: 'female' | 'male' | 'other' | null
  readonly region: string | null
  readonly referredBy: string | null
  readonly status: 'active'
  readonly registeredAt: string
  readonly tier: HeldTier | null
  readonly brandCards: string[]
  readonly consents: HeldConsent[]
}

/** The tier held today: the kept one where time alone has decided nothing since, else decided anew. */
const tierToday = (program: OpenProgram, row: MemberRow, kept: Omit<TierFacts, 'registeredOn'>): HeldTier | null =>
  heldTier(
    program.rules,
    row.tierNextOn === null || program.today < row.tierNextOn
      ? { tier: row.tier, since: row.tierSince, through: row.tierThrough }
      : lastHolding(decideTierHistory(program.timeline, { registeredOn: row.registeredOn, ...kept }, program.today)),
  )

/** Members as the API shows them, each with the tier held today. */
export const renderMembers = async (
  deps: Deps,
  program: OpenProgram,
  rows: readonly MemberRow[],
): Promise<MemberView[]> => {
  const stale = rows.filter(row => row.tierNextOn !== null && program.today >= row.tierNextOn).map(row => row.id)
  const memberIds = JSON.stringify(stale)
  const [activity, acts] =
    stale.length > 0
      ? await readAll(program.database, [
          listActivityUpTo({ memberIds, through: program.today }),
          listTierActsOf(memberIds),
        ])
      : [[], []]
  const days = Map.groupBy(activity, day => day.memberId)
  const actsOf = Map.groupBy(acts, act => act.memberId)
  return Promise.all(
    rows.map(async row => {
      const { name, phone, email, externalId, wechatOpenId } = await openIdentity(deps, row)
      return {
        id: encodeId('mem', row.id),
        cardNumber: row.cardNumber,
        name,
        phone,
        email,
        externalId,
        wechatOpenId,
        birthday: showBirthday(row),
        lunarBirthday: showLunarBirthday(row),
        gender: row.gender,
        region: row.region,
        referredBy: row.referredBy === null ? null : encodeId('mem', row.referredBy),
        // Who is gone has no row to be shown.
        status: 'active' as const,
        registeredAt: formatInstant(row.registeredAt, program.timeline.timeZone),
        tier: tierToday(program, row, { activity: days.get(row.id) ?? [], acts: actsOf.get(row.id) ?? [] }),
        brandCards: JSON.parse(row.brandCards) as string[],
        consents: showConsents(row.consents, program.timeline.timeZone),
      }
    }),
  )
}
