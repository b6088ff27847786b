import { expect, test } from 'vitest'
import { serveDemo } from '../test/mock-shop.ts'
import { useStore } from '../test/use-store.ts'

const { store, visit } = useStore()

test.each([1280, 390])(
  'at %i px the documentation shows every element live in each state, axe finds nothing, nothing overflows',
  async width => {
    serveDemo(store)
    const { page, violations } = await visit(`${store.url}/docs/widgets/`, { viewport: { width, height: 900 } })
    const tags = ['member-badge', 'points', 'tier-progress', 'member-card', 'rewards', 'history']
    for (const tag of tags)
      for (const state of ['ready', 'loading', 'signedOut', 'failed'])
        await page.locator(`laurel-${tag} .card.${state}`).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(tags.length)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await violations()).toEqual([])
  },
)
