import { expect, test } from 'vitest'
import { serveDetails } from '../test/details.ts'
import { summary } from '../test/summaries.ts'
import { useStore } from '../test/use-store.ts'

const { store, open } = useStore()

/** The modules of elements that the page has asked for, without their hashes. */
const modules = async (page: Awaited<ReturnType<typeof open>>['page']) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /elements\/(\w+)/.exec(name)?.[1])
      .filter(name => name === 'rewards' || name === 'history'),
  )

test('an element’s module is loaded when its tag comes into the page, and not before', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const { page } = await open('<laurel-points member-token="t"></laurel-points>')
  await page.locator('laurel-points .card.ready').waitFor()
  expect(await modules(page)).toEqual([])
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div><laurel-history member-token="t"></laurel-history></div>')
  })
  await page.locator('laurel-history .card.ready').waitFor()
  expect(await modules(page)).toEqual(['history'])
})

test('a tag inside an open shadow root counts too, also of an element that is defined later', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const { page } = await open('<x-shop></x-shop>')
  await page.evaluate(() => {
    customElements.define(
      'x-shop',
      class extends HTMLElement {
        constructor() {
          super()
          this.attachShadow({ mode: 'open' })
        }
        connectedCallback() {
          queueMicrotask(() => (this.shadowRoot!.innerHTML = '<laurel-rewards member-token="t"></laurel-rewards>'))
        }
      },
    )
  })
  await page.locator('laurel-rewards .card.ready').waitFor()
})

test('a module that does not load leaves the text inside the element', async () => {
  store.script('t', { body: summary() })
  const { page } = await open('<laurel-points member-token="t"></laurel-points>')
  await page.locator('laurel-points .card.ready').waitFor()
  await page.route('**/elements/history*', route => route.abort())
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<laurel-history>Ask at the counter</laurel-history>')
  })
  await page.waitForEvent('requestfailed')
  expect(await page.locator('laurel-history').innerText()).toBe('Ask at the counter')
})
