import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Locale } from '../src/i18n/locale.ts'
import { leftInEnglish } from '../test/left-in-english.ts'
import { PERSONAL, serveMall } from '../test/mock-mall.ts'
import {
  CARD,
  SIZES,
  asked,
  enter,
  expectNobody,
  pass,
  press,
  remains,
  scan,
  tab,
  useKiosk,
} from '../test/use-kiosk.ts'
import { KIOSK_WORDS } from './words.ts'

const { store, visit, stand } = useKiosk()

/** The heartbeat, and the elements' look for changes. */
const TIMERS_OF_NOBODY = 2
/** Fifteen screens, each looked at by axe in two sizes of text, on a machine that has other work. */
const LOOKS_MS = 400_000
/** What the engine itself may keep of a visit, in bytes: after two hundred it keeps a fifth of that, and less each time. */
const KEPT_OF_A_VISIT = 2000

describe('a device', () => {
  test('is enrolled with a code from its screen, and the address tells nothing afterwards', async () => {
    const { page } = await visit(store.page('<!doctype html><title>t</title>'), { serviceWorkers: 'block' })
    const mall = await serveMall(page)
    await page.goto(`${store.url}/kiosk/?program=pk_test_mall`)
    await page.locator('h1').waitFor()
    await page.context().setOffline(true)
    await page.locator('.offline').waitFor()
    await page.context().setOffline(false)
    await page.locator('.offline').waitFor({ state: 'detached' })
    mall.refuses.set('POST /v1/kiosks/enroll', [422, 'enrolment_invalid'])
    await press(page, 'ABCD2345')
    await page.locator('button.wide').click()
    await page.locator('.refusal', { hasText: 'does not count' }).waitFor()
    mall.refuses.clear()
    await page.locator('button.wide').click()
    await page.locator('.attract').waitFor()
    expect(asked(mall, 'POST /v1/kiosks/enroll').at(-1)).toMatchObject({
      key: 'pk_test_mall',
      body: { code: 'ABCD2345' },
    })
    expect(page.url()).toBe(`${store.url}/kiosk/`)
    await page.reload()
    await page.locator('.attract').waitFor()
  })

  test('serves where a page has no randomUUID: on a machine without https', async () => {
    const without = () => Object.defineProperty(crypto, 'randomUUID', { value: undefined })
    const standing = await stand({}, context => context.addInitScript(without))
    await enter(standing)
    const keys = standing.mall.asked.filter(({ name }) => name.startsWith('POST')).map(one => one.idempotencyKey)
    expect(keys.length).toBeGreaterThan(0)
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(key).toMatch(/^[\d-]{20,}$/)
  })

  test('that was revoked while somebody was in says so at once: nobody is told that their visit was over', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    mall.refuses.set('GET /v1/kiosk', [401, 'unauthorized'])
    mall.refuses.set('GET /v1/me/rewards', [401, 'unauthorized'])
    await tab(page, 'Gifts')
    await page.locator('.keypad.letters').waitFor()
    expect(await page.locator('.notice').count()).toBe(0)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('kk_test')
  })

  test('that was revoked forgets its key, and takes a new code', async () => {
    const { page, mall } = await stand()
    mall.refuses.set('GET /v1/kiosk', [401, 'unauthenticated'])
    await pass(page, 61_000)
    await page.locator('.keypad.letters').waitFor()
    expect(await page.evaluate(() => localStorage.getItem('laurel-kiosk'))).not.toContain('kk_')
  })
})

describe('a member', () => {
  test('who chooses a language is told the page’s name in it, and the next one in the machine’s again', async () => {
    const { page } = await stand()
    const told = () =>
      page.evaluate(() => [
        document.documentElement.lang,
        document.title,
        document.querySelector('meta[name="description"]')?.getAttribute('content'),
        document.querySelector('link[rel="manifest"]')?.getAttribute('href'),
      ])
    const inWords = (lang: Locale) => [lang, KIOSK_WORDS[lang].app.name, KIOSK_WORDS[lang].app.description]
    const manifest = '/kiosk/manifest.webmanifest'
    expect(await told()).toEqual([...inWords('en'), manifest])
    await page.getByRole('button', { name: '繁體中文' }).click()
    expect(await told()).toEqual([...inWords('zh-TW'), manifest])
    await page.locator('.attract button.wide').click()
    await page.locator('.keypad').waitFor()
    await pass(page, 61_000)
    await page.locator('.attract').waitFor()
    expect(await told()).toEqual([...inWords('en'), manifest])
  })

  test('is let in by a scanner whatever has the focus, and what it typed into a field is taken back', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await page.locator('.attract button.wide').click()
    await page.locator('.field input').focus()
    await press(page, '139')
    await page.locator('.field input').focus()
    await enter(standing)
    expect(asked(mall, 'POST /v1/kiosk/sessions')).toMatchObject([{ body: { cardCode: CARD } }])
  })

  test('has nothing of a refused scan in what is sent afterwards', async () => {
    const { page, mall } = await stand()
    await page.locator('.attract button.wide').click()
    await press(page, '139')
    await page.locator('.field input').focus()
    mall.refuses.set('POST /v1/kiosk/sessions', [404, 'not_found'])
    await scan(page)
    await page.locator('.refusal').waitFor()
    mall.refuses.clear()
    await press(page, '00001111')
    await page.locator('button.wide').click()
    await page.locator('.test', { hasText: '246810' }).waitFor()
    expect(asked(mall, 'POST /v1/kiosk/challenges')).toMatchObject([{ body: { phone: '+8613900001111' } }])
  })

  test('is not let in by what fingers type', async () => {
    const { page, mall } = await stand()
    for (const key of CARD.slice(0, 14)) await page.keyboard.press(key, { delay: 60 })
    await page.keyboard.press('Enter')
    expect(asked(mall, 'POST /v1/kiosk/sessions')).toEqual([])
  })

  test('is let in by the code that their phone was sent, in test mode shown', async () => {
    const { page, mall } = await stand()
    await page.locator('.attract button.wide').click()
    await press(page, '13900001111')
    await page.locator('button.wide').click()
    await page.locator('.test', { hasText: '246810' }).waitFor()
    mall.refuses.set('POST /v1/kiosk/sessions', [422, 'challenge_failed'])
    await press(page, '246811')
    await page.locator('button.wide').click()
    await page.locator('.refusal', { hasText: 'not the code' }).waitFor()
    mall.refuses.clear()
    await press(page, '246810')
    await page.locator('button.wide').click()
    await page.locator('.who', { hasText: '139****1111' }).waitFor()
    expect(asked(mall, 'POST /v1/kiosk/challenges')).toMatchObject([
      { body: { phone: '+8613900001111', locale: 'en' } },
    ])
    expect(asked(mall, 'POST /v1/kiosk/sessions').at(-1)?.body).toEqual({ challenge: 'chl_1', code: '246810' })
  })

  test('who is none yet takes the terms, registers with what they agree to, and with nothing that was ticked for them', async () => {
    const { page, mall } = await stand()
    await page.locator('.attract button.wide').click()
    await press(page, '13900001111')
    await page.locator('button.wide').click()
    mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
    await press(page, '246810')
    await page.locator('button.wide').click()
    for (const key of ['w', 'e', 'i', 'space', 'l', 'x', '⌫', 'i'])
      await page.locator('.keyboard button', { hasText: new RegExp(`^\\s*${key}\\s*$`, 'i') }).click()
    expect(await page.locator('.field input').inputValue()).toBe('Wei Li')
    await page.locator('.field input').fill('欧阳')
    expect(await page.locator(':checked').count()).toBe(0)
    await page.locator('button.wide').click()
    await page.locator('.refusal', { hasText: 'accept the terms' }).waitFor()
    expect(asked(mall, 'POST /v1/kiosk/members')).toEqual([])
    await page.getByRole('checkbox', { name: 'membership terms of Wangfujing' }).check()
    await page.getByRole('checkbox', { name: 'My points and gifts: Text message' }).check()
    await page.getByRole('checkbox', { name: 'Offers and events: Call' }).check()
    await page.getByRole('checkbox', { name: 'Offers and events: Text message' }).check()
    await page.getByRole('checkbox', { name: 'Offers and events: Text message' }).uncheck()
    await page.locator('button.wide').click()
    await page.locator('.who').waitFor()
    expect(asked(mall, 'POST /v1/kiosk/members')[0]?.body).toEqual({
      challenge: 'chl_1',
      code: '246810',
      phone: '+8613900001111',
      name: '欧阳',
      acceptsTerms: true,
      consents: [
        { channel: 'sms', purpose: 'service', granted: true },
        { channel: 'sms', purpose: 'marketing', granted: false },
        { channel: 'phone', purpose: 'service', granted: false },
        { channel: 'phone', purpose: 'marketing', granted: true },
      ],
    })
  })

  test('confirms a gift before it is taken, and has it once however often it is sent', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    await tab(page, 'Gifts')
    await page.locator('.gifts .primary').first().click()
    expect(asked(mall, 'POST /v1/me/redemptions')).toEqual([])
    mall.refuses.set('POST /v1/me/redemptions', [503, 'busy'])
    await page.locator('dialog .primary').click()
    await page.locator('dialog .refusal', { hasText: 'try again' }).waitFor()
    mall.refuses.clear()
    await page.locator('dialog .primary').click()
    await page.locator('.pick-up-code', { hasText: 'K7PM 4XQ9' }).waitFor()
    const sent = asked(mall, 'POST /v1/me/redemptions')
    expect(sent.map(({ key, body }) => [key, body])).toEqual([0, 1].map(() => ['tok_1', { reward: 'tea' }]))
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  test('is not told of one gift what was refused of another', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    await tab(page, 'Gifts')
    mall.refuses.set('POST /v1/me/redemptions', [409, 'out_of_stock'])
    await page.locator('.gifts .primary').first().click()
    await page.locator('dialog .primary').click()
    await page.locator('dialog .refusal', { hasText: /\S/ }).waitFor()
    await page.locator('dialog .secondary').click()
    await page.locator('.gifts .primary').nth(1).click()
    expect(await page.locator('dialog h2').textContent()).toContain('Silk scarf')
    expect(await page.locator('dialog .refusal').textContent()).toBe('')
  })

  test('sees where points came from, receipts, and a card whose QR code and bars change with the half minute', async () => {
    const standing = await stand()
    const { page } = standing
    await enter(standing)
    await tab(page, 'History')
    await page.locator('laurel-history >> text=Reward redeemed').waitFor()
    await page.locator('laurel-history >> text=Receipts').click()
    await page.locator('laurel-history >> text=Receipt T-2088').waitFor()
    await tab(page, 'My card')
    const drawn = (code: string) => page.locator(`laurel-member-card >> css=.${code} path`).getAttribute('d')
    const before = [await drawn('qr'), await drawn('bars')]
    await pass(page, 31_000)
    expect(await drawn('qr')).not.toBe(before[0])
    expect(await drawn('bars')).not.toBe(before[1])
  })

  test('is gone with Done: from the page, its stores, and the server', async () => {
    const standing = await stand()
    await enter(standing)
    await tab(standing.page, 'Gifts')
    await standing.page.locator('.gifts .primary').first().click()
    await standing.page.locator('dialog .primary').click()
    await standing.page.locator('.pick-up-code').waitFor()
    await standing.page.locator('dialog .primary').click()
    await standing.page.locator('.done').click()
    await expectNobody(standing)
  })

  test('whose answer comes after Done is not shown to who stands there next', async () => {
    const standing = await stand()
    const { page, mall } = standing
    let answer = () => {}
    const held = new Promise<void>(resolve => (answer = resolve))
    await page.route('**/v1/kiosk/sessions', async route => {
      await held
      await route.fallback()
    })
    await page.locator('.attract button.wide').click()
    await scan(page)
    await page.locator('.back').click()
    answer()
    await expect.poll(() => asked(mall, 'DELETE /v1/kiosk/sessions').length).toBe(1)
    await expectNobody(standing)
  })
})

describe('somebody who goes away', () => {
  test('is counted down to, and then nothing of them is left', async () => {
    const standing = await stand()
    const { page } = standing
    const entries = await page.evaluate(() => history.length)
    await enter(standing)
    await tab(page, 'Gifts')
    await page.locator('.gifts .primary').first().click()
    await pass(page, 46_000)
    await page.locator('.seconds', { hasText: /^1[0-5]$/ }).waitFor()
    await pass(page, 16_000)
    await expectNobody(standing)
    expect(await page.evaluate(() => history.length)).toBe(entries)
  })

  test('stays with a touch, and goes with Done', async () => {
    const standing = await stand()
    const { page } = standing
    await enter(standing)
    await pass(page, 50_000)
    await page.locator('.overlay .primary').click()
    await page.locator('.overlay').waitFor({ state: 'detached' })
    expect(await page.locator('.who').count()).toBe(1)
    await pass(page, 50_000)
    await page.locator('.overlay .secondary').click()
    await expectNobody(standing)
  })

  test('is not taken for gone while the keys on the screen are touched', async () => {
    const { page } = await stand()
    await page.locator('.attract button.wide').click()
    for (const digit of '1390') {
      await pass(page, 30_000)
      await press(page, digit)
    }
    expect(await page.locator('.field input').inputValue()).toBe('139 0')
  })
})

describe('without a network', () => {
  test('it says so, keeps nothing of anybody, and comes back alone', async () => {
    const standing = await stand()
    const { page, mall } = standing
    await enter(standing)
    mall.isCutOff = true
    await tab(page, 'Gifts')
    await page.locator('.offline').waitFor()
    const left = await remains(page)
    for (const trace of PERSONAL) expect(left).not.toContain(trace)
    mall.isCutOff = false
    await pass(page, 6000)
    await page.locator('.offline').waitFor({ state: 'detached' })
    await enter(standing)
  })
})

test('a hundred people later the page is no larger: no node, listener, timer or memory of theirs is left', async () => {
  const { page } = await stand({ frozen: false, live: true }, context => context.addInitScript(countTimers))
  const devtools = await page.context().newCDPSession(page)
  // What is made once, on the first visits, is no growth.
  for (let i = 0; i < 10; i++) await comeAndGo(page)
  const { heap: heapBefore, nodes: nodesBefore, ...before } = await sizeOf(page, devtools)
  for (let i = 0; i < 100; i++) await comeAndGo(page)
  const after = await sizeOf(page, devtools)
  expect(after).toMatchObject(before)
  // A few nodes of the last visit may not be collected yet; one of every visit would be a hundred.
  expect(after.nodes - nodesBefore).toBeLessThan(50)
  expect(after.heap - heapBefore).toBeLessThan(100 * KEPT_OF_A_VISIT)
})

interface Timers extends Window {
  timers: Set<number>
}

/** Remembers the timers that are still to come. */
function countTimers(): void {
  const here = window as unknown as Timers & typeof globalThis
  here.timers = new Set()
  const { setTimeout: once, setInterval: often, clearTimeout: stop } = here
  const forget = (id?: number) => {
    here.timers.delete(id!)
    stop(id)
  }
  Object.assign(here, {
    setTimeout: (run: () => void, ms?: number) => {
      const id = once(() => {
        here.timers.delete(id)
        run()
      }, ms) as unknown as number
      here.timers.add(id)
      return id
    },
    setInterval: (run: () => void, ms?: number) => {
      const id = often(run, ms) as unknown as number
      here.timers.add(id)
      return id
    },
    clearTimeout: forget,
    clearInterval: forget,
  })
}

/** Somebody comes, looks at everything and goes; from inside, since a tool that looks on keeps what it has looked at. */
async function comeAndGo(page: Page): Promise<void> {
  await scan(page)
  await page.evaluate(async () => {
    const there = async (find: () => Element | null | undefined): Promise<HTMLElement> => {
      for (;;) {
        const found = find()
        if (found) return found as HTMLElement
        await new Promise(requestAnimationFrame)
      }
    }
    const one = (selector: string) => there(() => document.querySelector(selector))
    const within = (tag: string, selector: string) =>
      there(() => document.querySelector(tag)?.shadowRoot?.querySelector(selector))
    const open = async (nth: number) => (await one(`.tabs button:nth-child(${nth})`)).click()
    await within('laurel-points', '.value')
    await open(2)
    await one('.gifts .primary')
    await open(3)
    await within('laurel-history', '.entry .amounts')
    await open(4)
    await within('laurel-member-card', '.bars')
    const done = await one('.done')
    done.click()
    await one('.attract')
  })
}

interface Size {
  readonly nodes: number
  readonly listeners: number
  readonly timers: number
  /** Bytes. */
  readonly heap: number
}

async function sizeOf(page: Page, devtools: CDPSession): Promise<Size> {
  // Whoever asks for changes just now has a limit of time for the answer.
  const timers = () => page.evaluate(() => (window as unknown as Timers).timers.size)
  await expect.poll(timers).toBe(TIMERS_OF_NOBODY)
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage')
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return { nodes, listeners: jsEventListeners, timers: TIMERS_OF_NOBODY, heap: usedSize }
}

describe.each(Object.entries(SIZES))('%s', (_, viewport) => {
  test.each([
    ['en-GB', 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
  ] as const)(
    'in %s every screen is clean to axe, keeps within itself, and can be hit',
    async (locale, lang) => {
      const standing = await stand({ viewport, locale })
      const { page, mall, violations } = standing
      const button = (n: number) => page.locator('.tabs button').nth(n)
      const look = async (name: string) => {
        expect(await page.evaluate(() => document.documentElement.lang), name).toBe(lang)
        for (const isLarge of [true, false]) {
          await page.evaluate(large => document.documentElement.classList.toggle('large', large), isLarge)
          await lookOnce(`${name}${isLarge ? ', large' : ''}`)
        }
      }
      const lookOnce = async (name: string) => {
        expect(await violations(), name).toEqual([])
        if (lang !== 'en') expect(await leftInEnglish(page, ['Laurel', 'Wangfujing']), name).toEqual([])
        expect(await page.title(), name).toBe(KIOSK_WORDS[lang].app.name)
        const small = await page.evaluate(() =>
          [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
            .flatMap(root => [...root.querySelectorAll('button, input, summary')])
            .filter(one => one.checkVisibility())
            .map(one => [one.textContent?.trim(), one.getBoundingClientRect()] as const)
            .filter(([, { width, height }]) => width < 56 || height < 56)
            .map(([text]) => text),
        )
        expect(small, name).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow, name).toBeLessThanOrEqual(0)
      }
      await look('attract')
      await page.locator('.attract button.wide').click()
      await look('phone')
      await press(page, '13900001111')
      await page.locator('button.wide').click()
      await page.locator('.test').waitFor()
      await look('code')
      mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
      await press(page, '246810')
      await page.locator('button.wide').click()
      await page.locator('.keyboard').waitFor()
      await look('register')
      mall.refuses.clear()
      await enter(standing)
      await look('overview')
      await button(1).click()
      await page.locator('.gifts .primary').first().waitFor()
      await look('rewards')
      await page.locator('.gifts .primary').first().click()
      await page.locator('dialog').waitFor()
      await look('confirm')
      await page.locator('dialog .primary').click()
      await page.locator('.pick-up-code').waitFor()
      await look('pick-up')
      await page.locator('dialog .primary').click()
      await button(2).click()
      await page.locator('laurel-history >> css=.amounts').first().waitFor()
      await look('history')
      await page.locator('laurel-history >> css=.views button').nth(1).click()
      await page.locator('laurel-history >> css=summary').first().waitFor()
      await look('receipts')
      await button(3).click()
      await page.locator('laurel-member-card >> css=.bars').waitFor()
      await look('card')
      await pass(page, 48_000)
      await look('countdown')
      await page.locator('.overlay .primary').click()
      mall.isCutOff = true
      await page.context().setOffline(true)
      await page.locator('.offline').waitFor()
      await look('offline')
    },
    LOOKS_MS,
  )
})
