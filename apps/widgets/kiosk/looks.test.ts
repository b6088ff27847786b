import { describe, expect, test } from 'vitest'
import { SIZES, enter, pass, press, useKiosk, type Standing } from '../test/use-kiosk.ts'

const { stand } = useKiosk()

const BRANDS = [
  'Harrington & Lindqvist Department Stores, Shanghai Nanjing Road',
  '上海南京东路新世界大丸百货贵宾会员服务中心',
]

/** How far a part of the page reaches below the screen, in pixels; none where all of it is seen. */
const hidden = ({ page }: Standing, selector: string): Promise<number> =>
  page
    .locator(selector)
    .last()
    .evaluate(element => Math.max(0, element.getBoundingClientRect().bottom - innerHeight))

describe.each(Object.entries(SIZES))('%s', (_, viewport) => {
  test.each(BRANDS)('the bar of %s keeps its buttons in one row, whole, and nothing lies over them', async brand => {
    const standing = await stand({ viewport })
    const { page, mall } = standing
    mall.brand = brand
    await pass(page, 61_000)
    await page.locator('.brand', { hasText: brand }).waitFor()
    await enter(standing)
    for (const isLarge of [false, true]) {
      await page.evaluate(large => document.documentElement.classList.toggle('large', large), isLarge)
      const { middles, clipped, covered } = await page.evaluate(() => {
        const boxOf = (one: Element) => one.getBoundingClientRect()
        const buttons = [...document.querySelectorAll('.top button')]
        return {
          middles: new Set(buttons.map(one => Math.round(boxOf(one).top + boxOf(one).height / 2))).size,
          clipped: buttons.filter(one => boxOf(one).right > innerWidth || one.scrollWidth > one.clientWidth).length,
          covered: boxOf(document.querySelector('.whose')!).right > boxOf(document.querySelector('.languages')!).left,
        }
      })
      expect({ middles, clipped, covered }, String(isLarge)).toEqual({ middles: 1, clipped: 0, covered: false })
    }
  })

  test('a question, its button and its keys are one look', async () => {
    const standing = await stand({ viewport })
    const { page, mall } = standing
    await page.locator('.attract button.wide').click()
    expect(await hidden(standing, '.keypad button')).toBe(0)
    await press(page, '13900001111')
    await page.locator('button.wide').click()
    await page.locator('.resend').waitFor()
    expect([await hidden(standing, '.keypad button'), await hidden(standing, '.resend')]).toEqual([0, 0])
    mall.refuses.set('POST /v1/kiosk/sessions', [409, 'not_registered'])
    await press(page, '246810')
    await page.locator('button.wide').click()
    await page.locator('.keyboard').waitFor()
    expect([await hidden(standing, '.keyboard button'), await hidden(standing, '.wide')]).toEqual([0, 0])
  })
})

test('an overview held upright is filled by what can be had', async () => {
  const standing = await stand({ viewport: SIZES.portrait })
  await enter(standing)
  await standing.page.locator('.shelf .primary').first().waitFor()
  const box = await standing.page.locator('.shelf').boundingBox()
  expect(box!.y + box!.height).toBeGreaterThan(SIZES.portrait.height * 0.85)
  expect(await hidden(standing, '.shelf')).toBe(0)
})
