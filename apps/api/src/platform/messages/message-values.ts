import {
  availableOf,
  decideTierHistory,
  lastHolding,
  MS_PER_DAY,
  tierProgress,
  type Day,
  type LocalizedText,
  type MessageLocale,
} from '@laurel/core'
import { findMember, type Bound } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../enter-program.ts'
import { loadedMember, memberStatements } from '../member-write.ts'
import { openIdentity } from '../person.ts'

type Values = Readonly<Record<string, string | undefined>>
/** What some statements give, in their order. */
export type RowsOf<B extends readonly Bound<unknown>[]> = {
  [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never
}

/** What is to be read for a member's figures. */
export const valueStatements = (memberId: number) =>
  [findMember({ id: memberId }), ...memberStatements(memberId)] as const

const inLanguage = (text: LocalizedText | undefined, locale: MessageLocale): string | undefined =>
  text?.[locale] ?? text?.en

/** How figures are written in a language. */
const writing = (program: PresentProgram, locale: MessageLocale) => {
  const { currency } = program.rules.document
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  return {
    number: (amount: number) => amount.toLocaleString(locale),
    money: (minor: number) => money.format(minor / 10 ** digits),
    day: (day: Day) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day * MS_PER_DAY),
  }
}

/** What the places of a template stand for, in a language; null where there is no such person. */
export const messageValues = async (
  deps: Deps,
  program: PresentProgram,
  rows: RowsOf<ReturnType<typeof valueStatements>>,
  locale: MessageLocale,
): Promise<Values | null> => {
  const [[person], ...memberRows] = rows
  if (!person?.identity) return null
  const member = loadedMember(program, memberRows)
  const { rules, timeline, today } = program
  const write = writing(program, locale)
  const held = lastHolding(decideTierHistory(timeline, member, today))
  const next = tierProgress(rules, member.activity, held, today).find(({ goal }) => goal === 'upgrade')
  const soonest = member.wallet.lots.points
    .filter(({ expiresOn, remaining }) => expiresOn !== null && expiresOn > today && remaining > 0)
    .toSorted((a, b) => a.expiresOn! - b.expiresOn!)
  const expiresOn = soonest[0]?.expiresOn ?? null
  const expiring = soonest.filter(lot => lot.expiresOn === expiresOn).reduce((sum, { remaining }) => sum + remaining, 0)
  const { name } = await openIdentity(deps, person)
  return {
    'program.name': program.name,
    'member.name': name ?? undefined,
    'member.cardNumber': person.cardNumber,
    'member.tier': inLanguage(rules.tier(held.tier)?.name, locale),
    'points.available': write.number(availableOf(member.wallet, 'points', today)),
    'points.expiring': expiresOn === null ? undefined : write.number(expiring),
    'points.expiresOn': expiresOn === null ? undefined : write.day(expiresOn),
    'memberCash.available': write.money(availableOf(member.wallet, 'memberCash', today)),
    'tier.next': next && inLanguage(rules.tier(next.tier)?.name, locale),
    'tier.remaining': next && (next.measure === 'spend' ? write.money(next.remaining) : write.number(next.remaining)),
  }
}

const NAMES: Readonly<Record<MessageLocale, string>> = { en: 'Ann Lee', 'zh-CN': '王芳', 'zh-TW': '王芳' }

/** Made-up figures, to see a template by. */
export const sampleValues = (program: PresentProgram, locale: MessageLocale): Values => {
  const write = writing(program, locale)
  const tiers = program.rules.document.tiers
  return {
    'program.name': program.name,
    'member.name': NAMES[locale],
    'member.cardNumber': '600012345678',
    'member.tier': inLanguage(tiers[0]?.name, locale),
    'points.available': write.number(1_280),
    'points.expiring': write.number(300),
    'points.expiresOn': write.day(program.today + 30),
    'memberCash.available': write.money(5_000),
    'tier.next': inLanguage((tiers[1] ?? tiers[0])?.name, locale),
    'tier.remaining': write.number(720),
  }
}
