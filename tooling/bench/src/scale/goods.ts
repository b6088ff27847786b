import type { PurchaseBody } from '@laurel/api/purchase-body'
import { draw } from './draw.ts'

const BRANDS = [
  'maison',
  'lumiere',
  'atelier',
  'nordhaus',
  'seaside',
  'kumo',
  'tianyi',
  'orchard',
  'verdant',
  'polaris',
]
const CATEGORIES = ['coats', 'dresses', 'shoes', 'cosmetics', 'bags', 'menswear', 'knitwear', 'children']
const SIZES = ['S', 'M', 'L', 'XL', '38', '40']
const COLORS = ['black', 'navy', 'white', 'red', 'camel', 'grey']
const STORES = ['beijing-1', 'beijing-2', 'nanjing-road', 'chengdu-1']
const TENDERS = ['wechat', 'alipay', 'card', 'cash'] as const
const FAMILY_NAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const GIVEN_NAMES = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国'

export const stores = STORES
export const brands = BRANDS

const pick = <T>(list: readonly T[] | string, ...of: readonly number[]): T => list[draw(list.length, ...of)] as T

/** The person that member number `i` is: a name and a phone number, as a shop asks for them. */
export const personOf = (i: number): { readonly name: string; readonly phone: string } => ({
  name: pick<string>(FAMILY_NAMES, i, 1) + pick<string>(GIVEN_NAMES, i, 2) + pick<string>(GIVEN_NAMES, i, 3),
  phone: `+86138${String(i).padStart(8, '0')}`,
})

/** Receipt number `n` of all, of three lines, without its member and its instant. */
export const receiptOf = (n: number): Pick<PurchaseBody, 'store' | 'externalId' | 'lines' | 'tenders'> => {
  const lines = [0, 1, 2].map(line => ({
    sku: `SKU-${100_000 + draw(60_000, n, line, 1)}`,
    brand: pick<string>(BRANDS, n, line, 2),
    category: pick<string>(CATEGORIES, n, line, 3),
    size: pick<string>(SIZES, n, line, 4),
    color: pick<string>(COLORS, n, line, 5),
    quantity: 1,
    unitPrice: 30_00 + draw(570_00, n, line, 6),
    promotional: draw(10, n, line, 7) === 0,
  }))
  return {
    store: pick<string>(STORES, n, 8),
    externalId: `till${draw(100, n, 9)}-${String(n).padStart(8, '0')}`,
    lines,
    tenders: [
      { kind: pick<(typeof TENDERS)[number]>(TENDERS, n, 10), amount: lines.reduce((sum, l) => sum + l.unitPrice, 0) },
    ],
  }
}
