import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeId } from '@laurel/core'
import { listHeld, programSchemas, readAll } from '@laurel/db'
import { openEmbeddedProgramDatabases } from '@laurel/db/embedded'
import type { TemporaryDatabases } from '@laurel/db/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from './crimes.ts'
import { atOnce, receipt, testApi, type TestProgram } from './test-api.ts'
import { makeSubject } from './subject.ts'
import { contractProgram } from './valid-requests.ts'

const api = await testApi()
afterAll(api.close)

const NOW = '2026-03-10T23:00:00+08:00'
const AT = '2026-03-10T10:00:00+08:00'

/** Everything that tells who somebody is. */
const PERSON = {
  name: '赵敏敏',
  phone: '+8613912345678',
  email: 'minmin.zhao@person.example',
  externalId: 'crm-minmin-77',
  wechatOpenId: 'oMinMin_6bmjrPTlm6-2VgVt7hMEM',
  region: 'Xishuangbanna',
}
const WORDS = '她在电话里说是生日礼物'
const DOSSIER = {
  occupation: '钢琴老师',
  habits: ['只在雨天来'],
  interests: ['glass-blowing'],
  sizes: { jeans: 'W31-special' },
}
const CHILD = { relation: 'child', name: '赵小宝' }
const TELLING = [
  ...Object.values(PERSON),
  WORDS,
  DOSSIER.occupation,
  ...DOSSIER.habits,
  ...DOSSIER.interests,
  DOSSIER.sizes.jeans,
  CHILD.name,
]

/** Somebody in every feature there is. */
const somebody = async (p: TestProgram) => {
  const subject = await makeSubject(p)
  const id = subject.memberId
  const path = `/v1/members/${id}`
  const consents = [{ channel: 'sms', purpose: 'marketing', granted: true }]
  await p.ok(200, 'PATCH', path, { ...PERSON, birthday: '1990-06-18', brandCards: ['loom'], consents })
  await p.ok(200, 'PATCH', `${path}/dossier`, DOSSIER)
  await p.ok(201, 'POST', `${path}/family`, CHILD)
  await p.ok(201, 'POST', `${path}/notes`, { text: WORDS })
  await p.ok(200, 'PUT', `${path}/tags/pianist`)
  const friend = await p.member({ name: '周芷若', referredBy: id })
  await p.ok(201, 'POST', `${path}/adjustments`, { unit: 'points', amount: 500, reason: WORDS })
  await p.ok(201, 'POST', `${path}/tier`, { code: 'WE', reason: WORDS, validThrough: '2027-03-09' })
  await p.ok(201, 'POST', `/v1/purchases/${subject.purchaseId}/returns`, { lines: [{ index: 0, quantity: 5 }] })
  await p.ok(200, 'POST', `/v1/benefitUses/${subject.useId}/undo`, { reason: WORDS })
  await p.ok(200, 'POST', `/v1/memberCoupons/${subject.couponId}/withdraw`, { reason: WORDS })
  await p.ok(201, 'POST', `${path}/coupons`, { coupon: 'welcome-coupon' })
  await p.ok(201, 'POST', '/v1/staff', {
    name: '赵敏敏',
    email: 'minmin@shop.example',
    role: 'associate',
    memberId: id,
  })
  const { available } = (await p.summary({ id })).balances.prepaid
  return { id, path, subject, friend, payBack: { amount: available as number, tender: 'cash', reason: WORDS } }
}

/** All files of a data folder, as of a checkpoint: the log is folded in as a server does when it starts. */
const filesOf = async (dataDir: string, programId: string): Promise<string> => {
  const copy = mkdtempSync(join(tmpdir(), 'laurel-erased-'))
  try {
    cpSync(dataDir, copy, { recursive: true, filter: from => !from.endsWith('.sock') && !from.endsWith('lock') })
    const databases = await openEmbeddedProgramDatabases({ dataDir: copy, schemas: programSchemas })
    await databases.open(programId)
    await databases.close()
    return readdirSync(copy, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n')
  } finally {
    rmSync(copy, { recursive: true })
  }
}

describe('a person in every feature', async () => {
  const p = await api.program('contract', NOW, contractProgram)
  const { id, path, subject, friend, payBack } = await somebody(p)
  const database = await api.databases.open(p.id)
  const memberId = decodeId('mem', id)!
  const held = async () => {
    const tables = listHeld(memberId)
    const rows = await readAll(
      database,
      tables.map(one => one.rows),
    )
    return new Map(tables.map(({ table }, i) => [table, rows[i]!]))
  }

  test('is all there in their export: every table that holds something, in words', async () => {
    const answer = await p.call('GET', `${path}/export`)
    expect(answer.status, answer.text).toBe(200)
    for (const told of TELLING) expect(answer.text).toContain(told)
    const shown = new Set(Object.keys(answer.body.held))
    const there = [...(await held())].filter(([table, rows]) => rows.length > 0 && table !== 'lookups')
    expect(there.length).toBeGreaterThan(30)
    for (const [table] of there) expect(shown).toContain(table.replaceAll(/_(\w)/g, (_, l: string) => l.toUpperCase()))
    expect(answer.body.held.purchases[0]).toMatchObject({ id: subject.purchaseId, memberId: id, store: 'beijing-1' })
    expect(answer.body.held.transactions.map((t: { kind: string }) => t.kind)).toContain('topup')
    expect(answer.text).not.toMatch(/Hash|wrappedKey|password/)
  })

  test('is not erased while there is prepaid: that is their own money', async () => {
    await p.problem(409, 'prepaid_left', 'DELETE', path)
    await p.ok(201, 'POST', `${path}/prepaidRefunds`, payBack)
  })

  test('once erased is in no table, no file and no log, and the books are as they were', async () => {
    const session = await p.session({ id })
    const before = await p.trialBalance()
    const balances = (await p.summary({ id })).balances
    const erased = await p.ok(200, 'DELETE', path)
    expect(erased).toEqual({ id, status: 'erased', erasedAt: expect.any(String) })
    expect(await p.ok(200, 'DELETE', path)).toEqual(erased)

    const emptied = await held()
    for (const table of [
      'profiles',
      'lookups',
      'cards',
      'consents',
      'brand_cards',
      'reasons',
      'standings',
      'staff',
      'dossiers',
      'member_notes',
      'family_members',
      'family_sizes',
      'member_tags',
      'member_sizes',
      'member_interests',
      'messages',
    ])
      expect(emptied.get(table), table).toEqual([])
    expect(emptied.get('purchases')).toHaveLength(1)
    const files = await filesOf((api.databases as TemporaryDatabases).dataDir, p.id)
    const log = JSON.stringify(api.log)
    for (const told of [...TELLING, PERSON.phone.slice(1)]) {
      expect(files.includes(told), told).toBe(false)
      expect(log.includes(told), told).toBe(false)
    }

    const after = await p.trialBalance()
    expect(after.balanced).toBe(true)
    expect(after.transactions).toBe(before.transactions + 2)
    expect(before.units.points.memberLiability - after.units.points.memberLiability).toBe(balances.points.available)
    expect(await differencesOf(api, p)).toBe('')
    for (const [method, rest] of [
      ['GET', ''],
      ['GET', '/export'],
      ['GET', '/summary'],
      ['GET', '/ledger'],
      ['PATCH', ''],
    ] as const)
      await p.problem(
        410,
        'member_erased',
        method,
        `${path}${rest}`,
        method === 'PATCH' ? { name: '赵敏敏' } : undefined,
      )
    await p.problem(410, 'member_erased', 'POST', '/v1/purchases', receipt({ id }, 100, AT))
    await p.problem(410, 'member_erased', 'POST', `/v1/purchases/${subject.purchaseId}/returns`, {
      lines: [{ index: 0, quantity: 1 }],
    })
    await api.problem(410, 'member_erased', 'GET', '/v1/me', { key: session })
    expect((await p.ok(200, 'GET', `/v1/purchases/${subject.purchaseId}`)).memberId).toBe(id)
    const [found] = (await p.ok(200, 'GET', `/v1/audit?act=memberErased`)).data
    expect(found).toMatchObject({ id, memberId: id, reason: null })
    for (const entry of (await p.ok(200, 'GET', '/v1/audit?limit=100')).data)
      if (entry.memberId === id) expect(entry.reason).toBeNull()
    expect((await p.ok(200, 'GET', `/v1/members/${friend.id}`)).name).toBe('周芷若')
  })

  test('leaves phone, e-mail, externalId and WeChat account free for a new member, who is somebody else', async () => {
    for (const query of [
      `phone=${encodeURIComponent(PERSON.phone)}`,
      `email=${PERSON.email}`,
      `externalId=${PERSON.externalId}`,
      `wechatOpenId=${PERSON.wechatOpenId}`,
      `q=${encodeURIComponent(PERSON.name)}`,
    ])
      expect((await p.ok(200, 'GET', `/v1/members?${query}`)).data).toEqual([])
    const { phone, email, externalId, wechatOpenId } = PERSON
    const next = await p.member({ phone, email, externalId, wechatOpenId })
    expect(next.id).not.toBe(id)
    expect((await p.summary(next)).balances.points.available).toBe(0)
  })

  test('stays erased through scheduled work and a replay, which still gives the books', async () => {
    await p.clock('2028-09-02T00:00:00+08:00')
    expect(await differencesOf(api, p)).toBe('')
    const replay = await p.ok(200, 'POST', '/v1/program/rules/replay', {
      rules: await p.ok(200, 'GET', '/v1/program/rules'),
    })
    expect(replay.points.before).toEqual(replay.points.after)
    expect(replay.liability.before).toEqual(replay.liability.after)
    expect([replay.membersAffected, replay.moves]).toEqual([0, []])
    await p.problem(410, 'member_erased', 'GET', path)
  })
})

test('a registration sent again after the person was erased shows nobody: 410', async () => {
  const p = await api.program('wangfujing', NOW)
  const sent = () => p.call('POST', '/v1/members', { name: '灭绝师太' }, { idempotencyKey: 'k1' })
  const { id } = (await sent()).body
  await p.ok(200, 'DELETE', `/v1/members/${id}`)
  const again = await sent()
  expect([again.status, again.body.code]).toEqual([410, 'member_erased'])
  expect(again.text).not.toContain('灭绝师太')
})

test('what was spent and never earned is written off with the person: the books still balance', async () => {
  const p = await api.program('wanqian', NOW)
  const m = await p.member()
  const { id } = await p.buy(m, 1000, AT)
  await p.ok(201, 'POST', `/v1/members/${m.id}/adjustments`, { unit: 'points', amount: -900, reason: 'r' })
  await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  await p.ok(200, 'DELETE', `/v1/members/${m.id}`)
  expect((await p.trialBalance()).units.points).toMatchObject({ sum: 0, memberLiability: 0 })
  expect(await differencesOf(api, p)).toBe('')
})

test('an erasure among purchases, changes and registrations at once: what came before stands, nothing comes after', async () => {
  const p = await api.program('wangfujing', NOW)
  for (let round = 0; round < 8; round++) {
    const m = await p.member({ name: '张无忌', phone: PERSON.phone })
    const answers = await atOnce(9, index =>
      index === 4
        ? p.call('DELETE', `/v1/members/${m.id}`)
        : index % 3 === 0
          ? p.call('PATCH', `/v1/members/${m.id}`, { name: `张无忌${index}`, email: `z${index}@person.example` })
          : p.call('POST', '/v1/purchases', receipt(m, 100, AT)),
    )
    expect(answers[4]!.status).toBe(200)
    for (const { status } of answers) expect([200, 201, 410]).toContain(status)
    expect((await p.ok(200, 'GET', `/v1/members?phone=${encodeURIComponent(PERSON.phone)}`)).data).toEqual([])
    expect((await p.ok(200, 'GET', `/v1/members?q=${encodeURIComponent('张无忌')}`)).data).toEqual([])
  }
  expect(await differencesOf(api, p)).toBe('')
})

test('a store’s key and an associate erase nobody and export nobody', async () => {
  const p = await api.program('wangfujing', NOW)
  const m = await p.member()
  const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
  const associate = await p.staff('associate')
  for (const [method, path] of [
    ['DELETE', `/v1/members/${m.id}`],
    ['GET', `/v1/members/${m.id}/export`],
  ] as const) {
    await api.problem(403, 'store_not_allowed', method, path, { key })
    await associate.problem(403, 'role_not_allowed', method, path)
  }
  await p.ok(200, 'GET', `/v1/members/${m.id}`)
})
