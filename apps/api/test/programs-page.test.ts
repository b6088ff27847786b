import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programRulesSchema } from '@laurel/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const page = readFileSync(join(import.meta.dirname, '../../../docs/programs.md'), 'utf8')

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** Every field that holds a value of its own, as the page writes it. */
const leavesOf = (schema: Schema, path = ''): string[] => {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const inner = [
    ...alternatives.flatMap(one => leavesOf(one, path)),
    ...(schema.items?.properties || schema.items?.oneOf ? leavesOf(schema.items, `${path}[]`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      leavesOf(field, path === '' ? name : `${path}.${name}`),
    ),
  ].filter(leaf => leaf !== path)
  // Names and days of the year are explained once, above the table.
  const isWhole = inner.every(leaf => /\.(?:en|zh-CN|zh-TW|month|day)$/.test(leaf))
  return isWhole ? [path] : [...new Set(inner)]
}

describe('docs/programs.md', () => {
  test('names every field of the rules document in its table, and no other', () => {
    const named = [...page.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, path]) => path!),
    )
    const fields = leavesOf(z.toJSONSchema(programRulesSchema) as Schema)
    expect(fields.length).toBeGreaterThan(70)
    expect(named.toSorted()).toEqual(fields.toSorted())
  })

  test('shows a smallest program that the schema accepts, and of which nothing can be left out', () => {
    const [, json] = /```json\n([\s\S]+?)```/.exec(page)!
    const rules = JSON.parse(json!) as Record<string, unknown>
    expect(programRulesSchema.safeParse(rules).error).toBeUndefined()
    for (const field of Object.keys(rules)) {
      const { [field]: _, ...without } = rules
      expect(programRulesSchema.safeParse(without).success, field).toBe(false)
    }
  })
})
