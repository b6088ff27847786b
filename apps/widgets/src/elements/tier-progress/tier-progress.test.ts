import { expect, test } from 'vitest'
import { goal, summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const element = '<laurel-tier-progress member-token="t"></laurel-tier-progress>'

async function shown(body: object, lang = 'en') {
  store.script('t', { body })
  const { page } = await open(element, { lang })
  const card = page.locator('laurel-tier-progress .card.ready')
  return { page, card, text: (await card.innerText()).replaceAll('\u00a0', ' ') }
}

test.each([
  [
    'en',
    [
      'ME card',
      'Valid through 31 Jul 2027',
      '4,800 points to WE card today',
      '1,200 of 6,000 points in one day',
      '3 other ways',
    ],
  ],
  ['zh-CN', ['ME卡', '有效期至2027年7月31日', '今日内再得 4,800 积分，升级WE卡', '其他 3 种方式']],
  ['zh-TW', ['ME卡', '效期至2027年7月31日', '今日內再得 4,800 點，升級WE卡', '其他 3 種方式']],
])('in %s it says the tier, the nearest goal and how far it is', async (lang, words) => {
  const { text } = await shown(summary(), lang)
  for (const word of words) expect(text).toContain(word)
})

test('the bar is a progressbar with its bounds, its value and its words', async () => {
  const { page } = await shown(summary())
  const bar = page.getByRole('progressbar', { name: '4,800 points to WE card today' })
  const attributes = await bar.evaluate(node =>
    ['now', 'min', 'max', 'text'].map(name => node.getAttribute(`aria-value${name}`)),
  )
  expect(attributes).toEqual(['1200', '0', '6000', '1,200 of 6,000 points in one day'])
  const [whole, done] = await Promise.all([bar.boundingBox(), bar.locator('.fill').boundingBox()])
  expect(done!.width / whole!.width).toBeCloseTo(0.2, 1)
})

test('the other ways unfold by keyboard, the renewal last', async () => {
  const { page } = await shown(summary())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const others = page.locator('laurel-tier-progress li')
  await others.first().waitFor()
  const texts = (await others.allInnerTexts()).map(text => text.replaceAll('\u00a0', ' '))
  expect(texts[0]).toContain('8,800 points to WE card by 31 Jul 2027')
  expect(texts[0]).toContain('Yours at the review')
  expect(texts[2]).toContain('200 points to keep ME card by 31 Jul 2027')
  expect(await page.getByRole('progressbar').count()).toBe(4)
})

test('a goal in money is told in money', async () => {
  const spend = goal({
    tier: 'Supreme',
    window: 'membershipYear',
    measure: 'spend',
    current: 800050,
    required: 2000000,
    endsOn: '2031-12-31',
  })
  const { text } = await shown({ ...summary(), progress: [spend] })
  expect(text).toContain('¥11,999.50 to Supreme card by 31 Dec 2031')
  expect(text).toContain('¥8,000.50 of ¥20,000 this membership year')
})

test('a goal that is reached, and a renewal that is secured, say so', async () => {
  const reached = {
    tier: 'WE',
    window: 'membershipYear',
    current: 10400,
    required: 10000,
    endsOn: '2027-07-31',
    effective: 'atReview',
  }
  const first = await shown({ ...summary(), progress: [goal(reached)] })
  expect(first.text).toContain('WE card reached')
  expect(first.text).toContain('Yours at the review')
  expect(await first.page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('10000')
  const renewed = await shown({ ...summary(), progress: [goal({ ...reached, goal: 'renew', tier: 'ME' })] })
  expect(renewed.text).toContain('ME card is yours for another term')
})

test('who can climb no higher is told so, and who has no tier and no goal sees no empty promise', async () => {
  const top = await shown({ ...summary(), progress: [] })
  expect(top.text).toContain('You hold the highest tier.')
  const none = await shown({ ...summary(), tier: null, progress: [] })
  expect(none.text.trim()).toBe('No tier yet')
})

test('where no day and no goal is told, the words stand together in the middle', async () => {
  const { page } = await shown({
    ...summary(),
    tier: { code: 'TOP', name: { en: 'Top card' }, rank: 3, validThrough: null },
    progress: [],
  })
  const [card, tier, goalWords] = await Promise.all(
    ['.card', '.tier', '.goal'].map(part => page.locator(`laurel-tier-progress ${part}`).boundingBox()),
  )
  expect(goalWords!.y - (tier!.y + tier!.height)).toBeLessThan(40)
  const above = tier!.y - card!.y
  const below = card!.y + card!.height - (goalWords!.y + goalWords!.height)
  expect(Math.abs(above - below)).toBeLessThan(20)
})

test('words of a later version of the API are left out rather than shown wrongly', async () => {
  const later = {
    ...goal({ tier: 'WE', window: 'fortnight', current: 1, required: 10, endsOn: '2031-07-31' }),
    effective: 'byPost',
  }
  const { text } = await shown({ ...summary(), progress: [later] })
  expect(text).toContain('1 of 10 points')
  expect(text).not.toMatch(/undefined|fortnight/)
})
