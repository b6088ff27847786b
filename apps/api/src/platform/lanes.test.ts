import { describe, expect, test } from 'vitest'
import { makeLanes, type Outcome } from './lanes.ts'

const gate = () => {
  let open: () => void = () => undefined
  const opened = new Promise<void>(resolve => (open = resolve))
  return { open, opened }
}
const echo = async (items: readonly number[]): Promise<Outcome<number>[]> => items.map(result => ({ result }))

describe('a lane', () => {
  test('hands over together what waits for it, in order, and at most 64 at once', async () => {
    const lanes = makeLanes()
    const { open, opened } = gate()
    const handed: number[][] = []
    const busy = lanes.exclusive(['m'], () => opened)
    const all = Array.from({ length: 130 }, (_, i) =>
      lanes.submit('buy', 'm', i, items => {
        handed.push([...items])
        return echo(items)
      }),
    )
    open()
    await busy
    expect(await Promise.all(all)).toEqual(Array.from({ length: 130 }, (_, i) => i))
    expect(handed.map(items => items.length)).toEqual([64, 64, 2])
    expect(handed.flat()).toEqual(Array.from({ length: 130 }, (_, i) => i))
  })

  test('keeps kinds apart: one request’s key never answers for another’s', async () => {
    const lanes = makeLanes()
    const { open, opened } = gate()
    const busy = lanes.exclusive(['m'], () => opened)
    const handed: string[] = []
    const submit = (kind: string) =>
      lanes.submit(kind, 'm', kind, async items => {
        handed.push(items.join())
        return items.map(result => ({ result }))
      })
    const all = ['a', 'b', 'a', 'b'].map(submit)
    open()
    await Promise.all([busy, ...all])
    expect(handed).toEqual(['a,a', 'b,b'])
  })

  test('gives each item its own end, and fails all where the work fails', async () => {
    const lanes = makeLanes()
    const work = async (items: readonly number[]): Promise<Outcome<number>[]> =>
      items.map(item => (item % 2 ? { error: new Error(`odd ${item}`) } : { result: item }))
    const ends = await Promise.allSettled([1, 2, 3].map(item => lanes.submit('k', 'm', item, work)))
    expect(ends.map(end => end.status)).toEqual(['rejected', 'fulfilled', 'rejected'])
    const failing = [1, 2].map(item => lanes.submit('k', 'm', item, () => Promise.reject(new Error('all'))))
    expect((await Promise.allSettled(failing)).map(end => end.status)).toEqual(['rejected', 'rejected'])
    await expect(lanes.submit('k', 'm', 1, async () => [])).rejects.toThrow('not answered')
    // What failed does not hold up what comes after.
    expect(await lanes.submit('k', 'm', 7, echo)).toBe(7)
  })

  test('of one member never waits for another member’s', async () => {
    const lanes = makeLanes()
    const { open, opened } = gate()
    const busy = lanes.exclusive(['a'], () => opened)
    expect(await lanes.submit('k', 'b', 1, echo)).toBe(1)
    open()
    await busy
  })

  test('of several members at once waits for all of them, and none waits for ever', async () => {
    const lanes = makeLanes()
    const order: string[] = []
    const step = (name: string, keys: string[]) =>
      lanes.exclusive(keys, async () => {
        order.push(`${name} in`)
        await Promise.resolve()
        order.push(`${name} out`)
      })
    await Promise.all([step('1', ['a', 'b']), step('2', ['b', 'c']), step('3', ['c', 'a']), step('4', ['a', 'a'])])
    // Each of these shares a key with the one before it.
    expect(order).toEqual(['1', '2', '3', '4'].flatMap(name => [`${name} in`, `${name} out`]))
  })
})
