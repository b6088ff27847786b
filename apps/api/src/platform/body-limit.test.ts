import { afterAll, expect, test } from 'vitest'
import { expectProblem } from '../../test/expect-problem.ts'
import { testApi } from '../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

test('a body that breaks off on its way is the sender’s fault, not ours', async () => {
  const { key } = await api.program('wanqian')
  const body = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode('{"name":')),
    pull: controller => controller.error(new Error('aborted')),
  })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  expectProblem(await api.request('/v1/members', sent), 'malformed_request')
  expect(api.log.at(-1)).not.toHaveProperty('error')
})
