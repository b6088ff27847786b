import { z } from 'zod'
import { weighedItems, type DossierItem } from '../../dossier/completeness.ts'
import { and, everybody, fact, known, nobody, not, or, some, type MemberTest } from '../member-test.ts'
import { segmentConditionKind, type SegmentContext } from '../segment-condition.ts'
import { isSomeRange, range } from '../value-schemas.ts'

/** What tells that something of a dossier is known. */
const KNOWN: Readonly<Record<DossierItem, MemberTest>> = {
  name: some('contacts', { contact: { in: ['name'] } }),
  phone: some('contacts', { contact: { in: ['phone'] } }),
  email: some('contacts', { contact: { in: ['email'] } }),
  birthday: known('birthday'),
  gender: known('gender'),
  region: known('region'),
  occupation: known('occupation'),
  education: known('education'),
  interests: some('interests', {}),
  habits: fact('habits', { from: 1, through: null }),
  sizes: some('sizes', {}),
  family: some('family', {}),
  preferredChannel: known('preferredChannel'),
  consents: some('consents', {}),
}

const percent = z.int().min(0).max(100)

interface Percents {
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

const isUnasked = ({ atLeast, atMost }: Percents): boolean => atLeast === undefined && atMost === undefined

const itemsOf = ({ fields, rules }: SegmentContext) => {
  // One that is out of use counts nothing any more; whoever asked for it before may go on.
  const all = [...fields].map(([code, { active, weight }]) => ({ code, weight: active ? weight : 0 }))
  const items = weighedItems(all, rules.document.dossier?.weights)
  return items.map(({ item, field, ...weighed }) => ({
    ...weighed,
    test: item ? KNOWN[item] : some('fields', { field: { in: [field] } }),
  }))
}

/** The dossier's percents are rounded down: so many weights give one, and so many not the next yet. */
const completeBetween = (items: ReturnType<typeof itemsOf>, asked: Percents): MemberTest => {
  const total = items.reduce((sum, { weight }) => sum + weight, 0)
  const { atLeast, atMost } = asked
  if (total === 0) return (atMost ?? 100) === 100 ? everybody : nobody
  const from = atLeast === undefined ? null : Math.ceil((atLeast * total) / 100)
  const through = atMost === undefined ? null : Math.ceil(((atMost + 1) * total) / 100) - 1
  const of = items.filter(({ weight }) => weight > 0).map(({ test, weight }) => ({ test, weight }))
  return { op: 'score', of, is: { from, through } }
}

/** Of whom so much of the dossier is known, in percent as the dossier shows it, or one of these is missing, or both (S9). */
export const completeness = segmentConditionKind({
  kind: 'completeness',
  schema: z
    .strictObject({
      kind: z.literal('completeness'),
      ...range(percent),
      /** As the dossier names what is missing: `phone`, `fields.height`. */
      missing: z.array(z.string().min(1).max(80)).min(1).max(50).optional(),
    })
    .refine(
      asked => isSomeRange(asked) || (asked.missing !== undefined && isUnasked(asked)),
      'must name missing, or atLeast or atMost and not the greater one first',
    ),
  compile: ({ missing, ...asked }, context) => {
    const items = itemsOf(context)
    const complete = isUnasked(asked) ? [] : [completeBetween(items, asked)]
    if (!missing) return and(...complete)
    const named = missing.map(name => items.find(item => item.name === name))
    if (named.some(item => item === undefined)) return 'names nothing that a dossier of this program may miss'
    return and(...complete, or(...named.flatMap(item => (item && item.weight > 0 ? [not(item.test)] : []))))
  },
})
