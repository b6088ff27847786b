import type { Json, OpenApiDocument } from '@laurel/api/testing/answer-schemas'

/** A text of a request or an answer, and where it stood. */
export interface Told {
  readonly field: string
  readonly text: string
}

/** Plain letters are too few to be found by chance only from here on; what is not ASCII never is. */
const MIN_LENGTH = 4
/** What a line is there to tell: which program, which endpoint, and of which day scheduled work was done. A birthday is no such day. */
const NAMED = /^(prog|wh)_\w{11}$/
const DAY = /^\d{4}-\d\d-\d\d$/
/** These tell of nobody: what is due by them is named after them. */
const RULES = new Set(['rules', 'rebates'])

/** Words that the reference fixes: values of which there is a list, and parts of paths. They tell of nobody. */
export const wordsOf = (document: OpenApiDocument): ReadonlySet<string> => {
  const words = new Set(Object.keys(document.paths).flatMap(path => path.split('/')))
  const collect = (schema: Json): void => {
    if (schema === null || typeof schema !== 'object') return
    if (!Array.isArray(schema))
      for (const value of [schema['const'], schema['enum']].flat()) if (typeof value === 'string') words.add(value)
    Object.values(schema).forEach(collect)
  }
  collect(document as unknown as Json)
  return words
}

/**
 * All texts of a body, whatever field holds them, but for the words of the reference: so that a field that is new is
 * searched for without being named here.
 */
export const toldIn = (value: unknown, words: ReadonlySet<string>, field = ''): Told[] => {
  if (typeof value === 'string') {
    const isFindable = value.length >= MIN_LENGTH || /[^\x20-\x7e]/.test(value)
    const isTold = NAMED.test(value) || (DAY.test(value) && field !== 'birthday')
    return isFindable && !isTold && !words.has(value) ? [{ field, text: value }] : []
  }
  if (value === null || typeof value !== 'object' || RULES.has(field)) return []
  return Object.entries(value).flatMap(([name, of]) => toldIn(of, words, Array.isArray(value) ? field : name))
}

/** Those that stand in a log, as they are, as in JSON or in a URL; digits only where they stand by themselves. */
export const foundIn = (log: string, told: readonly Told[]): string[] => {
  const isIn = (text: string) =>
    /^\d+$/.test(text)
      ? new RegExp(`(?<!\\d)${text}(?!\\d)`).test(log)
      : [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)].some(written => log.includes(written))
  const texts = new Map(told.map(({ field, text }) => [text, field]))
  return [...texts].filter(([text]) => isIn(text)).map(([text, field]) => `${field}: ${text}`)
}
