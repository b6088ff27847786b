import { afterAll, describe, expect, test } from 'vitest'
import { findMember, listFamily, putRelative, readAll } from '@laurel/db'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { decodeId } from '../../platform/ids.ts'

const api = await testApi()
afterAll(api.close)

const now = '2026-03-10T23:00:00+08:00'
const program = () => api.program('wanqian', now)

const knownMember = async (p: TestProgram, fields: Record<string, unknown> = {}) => {
  const { id } = await p.member(fields)
  const path = `/v1/members/${id}`
  return {
    id: id as string,
    path,
    dossier: (): Promise<Wire> => p.ok(200, 'GET', `${path}/dossier`),
    patch: (body: unknown): Promise<Wire> => p.ok(200, 'PATCH', `${path}/dossier`, body),
  }
}

const defineFields = async (p: TestProgram) => {
  const options = ['slim', 'loose'].map(code => ({ code, name: { en: code } }))
  for (const type of ['text', 'number', 'date', 'boolean'])
    await p.ok(201, 'POST', '/v1/customFields', { code: type, name: { en: type, 'zh-CN': type, 'zh-TW': type }, type })
  for (const type of ['choice', 'choices'])
    await p.ok(201, 'POST', '/v1/customFields', { code: type, name: { en: type }, type, options })
}

describe('a dossier', () => {
  test('of a member of whom nothing is known is there, empty', async () => {
    const { id, dossier } = await knownMember(await program())
    expect(await dossier()).toEqual({
      memberId: id,
      occupation: null,
      education: null,
      preferredChannel: null,
      language: null,
      quietHours: null,
      interests: [],
      habits: [],
      sizes: {},
      tags: [],
      family: [],
      fields: {},
      brandCards: [],
      consents: [],
      completeness: { percent: 0, missing: expect.arrayContaining(['name', 'sizes', 'family']) },
      changedAt: null,
    })
  })

  test('keeps what it was told, and changes in what was sent and in nothing else', async () => {
    const { dossier, patch } = await knownMember(await program())
    const told = {
      occupation: '教师',
      education: 'master',
      preferredChannel: 'wechat',
      language: 'zh-TW',
      quietHours: { from: '21:30', until: '09:00' },
      interests: ['hiking', 'tennis'],
      habits: ['周末下午来', 'pays by card'],
      sizes: { jeans: '32', tops: 'L' },
    }
    const first = await patch(told)
    expect(first).toMatchObject(told)
    expect(first.changedAt).toBe(now)
    expect(await dossier()).toEqual(first)
    for (const [field, value] of Object.entries({
      occupation: null,
      education: 'doctorate',
      preferredChannel: null,
      quietHours: null,
      interests: ['wine'],
      habits: [],
    })) {
      const before = await dossier()
      const { completeness, ...after } = await patch({ [field]: value })
      const { completeness: _, ...rest } = before
      expect(after).toEqual({ ...rest, [field]: value })
      expect(await dossier()).toEqual({ ...after, completeness })
    }
    expect((await patch({ sizes: { jeans: null, shoes: '43' } })).sizes).toEqual({ shoes: '43', tops: 'L' })
  })

  test('loses nothing to changes made at once', async () => {
    const { dossier, patch } = await knownMember(await program())
    const sizes = Array.from({ length: 10 }, (_, i) => [`garment-${i}`, String(i)] as const)
    await Promise.all([
      ...sizes.map(([garment, size]) => patch({ sizes: { [garment]: size } })),
      patch({ occupation: '医生' }),
      patch({ habits: ['周末来'] }),
    ])
    expect(await dossier()).toMatchObject({
      sizes: Object.fromEntries(sizes),
      occupation: '医生',
      habits: ['周末来'],
    })
  })

  test.each([
    [{ education: 'none' }, 'education'],
    [{ preferredChannel: 'pigeon' }, 'preferredChannel'],
    [{ quietHours: { from: '24:00', until: '09:00' } }, 'quietHours.from'],
    [{ quietHours: { from: '09:00', until: '09:00' } }, 'quietHours'],
    [{ sizes: { jeans: '' } }, 'sizes.jeans'],
    [{ sizes: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`g${i}`, 'L'])) }, 'sizes'],
    [{ habits: ['\u0000'] }, 'habits[0]'],
    [{ points: 5 }, 'points'],
    [{ fields: { unknown: 1 } }, 'fields.unknown'],
  ])('refuses %j by its path', async (body, path) => {
    const p = await program()
    const member = await knownMember(p)
    const refused = await p.problem(422, 'invalid_request', 'PATCH', `${member.path}/dossier`, body)
    expect(refused.errors[0].path).toBe(path)
    expect((await member.dossier()).changedAt).toBeNull()
  })

  test('never holds more sizes than one dossier may, however few come at a time', async () => {
    const p = await program()
    const { path, patch } = await knownMember(p)
    const some = (from: number) => Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`g${from + i}`, 'L']))
    await patch({ sizes: some(0) })
    await p.problem(422, 'invalid_request', 'PATCH', `${path}/dossier`, { sizes: some(30) })
  })

  test('is more complete with each thing that is known, and says what is missing', async () => {
    const p = await program()
    const { path, dossier, patch } = await knownMember(p, { name: '李雷', phone: '13800138000' })
    const percents = [(await dossier()).completeness.percent]
    const grow = async (work: Promise<unknown>) => {
      await work
      percents.push((await dossier()).completeness.percent)
    }
    const person = { email: 'a@example.com', birthday: '1990-06-18', gender: 'male', region: '北京' }
    await grow(p.ok(200, 'PATCH', path, person))
    await grow(patch({ occupation: '教师', education: 'master', interests: ['tennis'], habits: ['周末来'] }))
    await grow(patch({ sizes: { jeans: '32' }, preferredChannel: 'sms' }))
    await grow(p.ok(201, 'POST', `${path}/family`, { relation: 'child' }))
    expect((await dossier()).completeness).toEqual({ percent: 92, missing: ['consents'] })
    await grow(
      p.ok(201, 'POST', `${path}/consents`, { consents: [{ channel: 'sms', purpose: 'marketing', granted: false }] }),
    )
    expect(percents).toEqual([14, 42, 71, 85, 92, 100])
    await p.ok(201, 'POST', '/v1/customFields', { code: 'car', name: { en: 'Car' }, type: 'text', weight: 14 })
    expect((await dossier()).completeness).toEqual({ percent: 50, missing: ['fields.car'] })
  })

  test('is weighed as the program’s rules say', async () => {
    const p = await program()
    const { dossier } = await knownMember(p, { name: '李雷' })
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    await p.ok(200, 'PUT', '/v1/program/rules', { rules: { ...rules, dossier: { weights: { name: 13, phone: 0 } } } })
    const { completeness } = await dossier()
    expect(completeness.percent).toBe(52)
    expect(completeness.missing).not.toContain('phone')
  })

  test('may be kept by an associate, of everybody but themselves', async () => {
    const p = await program()
    const self = await knownMember(p)
    const other = await knownMember(p)
    const associate = await p.staff('associate', { memberId: self.id })
    await associate.ok(200, 'PATCH', `${other.path}/dossier`, { occupation: '教师' })
    await associate.problem(403, 'own_account', 'PATCH', `${self.path}/dossier`, { occupation: '教师' })
    await associate.problem(403, 'own_account', 'PUT', `${self.path}/tags/vip`)
    await associate.problem(403, 'own_account', 'POST', `${self.path}/notes`, { text: 'x' })
  })

  test('is nobody’s in another program', async () => {
    const { path } = await knownMember(await program())
    const q = await program()
    await q.problem(404, 'not_found', 'GET', `${path}/dossier`)
    await q.problem(404, 'not_found', 'PATCH', `${path}/dossier`, { occupation: 'x' })
    await q.problem(404, 'not_found', 'PUT', `${path}/tags/vip`)
  })
})

describe('custom fields', () => {
  const values = {
    text: '喜欢\n靠窗的位子',
    number: -1.5,
    date: '2024-02-29',
    boolean: false,
    choice: 'slim',
    choices: ['loose', 'slim'],
  }

  test('hold a value of their type, and lose it when it is set to null', async () => {
    const p = await program()
    const { dossier, patch } = await knownMember(p)
    await defineFields(p)
    const nothing = Object.fromEntries(Object.keys(values).map(code => [code, null]))
    expect((await dossier()).fields).toEqual(nothing)
    expect((await patch({ fields: values })).fields).toEqual(values)
    expect((await dossier()).fields).toEqual(values)
    expect((await patch({ fields: { choice: 'loose', number: null } })).fields).toEqual({
      ...values,
      choice: 'loose',
      number: null,
    })
    expect((await patch({ fields: nothing })).fields).toEqual(nothing)
    expect((await dossier()).fields).toEqual(nothing)
  })

  test('refuse what is not of their type, each by its path, and then nothing is written', async () => {
    const p = await program()
    const { path, dossier } = await knownMember(p)
    await defineFields(p)
    const refused = await p.problem(422, 'invalid_request', 'PATCH', `${path}/dossier`, {
      fields: { text: 1, number: '1', date: '2023-02-29', boolean: 1, choice: 'wide', choices: ['wide'] },
    })
    expect(refused.errors.map((fault: Wire) => fault.path)).toEqual(
      ['text', 'number', 'date', 'boolean', 'choice', 'choices'].map(code => `fields.${code}`),
    )
    expect((await dossier()).changedAt).toBeNull()
  })

  test('have a code once, however many define it at once', async () => {
    const p = await program()
    const answers = await atOnce(5, () =>
      p.call('POST', '/v1/customFields', { code: 'car', name: { en: 'Car' }, type: 'text' }),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('field_exists')
    expect((await p.ok(200, 'GET', '/v1/customFields')).data).toHaveLength(1)
  })

  test('keep their options: one that is not active is no longer taken, and stays where it was chosen', async () => {
    const p = await program()
    const { path, dossier, patch } = await knownMember(p)
    await defineFields(p)
    await patch({ fields: { choice: 'slim' } })
    const { options } = await p.ok(200, 'GET', '/v1/customFields/choice')
    await p.problem(422, 'invalid_request', 'PATCH', '/v1/customFields/choice', { options: options.slice(1) })
    await p.problem(422, 'invalid_request', 'PATCH', '/v1/customFields/text', { options })
    const [slim, loose] = options
    const changed = await p.ok(200, 'PATCH', '/v1/customFields/choice', {
      options: [{ ...slim, active: false }, loose, { code: 'wide', name: { en: 'Wide' } }],
    })
    expect(changed.options.map((option: Wire) => [option.code, option.active])).toEqual([
      ['slim', false],
      ['loose', true],
      ['wide', true],
    ])
    expect((await dossier()).fields.choice).toBe('slim')
    await p.problem(422, 'invalid_request', 'PATCH', `${path}/dossier`, { fields: { choice: 'slim' } })
    await patch({ fields: { choice: 'wide' } })
  })

  test('that are put away are neither shown nor taken, and come back with what they held', async () => {
    const p = await program()
    const { path, dossier, patch } = await knownMember(p)
    await defineFields(p)
    await patch({ fields: { number: 7, text: 'x' } })
    const activate = (active: boolean) =>
      Promise.all(['number', 'text'].map(code => p.ok(200, 'PATCH', `/v1/customFields/${code}`, { active })))
    await activate(false)
    expect((await dossier()).fields).not.toHaveProperty('number')
    await p.problem(422, 'invalid_request', 'PATCH', `${path}/dossier`, { fields: { number: 8 } })
    await patch({ fields: { boolean: true } })
    await activate(true)
    expect((await dossier()).fields).toMatchObject({ number: 7, text: 'x', boolean: true })
  })

  test.each([
    [{ type: 'choice' }, 'options'],
    [{ type: 'text', options: [{ code: 'a', name: { en: 'A' } }] }, 'options'],
    [{ type: 'choice', options: ['a', 'a'].map(code => ({ code, name: { en: code } })) }, 'options'],
    [{ type: 'colour' }, 'type'],
    [{ type: 'text', weight: 101 }, 'weight'],
  ])('are refused where they contradict themselves: %j', async (body, path) => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/customFields', {
      code: 'x',
      name: { en: 'X' },
      ...body,
    })
    expect(refused.errors[0].path).toBe(path)
  })

  test('are a hundred at most, and are the whole program’s', async () => {
    const p = await program()
    const define = (i: number) => ({ code: `f${i}`, name: { en: 'F' }, type: 'boolean' })
    for (let i = 0; i < 100; i++) await p.ok(201, 'POST', '/v1/customFields', define(i))
    await p.problem(409, 'too_many', 'POST', '/v1/customFields', define(100))
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    await p.problem(403, 'store_not_allowed', 'PATCH', '/v1/customFields/f1', { weight: 1 }, { key })
  })
})

describe('tags', () => {
  test('are put on and taken off, once however often', async () => {
    const p = await program()
    const { path, dossier } = await knownMember(p)
    await Promise.all(['vip', '老顾客', 'vip'].map(tag => p.ok(200, 'PUT', `${path}/tags/${encodeURIComponent(tag)}`)))
    expect((await dossier()).tags).toEqual(['vip', '老顾客'])
    for (let i = 0; i < 2; i++) expect(await p.ok(200, 'DELETE', `${path}/tags/vip`)).toEqual({ tags: ['老顾客'] })
    const { data } = await p.ok(200, 'GET', `${path}/audit`)
    expect(data.map(({ act }: Wire) => act)).toEqual(['dossierChanged', 'dossierChanged', 'dossierChanged'])
  })

  test('are a hundred at most', async () => {
    const p = await program()
    const { path } = await knownMember(p)
    for (let i = 0; i < 99; i++) await p.ok(200, 'PUT', `${path}/tags/t${i}`)
    const answers = await atOnce(3, i => p.call('PUT', `${path}/tags/last${i}`))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('too_many')
    await p.ok(200, 'PUT', `${path}/tags/t5`)
  })
})

describe('family', () => {
  test('of who was written down with sealed sizes shows them, and has them where segments look from the next change on', async () => {
    const p = await program()
    const { id, path } = await knownMember(p)
    const child = await p.ok(201, 'POST', `${path}/family`, { relation: 'child', name: '小明' })
    const database = await api.databases.open(p.id)
    const memberId = decodeId('mem', id)!
    const [[row], [member]] = await readAll(database, [listFamily({ memberId }), findMember({ id: memberId })])
    const words = JSON.stringify({ name: '小明', sizes: { shoes: '31', coat: '120' } })
    const { sealed } = await api.deps.secrets.seal(words, member!.wrappedKey!)
    await database.commit(putRelative({ ...row!, sealed, revision: row!.revision + 1 }), [])
    const shown = { ...child, sizes: { shoes: '31', coat: '120' } }
    expect((await p.ok(200, 'GET', `${path}/family`)).data).toEqual([shown])
    const wears = { kind: 'relative', in: ['child'], sizes: ['120'] }
    const found = async () => (await p.ok(200, 'POST', '/v1/segments/preview', { filter: wears })).members
    expect(await found()).toBe(0)
    const changed = await p.ok(200, 'PATCH', `${path}/family/${child.id}`, { sizes: { shoes: null } })
    expect(changed).toEqual({ ...child, sizes: { coat: '120' } })
    expect((await p.ok(200, 'GET', `${path}/family`)).data).toEqual([changed])
    expect(await found()).toBe(1)
    await p.ok(200, 'DELETE', `${path}/family/${child.id}`)
    expect(await found()).toBe(0)
  })

  test('is written down with birthdays and sizes, changed and forgotten', async () => {
    const p = await program()
    const { path, dossier } = await knownMember(p)
    const child = await p.ok(201, 'POST', `${path}/family`, {
      relation: 'child',
      name: '小明',
      birthday: '--02-29',
      sizes: { shoes: '27' },
    })
    const parent = await p.ok(201, 'POST', `${path}/family`, {
      relation: 'parent',
      lunarBirthday: { month: 8, day: 15 },
    })
    expect(child).toEqual({
      id: expect.stringMatching(/^fam_/),
      relation: 'child',
      name: '小明',
      birthday: '--02-29',
      lunarBirthday: null,
      sizes: { shoes: '27' },
    })
    expect(await p.ok(200, 'GET', `${path}/family`)).toEqual({ data: [child, parent] })
    const grown = await p.ok(200, 'PATCH', `${path}/family/${child.id}`, {
      sizes: { shoes: '28', tops: '120' },
      birthday: '2018-06-01',
    })
    expect(grown).toEqual({ ...child, birthday: '2018-06-01', sizes: { shoes: '28', tops: '120' } })
    expect((await dossier()).family).toEqual([grown, parent])
    expect(await p.ok(200, 'DELETE', `${path}/family/${parent.id}`)).toEqual({ id: parent.id, deleted: true })
    await p.problem(404, 'not_found', 'DELETE', `${path}/family/${parent.id}`)
    expect((await dossier()).family).toEqual([grown])
  })

  test('belongs to its member: by another’s path it is not there', async () => {
    const p = await program()
    const [one, other] = [await knownMember(p), await knownMember(p)]
    const { id } = await p.ok(201, 'POST', `${one.path}/family`, { relation: 'spouse' })
    await p.problem(404, 'not_found', 'PATCH', `${other.path}/family/${id}`, { name: 'x' })
    await p.problem(404, 'not_found', 'DELETE', `${other.path}/family/${id}`)
    expect((await one.dossier()).family).toHaveLength(1)
  })

  test('loses nothing to changes made at once', async () => {
    const p = await program()
    const { path } = await knownMember(p)
    const { id } = await p.ok(201, 'POST', `${path}/family`, { relation: 'child' })
    await atOnce(8, i => p.ok(200, 'PATCH', `${path}/family/${id}`, { sizes: { [`g${i}`]: 'M' } }))
    const { data } = await p.ok(200, 'GET', `${path}/family`)
    expect(Object.keys(data[0].sizes)).toHaveLength(8)
  })

  test('is fifty people at most', async () => {
    const p = await program()
    const { path } = await knownMember(p)
    for (let i = 0; i < 50; i++) await p.ok(201, 'POST', `${path}/family`, { relation: 'other' })
    await p.problem(409, 'too_many', 'POST', `${path}/family`, { relation: 'other' })
  })
})

describe('notes', () => {
  test('tell who wrote them and when, newest first, page by page', async () => {
    const p = await program()
    const { path } = await knownMember(p)
    const associate = await p.staff('associate')
    const first = await associate.ok(201, 'POST', `${path}/notes`, { text: '喜欢靠窗的位子\n不喝咖啡' })
    expect(first).toEqual({
      id: expect.stringMatching(/^note_/),
      text: '喜欢靠窗的位子\n不喝咖啡',
      writtenAt: now,
      by: { kind: 'staff', id: associate.id, name: associate.name },
    })
    const second = await p.ok(201, 'POST', `${path}/notes`, { text: 'from the back end' })
    expect(second.by.kind).toBe('key')
    const page = await p.ok(200, 'GET', `${path}/notes?limit=1`)
    expect(page.data).toEqual([second])
    expect(await p.ok(200, 'GET', `${path}/notes?limit=1&cursor=${page.nextCursor}`)).toEqual({
      data: [first],
      nextCursor: null,
    })
  })

  test('are deleted by who wrote them or by a manager, and by nobody else', async () => {
    const p = await program()
    const { path } = await knownMember(p)
    const [author, other, manager] = [await p.staff('associate'), await p.staff('associate'), await p.staff('manager')]
    const write = () => author.ok(201, 'POST', `${path}/notes`, { text: 'x' })
    const [one, two, three] = [await write(), await write(), await write()]
    await other.problem(403, 'role_not_allowed', 'DELETE', `${path}/notes/${one.id}`)
    expect(await author.ok(200, 'DELETE', `${path}/notes/${one.id}`)).toEqual({ id: one.id, deleted: true })
    await manager.ok(200, 'DELETE', `${path}/notes/${two.id}`)
    await p.problem(404, 'not_found', 'DELETE', `${path}/notes/${two.id}`)
    expect((await p.ok(200, 'GET', `${path}/notes`)).data).toEqual([three])
    const { data } = await p.ok(200, 'GET', `${path}/audit`)
    expect(data.map(({ act, by }: Wire) => [act, by.id])).toEqual([
      ['noteDeleted', manager.id],
      ['noteDeleted', author.id],
    ])
  })

  test('belong to their member: by another’s path they are not there', async () => {
    const p = await program()
    const [one, other] = [await knownMember(p), await knownMember(p)]
    const { id } = await p.ok(201, 'POST', `${one.path}/notes`, { text: 'x' })
    await p.problem(404, 'not_found', 'DELETE', `${other.path}/notes/${id}`)
  })
})

test('free words and who somebody is are in no table in clear', async () => {
  const p = await program()
  const { path, patch } = await knownMember(p)
  await defineFields(p)
  await patch({ habits: ['SECRET-habit'], fields: { text: 'SECRET-text' } })
  await p.ok(201, 'POST', `${path}/notes`, { text: 'SECRET-note' })
  await p.ok(201, 'POST', `${path}/family`, { relation: 'child', name: 'SECRET-name', sizes: { shoes: '31' } })
  const database = await api.databases.open(p.id)
  const [tables] = await database.read([{ sql: "SELECT name FROM sqlite_schema WHERE type = 'table'", args: [] }])
  const rows = await database.read(tables!.map(([name]) => ({ sql: `SELECT * FROM "${String(name)}"`, args: [] })))
  const text = rows
    .flat(2)
    .map(value => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : String(value)))
    .join('\n')
  expect(text).toContain(p.id)
  expect(text).not.toContain('SECRET-')
})
