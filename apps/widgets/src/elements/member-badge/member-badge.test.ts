import { expect, test } from 'vitest'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()
const badge = '<laurel-member-badge member-token="t"></laurel-member-badge>'

test.each([
  ['en', ['李*', 'ME card', '1,200 points']],
  ['zh-CN', ['李*', 'ME卡', '1,200 积分']],
  ['zh-Hant', ['李*', 'ME卡', '1,200 點']],
])('in %s it says name, tier and points in one line', async (lang, words) => {
  store.script('t', { body: summary() })
  const { page } = await open(badge, { lang })
  const card = page.locator('laurel-member-badge .card.ready')
  for (const word of words) expect(await card.innerText()).toContain(word)
  expect((await card.boundingBox())?.height).toBe(46)
})

test('one point is one point, and a member without a tier is told so', async () => {
  store.script('t', { body: { ...summary({ points: 1 }), tier: null, progress: [] } })
  const { page } = await open(badge)
  const text = await page.locator('laurel-member-badge .card.ready').innerText()
  expect(text).toMatch(/No tier yet\s+1 point$/)
})

test('a name as long as a sentence is cut, and pushes nothing out of the badge', async () => {
  store.script('t', {
    body: summary({ name: 'Wolfeschlegelsteinhausenbergerdorff the Third*****', points: 12_345_678 }),
  })
  const { page } = await open(badge)
  const card = page.locator('laurel-member-badge .card.ready')
  await card.waitFor()
  const [edge, points] = await Promise.all([
    card.boundingBox(),
    page.locator('laurel-member-badge .points').boundingBox(),
  ])
  expect(points!.x + points!.width).toBeLessThanOrEqual(edge!.x + edge!.width)
  expect(await card.evaluate(element => element.scrollWidth <= element.clientWidth)).toBe(true)
})

test('markup in a name or a tier is shown as the text that it is', async () => {
  const attack = '<img src=x onerror="document.title=\'hacked\'">'
  const body = summary({ name: attack })
  body.tier = { code: 'X', name: { en: '<script>document.title="hacked"</script>' }, rank: 1 }
  store.script('t', { body })
  const { page } = await open(badge)
  const card = page.locator('laurel-member-badge .card.ready')
  expect(await card.locator('.name').textContent()).toBe(attack)
  expect(await card.locator('img, script').count()).toBe(0)
  expect(await page.title()).toBe('Store')
})
