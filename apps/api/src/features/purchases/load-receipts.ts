import type { DayActivity } from '@laurel/core'
import {
  findBooks,
  findPurchase,
  findPurchaseByExternalId,
  findRequest,
  listActivity,
  listOpenLots,
  listSettingsAt,
  listTierActs,
} from '@laurel/db'
import type { BrandSettingRow } from '../../platform/brand-settings.ts'
import { namedCoupons, withNamedCoupons, type CouponBooks } from '../../platform/coupons/coupon-books.ts'
import { laterSameDay } from '../../platform/later-same-day.ts'
import { Problem } from '../../platform/problem.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { birthdayOf } from '../../platform/wire.ts'
import { answeredBefore } from '../../platform/write.ts'
import type { MemberState } from './decide-receipt.ts'
import type { AllRows, Load, Placed } from './load.ts'
import type { PurchaseCommand } from './purchase-command.ts'

/** Asks for a member's books; the lots only where member cash is to be spent. */
export const loadMember = (load: Load, memberId: number, paysWithMemberCash: boolean) => {
  const books = load.add(findBooks({ memberId }))
  const activity = load.add(listActivity({ memberId }))
  const acts = load.add(listTierActs(memberId))
  const lots = paysWithMemberCash ? load.add(listOpenLots(memberId, 'memberCash')) : () => []
  return (rows: AllRows): Omit<MemberState, 'taken'> | null => {
    const [found] = books(rows)
    if (!found) return null
    return {
      seq: found.seq,
      books: {
        registeredOn: found.registeredOn,
        birthday: birthdayOf(found),
        balances: { points: found.points, memberCash: found.memberCash, prepaid: found.prepaid },
        activity: activity(rows),
        acts: acts(rows),
        memberCashLots: lots(rows),
      },
      decided: [],
    }
  }
}

/** What a command needs beside its member. */
export interface LoadedCommand {
  readonly request: Placed<{ requestHash: Uint8Array; resource: string }>
  readonly sameNumber: Placed<{ id: number; bodyHash: Uint8Array }>
  readonly attempted: Placed<{ id: number }>
  readonly settings: Placed<BrandSettingRow>
  readonly later: Placed<DayActivity>
  /** Puts the coupons that it names into the books; none are asked for where it names none. */
  readonly coupons: (books: CouponBooks, rows: AllRows) => CouponBooks
}

const nothing = (): readonly never[] => []

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
  const brands = [...new Set(body.lines.flatMap(line => line.brand ?? []))]
  // Without an instant the receipt is of the program's now, and nothing is later than that.
  const at = body.occurredAt ?? Number.MAX_SAFE_INTEGER
  return {
    request: idempotencyKeyHash ? load.add(findRequest({ keyHash: idempotencyKeyHash })) : nothing,
    sameNumber:
      body.externalId === undefined ? nothing : load.add(findPurchaseByExternalId({ externalId: body.externalId })),
    attempted: attemptedId === undefined ? nothing : load.add(findPurchase({ id: attemptedId })),
    settings:
      brands.length === 0
        ? nothing
        : load.add(listSettingsAt({ brands: JSON.stringify(brands), store: body.store, at })),
    later: body.occurredAt === undefined || memberId === null ? nothing : load.add(laterSameDay(memberId, at)),
    coupons: loadCoupons(load, command),
  }
}

/** The purchase that this command made before, if it did: by its key, by the till's number, or on a try cut off. */
export const madeBefore = (
  command: PurchaseCommand,
  loaded: LoadedCommand,
  rows: AllRows,
): { readonly id: number; readonly keyIsKept: boolean } | null => {
  const resource = answeredBefore(loaded.request(rows)[0], command.bodyHash)
  if (resource !== null) return { id: Number(resource), keyIsKept: true }
  const [same] = loaded.sameNumber(rows)
  if (same && !sameBytes(same.bodyHash, command.bodyHash)) throw new Problem('external_id_conflict')
  const id = same?.id ?? loaded.attempted(rows)[0]?.id
  return id === undefined ? null : { id, keyIsKept: command.idempotencyKeyHash === null }
}
