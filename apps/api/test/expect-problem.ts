import { expect } from 'vitest'
import { problemTable, type ProblemCode } from '../src/platform/problem-table.ts'
import type { Answer } from './test-api.ts'

const FIELDS = new Set(['type', 'title', 'status', 'code', 'detail', 'errors', 'requestId'])

/** An answer is the refusal of RFC 9457 under that code, whole, with nothing of the inside and nothing of the request. */
export const expectProblem = (answer: Answer, code: ProblemCode, echoes: readonly string[] = []): void => {
  const { status, title } = problemTable[code]
  expect(answer.body?.code, answer.text.slice(0, 600)).toBe(code)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ type: `/docs/errors/${code}`, title, status, code })
  expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
  expect(answer.body.requestId).toMatch(/^[\w.:-]{1,64}$/)
  expect(Object.keys(answer.body).filter(field => !FIELDS.has(field))).toEqual([])
  for (const fault of answer.body.errors ?? [])
    expect(fault).toEqual({ path: expect.any(String), message: expect.any(String) })
  expect(answer.text).not.toMatch(/SELECT|INSERT|SQLITE|constraint|\.ts:|node_modules|ZodError/)
  for (const echo of echoes) expect(answer.text).not.toContain(echo)
}
