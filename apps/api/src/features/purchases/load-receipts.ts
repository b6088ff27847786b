import type { DayActivity } from '@laurel/core'
import {
  findPurchase,
  findPurchaseByExternalId,
  findRequest,
  listActivityUpTo,
  listBooksOf,
  listOpenLotsOf,
  listSettingsAt,
  listTierActsOf,
} from '@laurel/db'
import type { BrandSettingRow } from '../../platform/brand-settings.ts'
import type { Caller } from '../../platform/caller.ts'
import { namedCoupons, withNamedCoupons, type CouponBooks } from '../../platform/coupons/coupon-books.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { laterSameDay } from '../../platform/later-same-day.ts'
import { Problem } from '../../platform/problem.ts'
import { isSameBody } from '../../platform/same-body.ts'
import { birthdayOf } from '../../platform/wire.ts'
import { answeredBefore } from '../../platform/write.ts'
import type { MemberState } from './decide-receipt.ts'
import { loadTaken, type NamedGift } from './gift-shelf.ts'
import type { AllRows, Load, Placed } from './load.ts'
import type { PurchaseCommand } from './purchase-command.ts'

const nothing = (): readonly never[] => []

/** The rows of each member, by id. */
const byMember = <R extends { readonly memberId: number }>(rows: readonly R[]): ReadonlyMap<number, R[]> => {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const own = found.get(row.memberId)
    if (own) own.push(row)
    else found.set(row.memberId, [row])
  }
  return found
}

const jsonOf = (ids: readonly number[]): string | null => (ids.length === 0 ? null : JSON.stringify(ids))

/** No day is later. */
const LAST_DAY = Number.MAX_SAFE_INTEGER

/**
 * Asks for the books of every member of the commands, each once; the lots only of those who spend member cash, and what
 * they hold of the things that promotions give (`named`).
 */
export const loadMembers = (load: Load, commands: Iterable<PurchaseCommand>, named: readonly NamedGift[]) => {
  const paysWithMemberCash = new Map<number, boolean>()
  for (const { memberId, body } of commands)
    if (memberId !== null)
      paysWithMemberCash.set(
        memberId,
        (paysWithMemberCash.get(memberId) ?? false) || body.tenders.some(tender => tender.kind === 'memberCash'),
      )
  const ids = [...paysWithMemberCash.keys()]
  const memberIds = JSON.stringify(ids)
  const books = load.add(listBooksOf({ memberIds }))
  const activity = load.add(listActivityUpTo({ memberIds, through: LAST_DAY }))
  const acts = load.add(listTierActsOf(memberIds))
  const spenders = jsonOf(ids.filter(id => paysWithMemberCash.get(id)))
  const lots = spenders === null ? nothing : load.add(listOpenLotsOf({ memberIds: spenders }))
  const taken = new Map(ids.map(id => [id, loadTaken(load, id, named)]))
  return (rows: AllRows): Map<number, MemberState> => {
    const [days, theirActs, theirLots] = [byMember(activity(rows)), byMember(acts(rows)), byMember(lots(rows))]
    return new Map(
      books(rows).map(found => {
        const { id, seq, registeredOn, points, memberCash, prepaid } = found
        const state: MemberState = {
          seq,
          books: {
            registeredOn,
            birthday: birthdayOf(found),
            balances: { points, memberCash, prepaid },
            activity: (days.get(id) ?? []).map(({ memberId: _, ...day }) => day),
            acts: theirActs.get(id) ?? [],
            memberCashLots: (theirLots.get(id) ?? []).filter(lot => lot.unit === 'memberCash'),
          },
          taken: taken.get(id)!(rows),
          decided: [],
        }
        return [id, state]
      }),
    )
  }
}

/** What a command needs beside its member. */
export interface LoadedCommand {
  readonly request: Placed<{ requestHash: Uint8Array; resource: string }>
  readonly sameNumber: Placed<{ id: number; memberId: number; bodyHash: Uint8Array }>
  readonly attempted: Placed<{ id: number }>
  readonly settings: Placed<BrandSettingRow>
  readonly later: Placed<DayActivity>
  /** Puts the coupons that it names into the books; none are asked for where it names none. */
  readonly coupons: (books: CouponBooks, rows: AllRows) => CouponBooks
}

/** Asks for the coupons that a command names. */
const loadCoupons = (load: Load, { body, memberId }: PurchaseCommand): LoadedCommand['coupons'] => {
  if (memberId === null || !body.coupons || body.coupons.length === 0) return books => books
  const [named, offered, counted] = namedCoupons(memberId, body.coupons)
  const [held, kinds, counts] = [load.add(named), load.add(offered), load.add(counted)]
  return (books, rows) => withNamedCoupons(books, memberId, held(rows), kinds(rows), counts(rows))
}

/** Asks for what a command needs; `attemptedId`: what it would have made on a try that was cut off. */
export const loadCommand = (load: Load, command: PurchaseCommand, attemptedId: number | undefined): LoadedCommand => {
  const { body, memberId, idempotencyKeyHash } = command
  const brands = JSON.stringify([...new Set(body.lines.flatMap(line => line.brand ?? []))])
  // Without an instant the receipt is of the program's now, and nothing is later than that.
  const at = body.occurredAt ?? Number.MAX_SAFE_INTEGER
  return {
    request: idempotencyKeyHash ? load.add(findRequest({ keyHash: idempotencyKeyHash })) : nothing,
    sameNumber:
      body.externalId === undefined ? nothing : load.add(findPurchaseByExternalId({ externalId: body.externalId })),
    attempted: attemptedId === undefined ? nothing : load.add(findPurchase({ id: attemptedId })),
    settings:
      brands === '[]'
        ? nothing
        : load.addOnce(`${at} ${body.store} ${brands}`, () => listSettingsAt({ brands, store: body.store, at })),
    later: body.occurredAt === undefined || memberId === null ? nothing : load.add(laterSameDay(memberId, at)),
    coupons: loadCoupons(load, command),
  }
}

/** The purchase that this command made before, if it did: by its key, by the till's number, or on a try cut off. */
export const madeBefore = async (
  command: PurchaseCommand,
  loaded: LoadedCommand,
  { caller, program, rows }: { readonly caller: Caller; readonly program: OpenProgram; readonly rows: AllRows },
): Promise<{ readonly id: number; readonly keyIsKept: boolean } | null> => {
  const resource = answeredBefore(loaded.request(rows)[0], command.bodyHash)
  if (resource !== null) return { id: Number(resource), keyIsKept: true }
  const [same] = loaded.sameNumber(rows)
  const { body, bodyHash: hash } = command
  if (same && !(await isSameBody(caller, program, { body, hash }, same))) throw new Problem('external_id_conflict')
  const id = same?.id ?? loaded.attempted(rows)[0]?.id
  return id === undefined ? null : { id, keyIsKept: command.idempotencyKeyHash === null }
}
