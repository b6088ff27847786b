/** A filter that is previewed, by what it asks. */
export interface NamedFilter {
  readonly name: string
  readonly filter: object
}

const and = (...of: readonly object[]): object => ({ and: of })
const not = (of: object): object => ({ not: of })

/**
 * Filters of five conditions, one of every sort that a shop may ask: each goes by something else, and some by what is
 * dearest, goods that hardly anybody bought or that everybody did.
 */
export const fiveConditions: readonly NamedFilter[] = [
  {
    name: 'a balance, dresses in M bought in spring, nothing for ten days, no SVIP, member for a month',
    filter: and(
      { kind: 'balance', unit: 'memberCash', atLeast: 1_000 },
      { kind: 'bought', categories: ['dresses'], sizes: ['M'], from: '2026-03-01', through: '2026-05-31' },
      not({ kind: 'bought', withinDays: 10 }),
      not({ kind: 'tier', in: ['SVIP'] }),
      { kind: 'registered', notForDays: 30 },
    ),
  },
  {
    name: 'five of goods: L in coats, a brand on two receipts, never black shoes, two stores, none of two articles',
    filter: and(
      { kind: 'bought', categories: ['coats'], sizes: ['L'] },
      { kind: 'bought', brands: ['maison'], receipts: 2 },
      not({ kind: 'bought', categories: ['shoes'], colors: ['black'], withinDays: 60 }),
      { kind: 'bought', stores: ['beijing-1', 'chengdu-1'], notForDays: 30 },
      not({ kind: 'bought', skus: ['SKU-100001', 'SKU-100002'] }),
    ),
  },
  {
    name: 'five of goods that nobody has',
    filter: and(
      ...['maison', 'lumiere', 'atelier', 'kumo', 'tianyi'].map(brand =>
        not({ kind: 'bought', brands: [brand], categories: ['coats', 'bags'], colors: ['lilac', 'mauve'] }),
      ),
    ),
  },
  {
    name: 'any of five of goods, in five seasons',
    filter: {
      or: ['S', 'M', 'L', 'XL', '38'].map((size, i) => ({
        kind: 'bought',
        sizes: [size],
        colors: ['red', 'camel'],
        brands: ['kumo', 'verdant'],
        from: `2026-0${i + 2}-01`,
        through: `2026-0${i + 2}-20`,
      })),
    },
  },
  {
    name: 'five of the night: lifecycle, RFM, pyramid, importance, price band',
    filter: and(
      { kind: 'lifecycle', in: ['active', 'edge'] },
      { kind: 'rfm', m: { atLeast: 2 }, frequency: { atLeast: 2 } },
      { kind: 'pyramid', in: ['A', 'B', 'C', 'D'] },
      not({ kind: 'importance', in: ['occasional'] }),
      { kind: 'priceBand', atLeast: 100_00 },
    ),
  },
  {
    name: 'five of likes: size, colour, brand, hour, share on promotion',
    filter: and(
      { kind: 'prefers', by: 'sizes', in: ['L', 'XL'] },
      { kind: 'prefers', by: 'colors', in: ['navy', 'black', 'grey'], share: 0.1 },
      not({ kind: 'prefers', by: 'brands', in: ['orchard'], share: 0.2 }),
      { kind: 'prefers', by: 'weekdays', in: [6, 7] },
      { kind: 'promotionShare', atMost: 0.5 },
    ),
  },
  {
    name: 'five of the dossier: consent, tag, interest, size, a child’s birthday',
    filter: and(
      { kind: 'consent', channel: 'sms', purpose: 'marketing' },
      not({ kind: 'tag', in: ['staff'] }),
      { kind: 'interest', in: ['skiing', 'opera'] },
      { kind: 'size', in: ['L', 'M'], garments: ['jeans'] },
      not({ kind: 'birthday', withinDays: 30, of: 'child' }),
    ),
  },
  {
    name: 'five of what was done: top-ups, rewards, coupons, benefits, messages',
    filter: and(
      not({ kind: 'toppedUp', withinDays: 365 }),
      not({ kind: 'redeemed', withinDays: 90, times: 2 }),
      not({ kind: 'couponUsed', withinDays: 90 }),
      not({ kind: 'benefitUsed', in: ['parking'], withinDays: 30 }),
      not({ kind: 'messaged', withinDays: 7, times: 2 }),
    ),
  },
  {
    name: 'five of what is due: expiring cash, near a tier, parking, prepaid, brought nobody',
    filter: and(
      { kind: 'expiring', unit: 'memberCash', withinDays: 365 },
      not({ kind: 'tierNear', share: 0.8 }),
      { kind: 'benefit', code: 'parking' },
      { kind: 'balance', unit: 'prepaid', atMost: 0 },
      not({ kind: 'brought' }),
    ),
  },
]
