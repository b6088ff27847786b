import { expect, test } from 'vitest'
import { summary } from '../test/summaries.ts'
import { allElements, useStore } from '../test/use-store.ts'

const { store, open } = useStore()

test('a page that shows news all day long keeps no channel of the tasks it was shown in', async () => {
  store.script('t', ...[1, 2, 3, 4, 5, 6].map(points => ({ body: summary({ points }) })))
  const { page } = await open(allElements('t'))
  await page.locator('laurel-points .card.ready').waitFor()
  const session = await page.context().newCDPSession(page)
  /** How many message ports are left once all that nobody needs is gone. */
  const ports = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { result } = await session.send('Runtime.evaluate', { expression: 'MessagePort.prototype' })
    const { objects } = await session.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId!,
      objectGroup: 'ports',
    })
    const { result: count } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length }',
      returnByValue: true,
    })
    // What an inspector holds is never collected.
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'ports' })
    return Number(count.value)
  }
  for (let i = 0; i < 5; i++) await page.evaluate(() => window.Laurel!.refresh())
  await page.locator('laurel-points .value', { hasText: '6' }).waitFor()
  // The last task may be under way still; a channel that is kept stays.
  await expect.poll(ports, { timeout: 15_000 }).toBe(0)
})
