import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { docstringsOf, elementsOf, type Manifest } from '../manifest.ts'
import { DESCRIPTIONS, descriptionOf } from './describe.ts'
import { KINDS } from './description.ts'

const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../custom-elements.json'), 'utf8')) as Manifest
const docstrings = elementsOf(manifest).flatMap(element => docstringsOf(element, KINDS))

test('every docstring of the manifest is translated as it stands now', () => {
  expect(docstrings.length).toBeGreaterThan(200)
  expect(docstrings.filter(described => !descriptionOf(described))).toEqual([])
})

test('no translation is kept of what the manifest no longer says', () => {
  const used = new Set(docstrings.map(descriptionOf))
  const all = Object.values(DESCRIPTIONS).flatMap(({ element, ...kinds }) => [
    ...(element ? [element] : []),
    ...Object.values(kinds).flatMap(table => Object.values(table ?? {})),
  ])
  expect(all.filter(description => !used.has(description))).toEqual([])
})

test('a translation names the same code as its docstring', () => {
  const codes = (text: string) => (text.match(/`[^`]+`/g) ?? []).toSorted()
  for (const described of docstrings) {
    const { en, ...others } = descriptionOf(described) ?? {}
    for (const other of Object.values(others)) expect(codes(other), other).toEqual(codes(en ?? ''))
  }
})
