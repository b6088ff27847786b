import { expect, test } from 'vitest'
import { summary } from '../../../test/summaries.ts'
import { useStore } from '../../../test/use-store.ts'

const { store, open } = useStore()

test('what a program says holds for every element inside it, through shadow roots; an element’s own word comes first', async () => {
  store.script('a', { body: summary({ points: 111 }) })
  store.script('b', { body: summary({ points: 222 }) })
  const { page } = await open(`<laurel-program publishable-key="pk_a" member-token="a" locale="zh-CN">
      <laurel-points></laurel-points><div id="host"></div>
      <laurel-program locale="zh-TW"><laurel-points publishable-key="pk_b" member-token="b"></laurel-points></laurel-program>
    </laurel-program><laurel-points></laurel-points>`)
  await page.evaluate(() => {
    for (const mode of ['open', 'closed'] as const) {
      const host = document.createElement('div')
      host.attachShadow({ mode }).innerHTML = '<laurel-points></laurel-points>'
      document.querySelector('#host')!.append(host)
    }
  })
  await page.getByText('我的點數').waitFor()
  await page.locator('#host laurel-points .card.ready').waitFor()
  expect(await page.locator('laurel-points .card').allInnerTexts()).toEqual([
    expect.stringMatching(/我的积分[^]*111/),
    expect.stringMatching(/我的积分[^]*111/),
    expect.stringMatching(/我的點數[^]*222/),
    expect.stringContaining('Sign in'),
  ])
  expect(store.calls.map(({ token, key }) => [token, key]).sort()).toEqual([
    ['a', 'pk_a'],
    ['b', 'pk_b'],
  ])
})

test('a change of the program reaches the elements, and a token provider is a property of it', async () => {
  store.script('a', { body: summary({ points: 111 }) })
  store.script('b', { body: summary({ points: 222, id: 'mem_b' }) })
  const { page } = await open('<laurel-program><laurel-points></laurel-points></laurel-program>')
  await page.locator('laurel-points .card.signedOut').waitFor()
  await page.locator('laurel-program').evaluate(program => {
    Object.assign(program, { tokenProvider: async () => 'a' })
  })
  await page.locator('laurel-points', { hasText: '111' }).waitFor()
  await page.locator('laurel-program').evaluate(program => {
    Object.assign(program, { tokenProvider: async () => 'b' })
  })
  await page.locator('laurel-points', { hasText: '222' }).waitFor()
})

test('a program’s token never leaves it: an element under another key inside it is signed out', async () => {
  store.script('a', { body: summary() })
  const { page } = await open(`<laurel-program publishable-key="pk_a" member-token="a">
    <laurel-points publishable-key="pk_other"></laurel-points></laurel-program>`)
  await page.locator('laurel-points .card.signedOut').waitFor()
  expect(store.calls).toEqual([])
})
