import { decodeId } from '@laurel/core'
import type { TestApi } from '@laurel/api/testing'
import { expect } from 'vitest'
import { isoDay, startOf } from './days.ts'
import type { Accounts, Unit } from './wallet.ts'
import type { Member } from './model-program.ts'
import { nameOf, type World } from './world.ts'

const UNITS = ['points', 'memberCash', 'prepaid'] as const

const dateOf = (day: number | null): string | null => (day === null ? null : isoDay(day))
const numberOf = (id: string): number => decodeId('mem', id)!

/** In place of the tier of who is still to be looked at. */
const AWAITS = 'awaits a decision'
/** Where in a row the tier stands, before its days. */
const TIER = 4

/**
 * Balances with their debts, tiers, the first expiry, and open lots with theirs, as the tables have them. A version
 * published in the very instant in which a day began finds that day's decisions made: they are made again with the next.
 */
const keptRows = async (api: TestApi, { p, model }: World) => {
  const isDawn = model.now() === startOf(model.today())
  const [standings, lots] = await (
    await api.databases.open(p.id)
  ).read([
    {
      sql: `SELECT member_id, points, member_cash, prepaid, iif(awaits, '${AWAITS}', tier), tier_since,
          iif(tier IS NULL, NULL, tier_through), expires_on
        FROM (SELECT *, ? AND tier_next_on <= tier_as_of AS awaits FROM standings) ORDER BY member_id`,
      args: [Number(isDawn)],
    },
    {
      sql: `SELECT member_id, unit, earned_at, expires_on, remaining FROM lots WHERE remaining > 0
        ORDER BY member_id, unit, earned_at, expires_on, remaining`,
      args: [],
    },
  ])
  return { standings, lots }
}

type Row = readonly unknown[]

const byNumbers = (a: Row, b: Row): number => {
  for (const [i, value] of a.entries()) if (value !== b[i]) return Number(value) - Number(b[i])
  return 0
}

const firstExpiry = ({ lots }: Member): number | null =>
  lots.flatMap(lot => (lot.left > 0 && lot.expiresOn !== null ? [lot.expiresOn] : [])).toSorted((a, b) => a - b)[0] ??
  null

const modelRows = ({ model }: World) => ({
  standings: model.members
    .map((member): Row => {
      const { tier, since, through } = model.card(member)
      const balances = UNITS.map(unit => member.balances[unit])
      return [numberOf(member.id), ...balances, tier, since, through, firstExpiry(member)]
    })
    .toSorted(byNumbers),
  lots: model.members
    .flatMap(({ id, lots }) =>
      lots
        .filter(lot => lot.left > 0)
        .map(({ unit, earnedAt, expiresOn, left }): Row => [
          numberOf(id),
          UNITS.indexOf(unit),
          earnedAt,
          expiresOn,
          left,
        ]),
    )
    .toSorted(byNumbers),
})

/** The trial balance by unit and account, what is zero left out. */
const trialOf = (accounts: Accounts, world: World) => {
  const all = new Map(accounts)
  for (const unit of UNITS)
    all.set(
      `${unit} member:${unit}`,
      world.model.members.reduce((sum, member) => sum + member.balances[unit], 0),
    )
  return Object.fromEntries([...all].filter(([, amount]) => amount !== 0).toSorted())
}

const shownTrial = async ({ p }: World) => {
  const { balanced, units } = await p.trialBalance()
  const accounts = (Object.entries(units) as [Unit, { accounts: Record<string, number> }][]).flatMap(([unit, sums]) =>
    Object.entries(sums.accounts).map(([account, amount]) => [`${unit} ${account}`, amount] as const),
  )
  return { balanced, accounts: Object.fromEntries(accounts.filter(([, amount]) => amount !== 0).toSorted()) }
}

/** What is shown of a member to who asks by any of their names, or to themselves with any of their tokens. */
const expectSameSummary = async ({ p, model }: World, member: Member): Promise<void> => {
  const name = nameOf(member, model.places())
  const isOwn = model.places() % 2 === 0
  const { tier, balances } = isOwn
    ? await p.ok(200, 'GET', '/v1/me', undefined, { key: name.token })
    : await p.summary(name)
  const card = model.card(member)
  const shown =
    card.tier === null ? null : { tier: card.tier, since: isoDay(card.since), through: dateOf(card.through) }
  expect(tier && { tier: tier.code, since: tier.since, through: tier.validThrough }).toEqual(shown)
  // A debt is shown as one.
  for (const unit of UNITS) expect(balances[unit].available).toBe(member.balances[unit])
}

/** Balances, lots, tiers and trial balance of product and model are equal; and what one member is shown. */
export const expectSameBooks = async (api: TestApi, world: World, shown: Member): Promise<void> => {
  const kept = await keptRows(api, world)
  const { standings, lots } = modelRows(world)
  const known = standings.map((row, index) => {
    const said = kept.standings?.[index]
    return said?.[TIER] === AWAITS
      ? row
          .with(TIER, AWAITS)
          .with(TIER + 1, said[TIER + 1])
          .with(TIER + 2, said[TIER + 2])
      : row
  })
  expect(kept).toEqual({ standings: known, lots })
  expect(await shownTrial(world)).toEqual({ balanced: true, accounts: trialOf(world.model.accounts, world) })
  await expectSameSummary(world, shown)
}
