import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenApiDocument } from '@laurel/api/testing/answer-schemas'
import { operationsOf, sendValid, type KeyKind } from '@laurel/api/testing/operations'
import { OPERATOR_KEY, PASSWORD, testApi } from '@laurel/api/testing'
import { contractProgram, makeSubject, validRequests } from '@laurel/api/testing/valid-requests'

const api = await testApi()
afterAll(api.close)

/** Fields of bodies and answers that are a secret or tell of a person. */
const TELLING = new Set([
  'name',
  'phone',
  'email',
  'externalId',
  'password',
  'current',
  'next',
  'token',
  'key',
  'secretKey',
  'publishableKey',
  'invitation',
  'reason',
  'cardNumber',
])
const MIN_LENGTH = 4

/** All texts in such fields, wherever they stand. */
const toldIn = (value: unknown, field = ''): string[] => {
  if (typeof value === 'string') return TELLING.has(field) && value.length >= MIN_LENGTH ? [value] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, of]) => toldIn(of, Array.isArray(value) ? field : name))
}

const said: string[] = []
beforeEach(() => {
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(JSON.stringify(words)))
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('no key, token, password, name, phone number or address of any operation stands in the log', async () => {
  const document = (await api.call('GET', '/openapi.json')).body as OpenApiDocument
  const told = new Set([OPERATOR_KEY, PASSWORD])
  let accepted = 0
  const ground = async () => {
    const program = await api.program('contract', '2026-03-10T23:00:00+08:00', contractProgram)
    return [program, await makeSubject(program, 2)] as const
  }
  const shared = await ground()
  for (const { name, method, kinds } of operationsOf(document)) {
    const [program, subject] = method === 'GET' ? shared : await ground()
    const keyOf = async (kind: KeyKind | undefined) => {
      if (kind === 'operator') return OPERATOR_KEY
      if (kind === 'publishable') return program.publishableKey
      if (kind === 'staff') return (await program.staff('admin')).token
      return kind === 'member' ? program.session({ id: subject.memberId }) : program.key
    }
    const valid = validRequests[name]!
    const body = valid.body?.(subject)
    for (const kind of kinds.length > 0 ? kinds : [undefined]) {
      const key = await keyOf(kind)
      const answer = await sendValid(
        api.request,
        method,
        { ...valid, ...(body && { body: () => body }) },
        subject,
        `Bearer ${key}`,
      )
      if (answer.status === valid.status) accepted++
      for (const text of [
        key,
        program.key,
        program.publishableKey,
        subject.staffEmail,
        ...toldIn(body),
        ...toldIn(answer.body),
      ])
        told.add(text)
    }
  }
  const log = JSON.stringify(api.log) + said.join('\n')
  expect(accepted).toBeGreaterThan(operationsOf(document).length / 2)
  expect(api.log.length).toBeGreaterThan(accepted)
  expect([...told].filter(text => log.includes(JSON.stringify(text).slice(1, -1)))).toEqual([])
})
