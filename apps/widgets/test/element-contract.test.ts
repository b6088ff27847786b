import { expect, test } from 'vitest'
import { summary } from './summaries.ts'
import { allElements, TAGS, useStore } from './use-store.ts'

const { store, open } = useStore()

test.each(TAGS)('%s says that it loads, and to whom it belongs', async tag => {
  store.script('t', 'hang')
  const { page } = await open(`<${tag} member-token="t"></${tag}>`)
  const card = page.locator(`${tag} .card`)
  expect(await card.getAttribute('aria-busy')).toBe('true')
  expect(await card.innerText()).toContain('Loading your membership')
  expect(await card.getAttribute('aria-label')).toMatch(/Membership|Your points|Your tier/)
})

test.each(TAGS)('%s shows the store’s own words to who is signed out', async tag => {
  const { page } = await open(`<${tag}><a slot="signed-out" href="/login">Log in at our counter</a></${tag}>`)
  await page.locator(`${tag} .card.signedOut`).waitFor()
  await page.getByRole('link', { name: 'Log in at our counter' }).click()
  expect(new URL(page.url()).pathname).toBe('/login')
})

test.each([
  ['laurel-rewards', 'Rewards', 'Sign in to see what your points can become.'],
  ['laurel-history', 'History', 'Sign in to see where your points came from.'],
  ['laurel-member-card', 'Member card', 'Sign in to show your card.'],
])('%s says to who is signed out what would be here, with a picture and the way in', async (tag, title, words) => {
  const { page } = await open(`<${tag}></${tag}><${tag}><a slot="signed-out" href="/login">Log in</a></${tag}>`)
  const cards = page.locator(`${tag} .card.signedOut`)
  await cards.nth(1).waitFor()
  await page.getByText(words).first().waitFor()
  expect(await cards.first().locator('svg').isVisible()).toBe(true)
  expect(await cards.evaluateAll(nodes => nodes.map(node => getComputedStyle(node, '::before').content))).toEqual(
    // Only seen: it is the group's name already.
    [`"${title}" / ""`, `"${title}" / ""`],
  )
})

test.each(TAGS)('%s that has failed is tried again by keyboard, and keeps the focus', async tag => {
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  store.script('t', { status: 500 }, { body: summary(), waitFor: gate })
  const { page } = await open(`<${tag} member-token="t"></${tag}>`)
  const retry = page.getByRole('button', { name: 'Try again' })
  await retry.waitFor()
  expect(await page.locator(`${tag} [role=status]`).innerText()).not.toBe('')
  expect((await retry.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const trying = page.getByRole('button', { name: 'Trying…' })
  await trying.waitFor()
  expect(await trying.evaluate(button => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(true)
  release()
  await page.locator(`${tag} .card.ready`).waitFor()
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe(tag)
})

test.each(TAGS)('%s takes colours from custom properties, light or dark from theme', async tag => {
  store.script('t', { body: summary() })
  const { page } = await open(`<${tag} member-token="t"></${tag}>`, { colorScheme: 'light' })
  const card = page.locator(`${tag} .card.ready`)
  const look = () => card.evaluate(node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color])
  const light = await look()
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'dark'))
  const dark = await look()
  expect(dark).not.toEqual(light)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'light'))
  expect(await look()).toEqual(light)
  await page.locator(tag).evaluate(host => host.setAttribute('theme', 'auto'))
  expect(await look()).toEqual(dark)
  await page.locator(tag).evaluate(host => (host as HTMLElement).style.setProperty('--laurel-surface', 'rgb(1, 2, 3)'))
  expect((await look())[0]).toBe('rgb(1, 2, 3)')
})

test('for who prefers reduced motion no placeholder breathes', async () => {
  store.script('t', 'hang')
  const { page } = await open(allElements('t'), { reducedMotion: 'reduce' })
  await page.locator('laurel-tier-progress .card.loading').waitFor()
  const moving = await page.evaluate(
    tags => tags.map(tag => document.querySelector(tag)!.getAnimations({ subtree: true }).length),
    TAGS,
  )
  expect(moving).toEqual([0, 0, 0])
})
