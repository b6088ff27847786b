import { expect, test } from 'vitest'
import { extractText, getDocumentProxy } from 'unpdf'
import { enter, useKiosk } from '../test/use-kiosk.ts'

const { stand } = useKiosk()

/** Points of a page, 72 to the inch, in millimetres. */
const millimetres = (points: number): number => Math.round((points / 72) * 25.4)

test.each([
  ['en-GB', false, ['Wangfujing', 'Tea for two', 'K7PM 4XQ9', 'Show this code at the service desk', '22 Dec 2026']],
  ['zh-CN', true, ['Wangfujing', '双人下午茶', 'K7PM 4XQ9', '请到服务台出示提货码', '2026年12月22日']],
  ['zh-TW', true, ['Wangfujing', '雙人下午茶', 'K7PM 4XQ9', '請到服務台出示提貨碼', '2026年12月22日']],
] as const)(
  'in %s a gift’s slip is one page of a roll 80 mm wide, with its code and what to do',
  async (locale, isLarge, said) => {
    const standing = await stand({ locale })
    const { page } = standing
    await enter(standing)
    if (isLarge) await page.locator('.size').click()
    await page.locator('.tabs button').nth(1).click()
    await page.locator('.gifts .primary').first().click()
    await page.locator('dialog .primary').click()
    await page.locator('.pick-up-code').waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { data } = await devtools.send('Page.printToPDF', { preferCSSPageSize: true })
    const slip = await getDocumentProxy(new Uint8Array(Buffer.from(data, 'base64')))
    expect(slip.numPages).toBe(1)
    const { view } = await slip.getPage(1)
    expect(view.slice(2).map(millimetres)).toEqual([80, 120])
    const { text } = await extractText(slip, { mergePages: true })
    // Some signs come out as the radicals that look like them.
    const words = text.normalize('NFKC').replaceAll(/\s+/g, '')
    for (const one of said) expect(words).toContain(one.replaceAll(' ', ''))
    // Nothing else of the member goes to paper.
    expect(words).not.toContain('139****1111')
  },
)
