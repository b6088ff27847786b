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

  test('hands over together what comes for different members at once, in order', async () => {
    const lanes = makeLanes()
    const handed: string[][] = []
    const submit = (name: string, i: number) =>
      lanes.submit('buy', name, `${name}${i}`, async items => {
        handed.push([...items])
        return items.map(result => ({ result }))
      })
    expect(await Promise.all([submit('a', 1), submit('b', 1), submit('a', 2)])).toEqual(['a1', 'b1', 'a2'])
    expect(handed).toEqual([['a1', 'b1', 'a2']])
  })

  test('begins with a group that is full at once, and with at most four of a kind', async () => {
    const held: (() => void)[] = []
    const lanes = makeLanes(() => undefined)
    const sizes: number[] = []
    const all = Array.from({ length: 100 }, (_, i) =>
      lanes.submit('buy', `m${i}`, i, async items => {
        sizes.push(items.length)
        await new Promise<void>(resolve => held.push(resolve))
        return echo(items)
      }),
    )
    await Promise.resolve()
    expect(sizes).toEqual([16, 16, 16, 16])
    for (const free of held.splice(0)) free()
    await Promise.all(all.slice(0, 64))
    // What is left has gathered meanwhile, and goes without being called.
    for (let i = 0; held.length < 3 && i < 100; i++) await Promise.resolve()
    expect(sizes).toEqual([16, 16, 16, 16, 16, 16, 4])
    for (const free of held.splice(0)) free()
    expect(await Promise.all(all)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  test('is kept from the moment an item joins a group: nothing else of that member comes in between', async () => {
    const lanes = makeLanes()
    const order: string[] = []
    const [{ open, opened }, begun] = [gate(), gate()]
    const bought = lanes.submit('buy', 'm', 1, async items => {
      order.push('buy')
      begun.open()
      await opened
      order.push('bought')
      return echo(items)
    })
    const redeemed = lanes.exclusive(['m'], async () => void order.push('redeem'))
    await begun.opened
    const later = lanes.submit('buy', 'm', 2, async items => {
      order.push('buy later')
      return echo(items)
    })
    open()
    await Promise.all([bought, redeemed, later])
    expect(order).toEqual(['buy', 'bought', 'redeem', 'buy later'])
  })
})
