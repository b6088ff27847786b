import { expect, it } from 'vitest'
import { accept, reject } from './decision.ts'

it('says yes with what follows, or no with a reason and its facts', () => {
  expect(accept(7)).toEqual({ accepted: true, value: 7 })
  expect(reject('too_late')).toEqual({ accepted: false, reason: 'too_late', facts: {} })
  expect(reject('too_little', { available: 1, required: 2 })).toEqual({
    accepted: false,
    reason: 'too_little',
    facts: { available: 1, required: 2 },
  })
})
