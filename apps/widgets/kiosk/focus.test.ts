import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { gift } from '../test/mock-mall.ts'
import { asked, enter, pass, press, tab, useKiosk } from '../test/use-kiosk.ts'

const { stand } = useKiosk()

/** What has the focus, by its tag and words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { tagName = '', textContent = '' } = document.activeElement ?? {}
    return `${tagName} ${textContent?.trim().replaceAll(/\s+/g, ' ')}`
  })
const expectFocus = (page: Page, what: RegExp) => expect.poll(() => focused(page)).toMatch(what)
const key = (page: Page, name: string) => page.keyboard.press(name, { delay: 80 })

test('each screen begins at its heading, for whoever hears it', async () => {
  const standing = await stand()
  const { page, mall } = standing
  await page.locator('.attract button.wide').click()
  await expectFocus(page, /^H1 Your phone number/)
  await press(page, '13900001111')
  await page.locator('button.wide').click()
  await expectFocus(page, /^H1 The code we sent/)
  mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
  await press(page, '246810')
  await page.locator('button.wide').click()
  await expectFocus(page, /^H1 Welcome/)
  await page.locator('.back').click()
  await expectFocus(page, /^H1 Your membership/)
  mall.refuses.clear()
  await enter(standing)
  await expectFocus(page, /^H1 Hello/)
  await page.locator('.done').click()
  await expectFocus(page, /^H1 Your membership/)
})

test('a dialog gives the focus back to what had it, and its follower does the same', async () => {
  const standing = await stand()
  const { page } = standing
  await enter(standing)
  await tab(page, 'Gifts')
  const choose = page.locator('.gifts .primary').first()
  await choose.click()
  await page.locator('dialog .secondary').click()
  await expectFocus(page, /^BUTTON Choose Tea for two/)
  await choose.click()
  await pass(page, 46_000)
  await page.locator('.overlay .primary').click()
  await page.locator('.overlay').waitFor({ state: 'detached' })
  await expectFocus(page, /^BUTTON Not now/)
  await page.locator('dialog .primary').click()
  await page.locator('.pick-up-code').waitFor()
  await page.locator('dialog .primary').click()
  await expectFocus(page, /^BUTTON Choose Tea for two/)
})

test('what has gone with its dialog has no focus: the heading has it', async () => {
  const standing = await stand()
  const { page, mall } = standing
  await enter(standing)
  await tab(page, 'Gifts')
  await page.locator('.gifts .primary').first().click()
  mall.gifts = [[gift('tea', { en: 'Tea for two' }, 800, { available: false, whyNot: 'per_member_limit' })]]
  await page.locator('dialog .primary').click()
  await page.locator('.pick-up-code').waitFor()
  await expect.poll(() => page.locator('.gifts .why-not').count()).toBe(1)
  await page.locator('dialog .primary').click()
  await expectFocus(page, /^H1 Hello/)
})

test('the tabs are a navigation with a name of its own', async () => {
  const standing = await stand()
  await enter(standing)
  await standing.page.getByRole('navigation', { name: 'Your membership' }).waitFor()
})

test('Enter answers each question, and a button that can do nothing yet keeps the focus', async () => {
  const standing = await stand()
  const { page, mall } = standing
  await page.locator('.attract button.wide').click()
  const field = page.locator('.field input')
  await field.fill('139')
  await field.press('Enter')
  // It is there to be pressed, and leads to what is wanted.
  await page.locator('button.wide').click({ force: true })
  expect(asked(mall, 'POST /v1/kiosk/challenges')).toEqual([])
  await expectFocus(page, /^INPUT/)
  await field.fill('13900001111')
  await key(page, 'Enter')
  await page.locator('.test').waitFor()
  await field.fill('246811')
  mall.refuses.set('POST /v1/kiosk/sessions', [422, 'challenge_failed'])
  await field.press('Enter')
  await page.locator('.refusal', { hasText: 'not the code' }).waitFor()
  await expectFocus(page, /^INPUT/)
  mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
  await field.fill('246810')
  await field.press('Enter')
  await page.locator('.keyboard').waitFor()
  await page.locator('.terms input').check()
  await field.fill('Wei')
  await field.press('Enter')
  await page.locator('.who').waitFor()
})
