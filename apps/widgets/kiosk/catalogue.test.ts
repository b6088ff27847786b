import { expect, test } from 'vitest'
import { gift } from '../test/mock-mall.ts'
import { asked, enter, pass, tab, useKiosk } from '../test/use-kiosk.ts'

const { stand } = useKiosk()

const page = (nth: number) =>
  Array.from({ length: 50 }, (_, i) => gift(`g${nth * 50 + i}`, { en: `Gift ${nth * 50 + i}` }, 100))

test('goes on after its first fifty gifts, to the last', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  mall.gifts = [page(0), page(1), [gift('last', { en: 'The last one' }, 100)]]
  await enter(standing)
  await tab(screen, 'Gifts')
  await screen.locator('.gifts li').nth(49).waitFor()
  await screen.locator('.more').click()
  await screen.locator('.gifts li').nth(99).waitFor()
  await expect.poll(() => screen.evaluate(() => document.activeElement?.textContent)).toBe('Gift 50')
  await screen.locator('.more').click()
  await screen.locator('.gifts h2', { hasText: 'The last one' }).waitFor()
  expect(await screen.locator('.gifts li').count()).toBe(101)
  expect(await screen.locator('.more').count()).toBe(0)
})

test('is read anew when a gift was refused, as far as it was read, and the gift cannot be asked for again', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  mall.gifts = [page(0), [gift('tea', { en: 'Tea for two' }, 800)]]
  await enter(standing)
  await tab(screen, 'Gifts')
  await screen.locator('.more').click()
  await screen.getByRole('button', { name: 'Choose Tea for two' }).click()
  mall.refuses.set('POST /v1/me/redemptions', [409, 'out_of_stock'])
  mall.gifts = [page(0), [gift('tea', { en: 'Tea for two' }, 800, { available: false, whyNot: 'out_of_stock' })]]
  await screen.locator('dialog .primary').click()
  await screen.locator('dialog .refusal', { hasText: 'last one has just gone' }).waitFor()
  await screen.locator('dialog .primary[aria-disabled=true]').click({ force: true })
  await screen.locator('dialog .secondary').click()
  await screen.locator('.gifts li', { hasText: 'Tea for two' }).locator('.why-not', { hasText: 'All gone' }).waitFor()
  expect(asked(mall, 'POST /v1/me/redemptions')).toHaveLength(1)
})

test('keeps at hand what waits at the desk: a gift whose answer was lost shows its code when they come back', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  await enter(standing)
  await tab(screen, 'Gifts')
  mall.loses.add('POST /v1/me/redemptions')
  await screen.locator('.gifts .primary').first().click()
  await screen.locator('dialog .primary').click()
  await screen.locator('.offline').waitFor()
  mall.loses.clear()
  await pass(screen, 6000)
  await screen.locator('.offline').waitFor({ state: 'detached' })
  await enter(standing)
  await tab(screen, 'Gifts')
  const waiting = screen.getByRole('region', { name: 'Ready to collect' })
  await waiting.getByRole('button', { name: 'Show the code' }).click()
  expect(await screen.locator('.pick-up-code').innerText()).toBe('K7PM 4XQ9')
  expect(asked(mall, 'POST /v1/me/redemptions')).toHaveLength(1)
})

test('holds a name of one long word, and a picture that is not there', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  const word = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(2)
  await screen.route('**/missing.jpg', route => route.fulfill({ status: 404 }))
  mall.gifts = [[gift('long', { en: word }, 100, { picture: '/missing.jpg' }), gift('tea', { en: 'Tea' }, 100)]]
  await enter(standing)
  await tab(screen, 'Gifts')
  const one = screen.locator('.panel.rewards .gifts li').first()
  await one.locator('.picture b').waitFor()
  expect(await one.locator('img').isVisible()).toBe(false)
  expect(await one.evaluate(item => item.scrollWidth - item.clientWidth)).toBeLessThanOrEqual(0)
})

test('that could not be read says so, and is asked for again', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  mall.refuses.set('GET /v1/me/rewards', [503, 'busy'])
  await enter(standing)
  await tab(screen, 'Gifts')
  await screen.locator('.panel .refusal', { hasText: 'did not work' }).waitFor()
  mall.refuses.clear()
  await screen.getByRole('button', { name: 'Try again' }).click()
  await screen.locator('.gifts .primary').first().waitFor()
})

test('lends what points reach to the overview, from where it is chosen, too', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  await enter(standing)
  const shelf = screen.getByRole('region', { name: 'Gifts within your reach' })
  await shelf.getByRole('button', { name: 'Choose Silk scarf' }).click()
  await screen.locator('dialog .primary').click()
  await screen.locator('.pick-up-code').waitFor()
  expect(asked(mall, 'POST /v1/me/redemptions').map(({ body }) => body)).toEqual([{ reward: 'scarf' }])
  await screen.locator('dialog .primary').click()
  await shelf.getByRole('button', { name: 'All gifts' }).click()
  await screen.locator('.gifts .why-not').first().waitFor()
})

test('what a merchant or a member writes is text and nothing else, on every screen', async () => {
  const standing = await stand()
  const { page: screen, mall } = standing
  const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>'
  Object.assign(mall, { brand: evil, member: evil, gifts: [[gift('evil', { en: evil }, 100)]] })
  await screen.reload()
  await screen.locator('.attract').waitFor()
  await enter(standing)
  for (const name of ['Gifts', 'Receipts', 'History', 'Card']) {
    const named = screen.locator('.tabs button', { hasText: name })
    if ((await named.count()) > 0) await named.click()
    await screen.getByText('onerror').first().waitFor()
  }
  await tab(screen, 'Gifts')
  await screen.locator('.gifts button:not([disabled])').first().click()
  await screen.locator('dialog').getByText('onerror').first().waitFor()
  await screen.locator('dialog .primary').click()
  await screen.locator('.pick-up-code').waitFor()
  expect(await screen.locator('img[src="x"]').count()).toBe(0)
  expect(await screen.evaluate('window.owned')).toBeUndefined()
})
