import { readdirSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { GREETING } from '../src/session/frame-messages.ts'

const dist = join(import.meta.dirname, '../dist')
const scripts = ['widgets', 'assets/frame', 'kiosk', 'demo'].flatMap(folder =>
  readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js.map'))
    .map(file => join(folder, file.slice(0, -'.map'.length))),
)

/** A string of a script, and what the map says that stands in the source in its place. */
interface Mapped {
  readonly script: string
  readonly made: string
  readonly source: string
}

function stringsOf(script: string): Mapped[] {
  const payload = JSON.parse(readFileSync(join(dist, `${script}.map`), 'utf8')) as SourceMapPayload
  const map = new SourceMap(payload)
  const code = readFileSync(join(dist, script), 'utf8')
  return literalsIn(parseAst(code)).map(({ start, value }) => {
    const before = code.slice(0, start).split('\n')
    const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0)
    if (!('originalSource' in entry)) return { script, made: value, source: '' }
    const content = payload.sourcesContent[payload.sources.indexOf(entry.originalSource)] ?? ''
    return { script, made: value, source: content.split('\n')[entry.originalLine]?.slice(entry.originalColumn) ?? '' }
  })
}

/** The strings of a syntax tree that are long enough to be told from each other. */
function literalsIn(node: object): { readonly start: number; readonly value: string }[] {
  const { type, start, value } = node as { type?: string; start?: number; value?: unknown }
  if (type === 'Literal')
    return typeof value === 'string' && /^[\w-]{6,}$/.test(value) ? [{ start: start ?? 0, value }] : []
  return Object.values(node).flatMap(child => (typeof child === 'object' && child !== null ? literalsIn(child) : []))
}

test('the map of every script leads its strings to themselves in the source', () => {
  expect(scripts.length).toBeGreaterThan(20)
  // What the bundler adds has no source.
  const strings = scripts.flatMap(stringsOf).filter(({ source }) => source !== '')
  expect(strings.length).toBeGreaterThan(200)
  const astray = strings.filter(({ made, source }) => !source.slice(0, made.length + 2).includes(made))
  // A constant stands in the place of its name.
  expect(astray.filter(({ made }) => made !== GREETING)).toEqual([])
})
