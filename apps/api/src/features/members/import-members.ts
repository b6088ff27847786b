import { addImportMade, addImportReplaced, together, type Statement } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { encodeId } from '../../platform/ids.ts'
import type { Cells } from '../../platform/imports/file-kind.ts'
import {
  rowMalformed,
  rowWithoutKey,
  type Importer,
  type ImportTurn,
  type ImportUnit,
  type UnitOutcome,
} from '../../platform/imports/importer.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import { nobody } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { changedIdentity, changedMember, changedRow } from './changed-member.ts'
import { isSame, KEYS, Known, namesOf, type ReadRow } from './known-members.ts'
import { createMemberBody, type CreateMember } from './members.schemas.ts'
import { registeredMember } from '../../platform/registered-member.ts'
import { Rehearsal, rehearse } from './rehearse-member.ts'
import { replacedPerson } from './replaced-person.ts'
import { undoMembers } from './undo-members.ts'

const GENDERS: ReadonlyMap<string, string> = new Map([
  ['女', 'female'],
  ['女士', 'female'],
  ['f', 'female'],
  ['男', 'male'],
  ['先生', 'male'],
  ['m', 'male'],
  ['其他', 'other'],
])

/** What stands where nobody was asked, or would not say. */
const UNTOLD: ReadonlySet<string> = new Set(['保密', '未知', 'unknown', '-', '/'])

const genderOf = (text: string | undefined): object => {
  const word = text?.toLowerCase()
  return word === undefined || UNTOLD.has(word) ? {} : { gender: GENDERS.get(word) ?? word }
}

const two = (text: string): string => text.padStart(2, '0')

/** A birthday as people write it: 1988-02-29, 1988/2/29, 1988年2月29日, 19880229, 02-29, 2月29日. */
const birthdayText = (text: string): string => {
  const [, year, month, day] =
    /^(?:(\d{4}|-)\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?$/.exec(text) ?? []
  if (month !== undefined) return `${year ?? '-'}-${two(month)}-${two(day!)}`
  return text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
}

/** A member as `POST /v1/members` takes one. */
const bodyOf = (cells: Cells): CreateMember => {
  const { birthday, gender, ...others } = cells
  const parsed = createMemberBody.safeParse({
    ...others,
    ...(birthday !== undefined && { birthday: birthdayText(birthday) }),
    ...genderOf(gender),
  })
  if (parsed.success) return parsed.data
  throw new Problem('invalid_request', {
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}

const readRow = (program: ImportTurn['program'], unit: ImportUnit): ReadRow | UnitOutcome => {
  const cells = unit.rows[0]?.cells
  if (!cells) return rowMalformed
  if (KEYS.every(key => cells[key] === undefined)) return rowWithoutKey(KEYS)
  try {
    const body = bodyOf(cells)
    return { unit, body, identity: changedIdentity(program, nobody, body) }
  } catch (error) {
    return refusalOf(error)
  }
}

/** What one row comes to: what keeps it, and the keys that are another's from then on. */
interface DecidedRow {
  readonly outcome: UnitOutcome
  readonly created: readonly Statement[]
  readonly changed: readonly Statement[]
  readonly members: readonly number[]
  readonly keys: readonly string[]
}

const nothing = { created: [], changed: [], members: [], keys: [] }

const decideRow = async (turn: ImportTurn, known: Known, { unit, body, identity }: ReadRow): Promise<DecidedRow> => {
  const { caller, program, importId } = turn
  const { deps } = caller
  const keys = namesOf(identity)
  const made = (madeId: number, change: 'created' | 'updated') =>
    addImportMade({ importId, row: unit.row, madeId, change })
  const there = known.of(identity)
  if (!there) {
    const memberId = deps.ids.next()
    const { statements } = await registeredMember(deps, program, { memberId, referrer: null, identity, body })
    const outcome: UnitOutcome = { change: 'created' }
    return { ...nothing, outcome, created: [...statements, made(memberId, 'created')], members: [memberId], keys }
  }
  const { row } = there
  requireOther(program, row.id)
  const after = changedIdentity(program, there.identity, body)
  if (there.isMergedCard || isSame(there.identity, after, row, changedRow(row, body)))
    return { ...nothing, outcome: { change: 'none' }, keys }
  const { statements } = await changedMember(deps, program, row, after, body)
  const auditId = deps.ids.next()
  const record = auditing(deps, auditId)
  const entry = record(program, program.actor, 'memberChanged', encodeId('mem', row.id), { memberId: row.id })
  const before = await replacedPerson(deps, there, changedRow(row, body))
  const replaced = addImportReplaced({
    ...before,
    importId,
    row: unit.row,
    memberId: row.id,
    auditId,
  })
  return {
    outcome: { change: 'updated' },
    created: [],
    changed: [...statements, entry, replaced, made(row.id, 'updated')],
    members: [row.id],
    // What it was known by before is free only once this stands.
    keys: [...keys, ...namesOf(there.identity)],
  }
}

/** Members: each row is one. */
export const memberImporter: Importer = {
  columns: {
    externalId: ['id', 'customerId', '编号', '会员编号', '会员号', '客户编号'],
    name: ['fullName', '姓名', '名字', '客户姓名'],
    phone: ['mobile', 'phoneNumber', '手机', '手机号', '手机号码', '电话', '联系电话'],
    email: ['e-mail', 'mail', '邮箱', '电子邮箱', '电子邮件'],
    birthday: ['birthDate', 'dateOfBirth', '生日', '出生日期'],
    gender: ['sex', '性别'],
    wechatOpenId: ['openId', '微信openid'],
    region: ['地区', '城市'],
  },
  needs: [KEYS],
  unitOf: () => null,
  decide: async (turn, units) => {
    const read = units.map(unit => ({ unit, read: readRow(turn.program, unit) }))
    const rows = read.flatMap(({ read: row }) => ('body' in row ? [row] : []))
    const known = await Known.load(turn, rows)
    const rehearsal = turn.dryRun ? await Rehearsal.load(turn, rows) : null
    const outcomes = new Map<ImportUnit, UnitOutcome>()
    const decided: DecidedRow[] = []
    const keys = new Set<string>()
    for (const { unit, read: row } of read) {
      if (!('body' in row)) {
        outcomes.set(unit, row)
        continue
      }
      if (rehearsal) {
        outcomes.set(unit, rehearse(turn, known, rehearsal, row))
        continue
      }
      // What an earlier row has just made or changed is not there yet: this one waits for the next turn.
      if (namesOf(row.identity).some(name => keys.has(name))) break
      try {
        const one = await decideRow(turn, known, row)
        decided.push(one)
        outcomes.set(unit, one.outcome)
        for (const key of one.keys) keys.add(key)
      } catch (error) {
        outcomes.set(unit, refusalOf(error))
      }
    }
    return {
      outcomes,
      statements: [
        ...together(decided.flatMap(({ created }) => created)),
        ...decided.flatMap(({ changed }) => changed),
        ...(rehearsal?.statements ?? []),
      ],
      members: decided.flatMap(({ members }) => members),
    }
  },
  undo: undoMembers,
}
