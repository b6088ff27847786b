import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { texts as zhCn } from './zh-cn.ts'
import { texts as zhTw } from './zh-tw.ts'

/** The causes that say less than the kind of the entry does, or that nobody is there to read. */
const BY_KIND = new Set(['job', 'merge', 'erasure'])

test('in every language an entry of whatever cause the reference names has words of its own', async () => {
  const reference = await readFile(new URL('../../../../api/openapi.json', import.meta.url), 'utf8')
  const [, listed] = /"cause":\s*\{\s*"type":\s*"string",\s*"enum":\s*\[([^\]]*"endedRedemption"[^\]]*)\]/.exec(
    reference,
  )!
  const causes = (JSON.parse(`[${listed}]`) as string[]).filter(cause => !BY_KIND.has(cause))
  expect(causes).toContain('opening')
  for (const { why } of [en, zhCn, zhTw]) expect(causes.filter(cause => !why[cause])).toEqual([])
  for (const { why } of [en, zhCn, zhTw])
    expect(Object.keys(why)).toEqual(expect.arrayContaining(['expire', 'transfer']))
})
