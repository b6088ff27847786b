import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { KIOSK_WORDS } from './words.ts'
import { PERSONAL } from '../test/mock-mall.ts'
import { CARD, asked, enter, pass, press, remains, scan, tab, useKiosk, type Standing } from '../test/use-kiosk.ts'

const { stand } = useKiosk()
const OTHER_CARD = '89999999990000001111111111'

const askForCode = async (page: Page, digits = '13900001111'): Promise<void> => {
  await page.locator('.attract button.wide').click()
  await press(page, digits)
  await page.locator('button.wide').click()
  await page.locator('.resend').waitFor()
}

describe('a phone', () => {
  test('from across the border is told with its calling code, by touch or with a plus', async () => {
    const { page, mall } = await stand()
    await page.locator('.attract button.wide').click()
    await page.getByRole('button', { name: '+852 Hong Kong' }).click()
    await press(page, '91234567')
    expect(await page.locator('.typed').innerText()).toBe('+852')
    await page.locator('button.wide').click()
    await page.locator('.lead', { hasText: '+852 9123 4567' }).waitFor()
    await page.locator('.back').click()
    await page.locator('.field input').fill('+44 7911 123456')
    await page.locator('button.wide').click()
    await page.locator('.lead', { hasText: '+447' }).waitFor()
    expect(asked(mall, 'POST /v1/kiosk/challenges').map(({ body }) => body?.['phone'])).toEqual([
      '+85291234567',
      '+447911123456',
    ])
  })

  test('that is none is said to be none, and the screen stays', async () => {
    const { page, mall } = await stand()
    mall.refuses.set('POST /v1/kiosk/challenges', [422, 'invalid_request'])
    await page.locator('.attract button.wide').click()
    await press(page, '1234567')
    await page.locator('button.wide').click()
    await page.locator('.refusal', { hasText: 'check the country' }).waitFor()
    await page.locator('.places').waitFor()
  })

  test('is sent a new code after a countdown that is seen, and told that the first is over', async () => {
    const { page, mall } = await stand()
    await askForCode(page)
    const resend = page.locator('.resend')
    expect(await resend.innerText()).toMatch(/^New code in (30|2\d)\ss$/)
    await resend.click({ force: true })
    expect(asked(mall, 'POST /v1/kiosk/challenges')).toHaveLength(1)
    await pass(page, 21_000)
    await page.locator('.resend', { hasText: /in \d\ss/ }).waitFor()
    await pass(page, 10_000)
    await resend.click()
    await page.getByRole('status').filter({ hasText: 'A new code is on its way' }).waitFor()
    expect(asked(mall, 'POST /v1/kiosk/challenges')).toHaveLength(2)
    expect(await resend.innerText()).toMatch(/in \d+\ss/)
  })

  test('that was mistyped is mended one step back, and its code is gone', async () => {
    const { page } = await stand()
    await askForCode(page)
    await press(page, '24')
    await page.locator('.back').click()
    expect(await page.locator('.field input').inputValue()).toBe('139 0000 1111')
    await page.locator('button.wide').click()
    await page.locator('.resend').waitFor()
    expect(await page.locator('.field input').inputValue()).toBe('')
    await page.getByRole('button', { name: 'Change the number' }).click()
    await page.locator('.places').waitFor()
    await page.locator('.back').click()
    await page.locator('.attract').waitFor()
    expect(await remains(page)).not.toContain('1111')
  })

  test('whose code has run out is told why, and may have another at once', async () => {
    const { page, mall } = await stand()
    await askForCode(page)
    mall.refuses.set('POST /v1/kiosk/sessions', [422, 'challenge_over'])
    await press(page, '246810')
    await page.locator('button.wide').click()
    await page.locator('.refusal', { hasText: 'five minutes and five tries' }).waitFor()
    expect(await page.locator('.field input').inputValue()).toBe('')
    mall.refuses.clear()
    await page.locator('.resend').click()
    await page.getByRole('status').filter({ hasText: 'A new code' }).waitFor()
    expect(await page.locator('.refusal').innerText()).toBe('')
  })
})

describe('a scanner', () => {
  test('is heard while an input method takes the keys', async () => {
    const { page, mall } = await stand()
    await page.locator('.attract button.wide').click()
    await page.locator('.field input').focus()
    await scan(page, 'AbC1234567890123', true)
    await expect
      .poll(() => asked(mall, 'POST /v1/kiosk/sessions').map(({ body }) => body))
      .toEqual([{ cardCode: 'AbC1234567890123' }])
  })

  test('that reads another’s card lets them in, after all of who was there is gone', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    await tab(page, 'Gifts')
    await page.locator('.gifts .primary').first().click()
    mall.refuses.set('POST /v1/kiosk/sessions', [422, 'card_code_expired'])
    await scan(page, OTHER_CARD)
    await page.locator('.attract .refusal', { hasText: 'run out' }).waitFor()
    const left = await remains(page)
    for (const trace of PERSONAL) expect(left).not.toContain(trace)
    await expect.poll(() => asked(mall, 'DELETE /v1/kiosk/sessions')).toHaveLength(1)
    mall.refuses.clear()
    await enter(standing)
    await scan(page, OTHER_CARD)
    await expect.poll(() => asked(mall, 'GET /v1/me').at(-1)?.key).toBe('tok_3')
    await expect.poll(() => asked(mall, 'DELETE /v1/kiosk/sessions')).toHaveLength(2)
  })

  test('that reads the same card again, or its next code, disturbs nobody', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    await tab(page, 'My card')
    await scan(page)
    await scan(page, `${CARD.slice(0, 16)}1247654321`)
    await page.locator('laurel-member-card >> css=.bars').waitFor()
    expect(asked(mall, 'POST /v1/kiosk/sessions')).toHaveLength(1)
    expect(asked(mall, 'DELETE /v1/kiosk/sessions')).toEqual([])
  })
})

describe('whose session is over is told so, in their language, for a moment,', () => {
  async function expectTold({ page }: Standing): Promise<void> {
    const notice = page.locator('.attract .notice')
    await notice.waitFor()
    expect(await notice.innerText()).toBe(KIOSK_WORDS['zh-TW'].visitOver)
    expect(await notice.getAttribute('lang')).toBe('zh-TW')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    const left = await remains(page)
    for (const trace of PERSONAL) expect(left).not.toContain(trace)
    await pass(page, 16_000)
    expect(await notice.count()).toBe(0)
  }

  test('when the server says so', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await page.getByRole('button', { name: '繁體中文' }).click()
    await enter(standing)
    mall.refuses.set('GET /v1/me/rewards', [401, 'token_expired'])
    await page.locator('.tabs button').nth(1).click()
    await expectTold(standing)
  })

  test('after ten minutes of touching the screen', async () => {
    const standing = await stand()
    const { page } = standing
    await page.getByRole('button', { name: '繁體中文' }).click()
    await enter(standing)
    // Left to itself the clock would go on for as long as a busy machine takes over each touch.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000))
    const hasGone = async () => (await page.locator('.who').count()) === 0
    let touches = 0
    while (!(await hasGone()) && touches < 70) {
      await pass(page, 10_000)
      await page.mouse.click(5, 5)
      touches++
    }
    expect(touches).toBeGreaterThan(50)
    expect(touches).toBeLessThan(70)
    await expectTold(standing)
  })
})
