import type { ProgramRules } from './rules.schema.ts'

/** A part of a rules document that differs: `before` is missing where it is new, `after` where it is gone. */
export interface RulesChange {
  /** Such as `tiers[WE].renewal.atLeast`: what has a code or a source is named by it, not by its place. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a person calls an item of a list: its code, else (a multiplier) its source. */
const nameOf = (item: unknown): string | null => {
  if (!isObject(item)) return null
  const name = item['code'] ?? item['source']
  return typeof name === 'string' ? name : null
}

/** The items by their names, where each has one of its own. */
const byName = (items: readonly unknown[]): ReadonlyMap<string, unknown> | null => {
  const named = new Map(items.flatMap(item => (nameOf(item) === null ? [] : [[nameOf(item)!, item] as const])))
  return named.size === items.length ? named : null
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const change = (path: string, before: unknown, after: unknown): RulesChange => ({
  path,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
})

const member = (path: string, key: string): string =>
  /^[A-Za-z]\w*$/.test(key) ? (path === '' ? key : `${path}.${key}`) : `${path}[${key}]`

function* compareParts(
  keys: Iterable<string>,
  pathOf: (key: string) => string,
  before: (key: string) => unknown,
  after: (key: string) => unknown,
): Generator<RulesChange> {
  for (const key of keys) yield* compareValues(pathOf(key), before(key), after(key))
}

/** Items with names, in their new order and then those that are gone; and their order, where only it has changed. */
function* compareNamed(
  path: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): Generator<RulesChange> {
  yield* compareParts(
    new Set([...after.keys(), ...before.keys()]),
    name => `${path}[${name}]`,
    name => before.get(name),
    name => after.get(name),
  )
  const wasOrdered = [...before.keys()].filter(name => after.has(name))
  const isOrdered = [...after.keys()].filter(name => before.has(name))
  if (wasOrdered.join() !== isOrdered.join()) yield change(path, wasOrdered, isOrdered)
}

function* compareLists(path: string, before: readonly unknown[], after: readonly unknown[]): Generator<RulesChange> {
  const [wasNamed, isNamed] = [byName(before), byName(after)]
  if (wasNamed && isNamed) yield* compareNamed(path, wasNamed, isNamed)
  else if ([...before, ...after].every(isObject))
    yield* compareParts(
      Array.from({ length: Math.max(before.length, after.length) }, (_, index) => String(index)),
      index => `${path}[${index}]`,
      index => before[Number(index)],
      index => after[Number(index)],
    )
  // A list of plain words (tenders, brands) is read as a whole.
  else if (JSON.stringify(before) !== JSON.stringify(after)) yield change(path, before, after)
}

function* compareValues(path: string, before: unknown, after: unknown): Generator<RulesChange> {
  if (isObject(before) && isObject(after))
    yield* compareParts(
      new Set([...Object.keys(before), ...Object.keys(after)]),
      key => member(path, key),
      key => before[key],
      key => after[key],
    )
  else if (isList(before) && isList(after)) yield* compareLists(path, before, after)
  else if (before !== after) yield change(path, before, after)
}

/**
 * What changes from one rules document to another, in the order of the documents. Our own: the kept libraries compare
 * lists by place, so that a tier put in front would change every tier behind it.
 */
export const compareRules = (before: ProgramRules, after: ProgramRules): readonly RulesChange[] => [
  ...compareValues('', before, after),
]
