import type { JSX } from 'react'
import { expect, test } from 'vitest'
import type { GlobalComponents } from 'vue'
import { bundleStore } from './bundle-store.ts'
import { serveDetails } from './details.ts'
import { summary } from './summaries.ts'
import { allElements, useStore } from './use-store.ts'

const { store, open } = useStore()

/** What such CSS would change. */
const SHOWN = [
  'color',
  'display',
  'letterSpacing',
  'wordSpacing',
  'textIndent',
  'textTransform',
  'textAlign',
  'textShadow',
  'lineHeight',
  'fontStyle',
  'whiteSpace',
  'padding',
  'margin',
  'borderTopWidth',
] as const

/** What a page says that was never meant for us. */
const HOSTILE = `
  * { letter-spacing: 0.5em; word-spacing: 2em; text-indent: 3em; text-transform: uppercase; text-align: right;
      text-shadow: 2px 2px red; line-height: 4; font-style: italic; color: red; white-space: nowrap }
  div, span, p, button, ul, li, dl, h2 { padding: 40px !important; margin: 40px !important; border: 5px solid red }
  .card, .list, .message, .head { display: none !important }
  button { all: unset !important }`

test('CSS that a page means for everything changes nothing inside', async () => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const { page } = await open(`${allElements('t')}<laurel-history member-token="t"></laurel-history>`)
  await page.locator('laurel-tier-progress .card.ready').waitFor()
  await page.locator('laurel-history .card.ready').waitFor()
  const look = () =>
    page
      .locator(':is(laurel-points, laurel-tier-progress, laurel-history) .card')
      .locator('xpath=descendant-or-self::*')
      .evaluateAll(
        (nodes, names) =>
          nodes.map(node => {
            const style = getComputedStyle(node)
            return names.map(name => style[name]).join(' ')
          }),
        SHOWN,
      )
  const calm = await look()
  expect(calm.length).toBeGreaterThan(30)
  await page.evaluate(css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, HOSTILE)
  expect(await look()).toEqual(calm)
})

const REACT = `
  import { createElement as h, useState } from 'react'
  import { createRoot } from 'react-dom/client'
  function Shop() {
    const [locale, setLocale] = useState('en')
    const [redeemed, setRedeemed] = useState('')
    return h('div', null,
      h('button', { onClick: () => setLocale('zh-CN') }, 'Change language'),
      h('laurel-program', { locale },
        h('laurel-points', null, 'Your points'),
        h('laurel-rewards', { 'onlaurel-redeem': event => setRedeemed(event.detail.redemption.code) })),
      h('output', null, redeemed))
  }
  window.Laurel.configure({ tokenProvider: async () => 't' })
  createRoot(document.querySelector('#app')).render(h(Shop))`

const VUE = `
  import { createApp, h, ref } from 'vue'
  const locale = ref('en')
  const redeemed = ref('')
  createApp({
    render: () => h('div', [
      h('button', { onClick: () => (locale.value = 'zh-CN') }, 'Change language'),
      h('laurel-program', { locale: locale.value, '.tokenProvider': async () => 't' }, [
        h('laurel-points', 'Your points'),
        h('laurel-rewards', { 'onLaurel-redeem': event => (redeemed.value = event.detail.redemption.code) }),
      ]),
      h('output', redeemed.value),
    ]),
  }).mount('#app')`

test.each([
  ['React', REACT],
  ['Vue', VUE],
])('a %s page needs nothing: attributes and events are its own way of saying them', async (_, code) => {
  store.script('t', { body: summary() })
  serveDetails(store)
  const bundle = await bundleStore(code)
  const { page } = await open('<div id="app"></div>')
  await page.route('**/store-page.js', route => route.fulfill({ contentType: 'text/javascript', body: bundle }))
  await page.addScriptTag({ url: '/store-page.js', type: 'module' })
  await page.locator('laurel-points', { hasText: 'Your points' }).locator('.card.ready').waitFor()
  await page.getByRole('button', { name: 'Change language' }).click()
  await page.locator('laurel-points', { hasText: '我的积分' }).waitFor()
  store.answer('/v1/me/redemptions', ({ method }) => ({
    body: method === 'GET' ? { data: [], nextCursor: null } : { id: 'red_1', code: 'K7M4', reward: 'mug' },
  }))
  await page.locator('laurel-rewards [part=redeem]').first().click()
  await page.locator('dialog [part=redeem]').click()
  await page.locator('output', { hasText: 'K7M4' }).waitFor()
})

test('the typings for JSX and Vue know every element, its attributes and its events', () => {
  const rewards: JSX.IntrinsicElements['laurel-rewards'] = {
    theme: 'gold dark',
    'member-token': 't',
    tokenProvider: async ({ purpose }) => purpose,
    'onlaurel-redeem': event => void event.detail.redemption.code,
  }
  const tags: Record<keyof HTMLElementTagNameMap & keyof JSX.IntrinsicElements & `laurel-${string}`, true> = {
    'laurel-history': true,
    'laurel-member-badge': true,
    'laurel-member-card': true,
    'laurel-points': true,
    'laurel-program': true,
    'laurel-rewards': true,
    'laurel-tier-progress': true,
  }
  const ofVue: Record<keyof GlobalComponents & `laurel-${string}`, true> = tags
  expect([rewards.theme, Object.keys(ofVue).length]).toEqual(['gold dark', 7])
})
