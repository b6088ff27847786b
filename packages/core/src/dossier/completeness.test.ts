import { expect, test } from 'vitest'
import { decideCompleteness, dossierItems, type DossierItem } from './completeness.ts'

const knowing = (...names: DossierItem[]) =>
  Object.fromEntries(dossierItems.map(name => [name, names.includes(name)])) as Record<DossierItem, boolean>

test('of nothing known 0 % is there and everything is missing, of all known 100 % and nothing', () => {
  expect(decideCompleteness(knowing(), [])).toEqual({ percent: 0, missing: dossierItems })
  expect(decideCompleteness(knowing(...dossierItems), [])).toEqual({ percent: 100, missing: [] })
})

test('it is rounded down, so that 100 % means that nothing is missing', () => {
  const heavy = Object.fromEntries(dossierItems.map(name => [name, 100]))
  const { percent, missing } = decideCompleteness(knowing(...dossierItems.filter(name => name !== 'email')), [], {
    ...heavy,
    email: 1,
  })
  expect([percent, missing]).toEqual([99, ['email']])
})

test('what a program weighs more is missed first, what it weighs by nothing never', () => {
  const weights = { ...Object.fromEntries(dossierItems.map(name => [name, 0])), name: 1, phone: 3, sizes: 4 }
  expect(decideCompleteness(knowing('name'), [], weights)).toEqual({ percent: 12, missing: ['sizes', 'phone'] })
  expect(decideCompleteness(knowing('sizes'), [], weights).percent).toBe(50)
})

test('a custom field counts what its definition says', () => {
  const none = Object.fromEntries(dossierItems.map(name => [name, 0]))
  const fields = [
    { code: 'fit', weight: 3, known: true },
    { code: 'style', weight: 1, known: false },
    { code: 'car', weight: 0, known: false },
  ]
  expect(decideCompleteness(knowing(), fields, none)).toEqual({ percent: 75, missing: ['fields.style'] })
})

test('where nothing counts nothing is missing', () => {
  expect(decideCompleteness(knowing(), [], Object.fromEntries(dossierItems.map(name => [name, 0])))).toEqual({
    percent: 100,
    missing: [],
  })
})
