/** What the books count. Points are whole; the others are minor units of the program's currency. */
export const units = ['points', 'memberCash', 'prepaid'] as const
export type Unit = (typeof units)[number]

/** A member's account of a unit: what the program owes the member. */
export type MemberAccount = `member:${Unit}`

/** The program's own accounts, which stand against the members'. Their words are fixed, since clients see them. */
export const programAccounts = [
  'issuance',
  'redemption',
  'breakage',
  'adjustment',
  'sales',
  'topups',
  'opening',
] as const
export type ProgramAccount = `program:${(typeof programAccounts)[number]}`

export type Account = MemberAccount | ProgramAccount

export const memberAccount = (unit: Unit): MemberAccount => `member:${unit}`
