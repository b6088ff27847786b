import { expect, test } from 'vitest'
import { problemTable, type ProblemCode } from '../../../platform/problem-table.ts'
import { ERROR_TEXTS } from './error-texts.ts'

const sentences = (Object.keys(problemTable) as ProblemCode[]).flatMap(code =>
  (['title', 'mend'] as const).map(part => ({
    code,
    part,
    english: problemTable[code][part],
    text: ERROR_TEXTS[code][part],
  })),
)
const translations = sentences.flatMap(({ text }) =>
  (['zh-CN', 'zh-TW'] as const).map(locale => ({ locale, en: text.en, translated: text[locale] })),
)

test('every sentence of the table is translated as it stands now', () => {
  expect(
    sentences.filter(({ english, text }) => text.en !== english).map(({ code, part }) => `${code}: ${part}`),
  ).toEqual([])
})

test('no translation is kept of an error that the table no longer has', () => {
  expect(Object.keys(ERROR_TEXTS).toSorted()).toEqual(Object.keys(problemTable).toSorted())
})

test('a translation names the same code as its sentence', () => {
  const codes = (text: string) => (text.match(/`[^`]+`/g) ?? []).toSorted()
  for (const { en, translated } of translations) expect(codes(translated), translated).toEqual(codes(en))
})

test('no sentence is left in English, and none says the same as the English of another', () => {
  expect(translations.filter(({ translated }) => !/\p{Script=Han}/u.test(translated))).toEqual([])
  for (const locale of ['zh-CN', 'zh-TW'] as const) {
    const titles = sentences.filter(({ part }) => part === 'title').map(({ text }) => text[locale])
    expect(new Set(titles).size, locale).toBe(titles.length)
  }
})

/** What one of the two writings has and the other has not: each is of the one in which it would be a slip. */
const SLIPS = {
  'zh-CN': /[員會請門點數顯無應與權錯誤該發從]|金鑰|權杖|伺服器|欄位|資料/,
  'zh-TW': /[员会请门点数显无应与权错误该发从]|密鑰|令牌|服務器|字段|數據|信息|導入|文件夾|默認/,
}

test.each(['zh-CN', 'zh-TW'] as const)('%s is written in its own characters and words', locale => {
  expect(translations.filter(({ locale: of, translated }) => of === locale && SLIPS[locale].test(translated))).toEqual(
    [],
  )
})
