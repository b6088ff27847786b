import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ELEMENTS } from './matrix.ts'
import { summary } from './summaries.ts'
import { useStore } from './use-store.ts'

const { store, open } = useStore()

/** Around where the elements change their height by their own width, in em, and far from it. */
const WIDTHS_EM = [18, 20, 20.1, 21, 21.1, 24, 27, 27.1, 40]
const FONT_SIZES_PX = [14, 16, 22]

const places = FONT_SIZES_PX.flatMap(size => WIDTHS_EM.map(width => ({ size, width })))

const sizes = (tags: readonly string[]) =>
  tags.flatMap(tag =>
    [...document.querySelectorAll<HTMLElement>(tag)].map(element => {
      const { width, height } = element.getBoundingClientRect()
      return `${element.dataset['place']} ${tag}: ${width} × ${height}`
    }),
  )

/** Gives the page a style sheet of its own. */
async function say(page: Page, css: string): Promise<void> {
  await page.evaluate(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
  }, css)
}

test('until its script has run, an element takes the space that it takes afterwards, however wide it is and whatever the page gives it', async () => {
  store.script('t', 'hang')
  const { page } = await open(
    [...ELEMENTS, 'laurel-history class="high"']
      .map(tag =>
        places
          .map(
            ({ size, width }) =>
              `<div class="place" data-size="${size}" data-width="${width}"><${tag} data-place="${size} px, ${width} em" member-token="t">Your membership</${tag.split(' ')[0]}></div>`,
          )
          .join(''),
      )
      .join(''),
    { head: '' },
  )
  await say(page, '.high { --laurel-history-size: 41em }')
  await page.evaluate(() => {
    for (const { style, dataset } of document.querySelectorAll<HTMLElement>('.place')) {
      style.fontSize = `${dataset['size']}px`
      style.inlineSize = `${dataset['width']}em`
    }
  })
  const before = await page.evaluate(sizes, ELEMENTS)
  await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
  for (const tag of ELEMENTS) await page.locator(`${tag} .card.loading`).last().waitFor()
  expect(await page.evaluate(sizes, ELEMENTS)).toEqual(before)
})

test('the page’s own word comes before that of the style sheet, and what is hidden stays so', async () => {
  const { page } = await open(
    '<laurel-rewards>Rewards</laurel-rewards><laurel-points>Points</laurel-points><laurel-history hidden>History</laurel-history>',
    { head: '' },
  )
  await say(page, 'laurel-rewards { display: flow-root; block-size: 20em } laurel-points { display: inline-block }')
  const seen = await page.evaluate(() =>
    ['laurel-rewards', 'laurel-points', 'laurel-history'].map(tag => {
      const { display, blockSize } = getComputedStyle(document.querySelector(tag)!)
      return [display, blockSize]
    }),
  )
  expect(seen).toEqual([
    ['flow-root', '320px'],
    ['inline-block', expect.any(String)],
    ['none', 'auto'],
  ])
})

test('where the page asks an element how wide it is, in a row, a dialog or a float, it has room for what it shows, before its script too', async () => {
  store.script('t', { body: summary() })
  const points = '<laurel-points member-token="t">Your points</laurel-points>'
  const { page, shift } = await open(
    `<div class="row">${points}</div><div class="row narrow">${points}</div><div class="inline">${points}</div>
    <dialog open><h2>You</h2>${points}</dialog><div class="float">${points}</div>`,
    { head: '' },
  )
  await say(
    page,
    '.row { display: flex } .narrow { inline-size: 18em } .inline { display: inline-block } .float > * { float: left } dialog { position: static }',
  )
  const widths = () =>
    page.locator('laurel-points').evaluateAll(hosts => hosts.map(host => host.getBoundingClientRect().width / 16))
  expect(await widths()).toEqual([20, 18, 20, 20, 20])
  const before = await shift()
  await page.addScriptTag({ url: '/widgets/laurel.js', type: 'module' })
  await page.locator('laurel-points .card.ready').last().waitFor()
  expect(await widths()).toEqual([20, 18, 20, 20, 20])
  expect(await shift()).toBe(before)
})
