import { expect, it } from 'vitest'
import { inParallel } from './in-parallel.ts'

it('does each item once, and never more than the limit at a time', async () => {
  const seen: number[] = []
  let now = 0
  let most = 0
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async item => {
    most = Math.max(most, ++now)
    await Promise.resolve()
    seen.push(item)
    now -= 1
  })
  expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

it('starts nothing more after a failure, and tells it', async () => {
  const seen: number[] = []
  const work = inParallel([1, 2, 3, 4, 5], 2, async item => {
    seen.push(item)
    await Promise.resolve()
    if (item === 1) throw new Error('the first')
  })
  await expect(work).rejects.toThrow('the first')
  expect(seen).toEqual([1, 2])
})
