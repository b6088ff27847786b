import { findBacklog, readAll } from '@laurel/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carrierServer, type CarrierAnswer } from '../../../test/carriers/carrier-server.ts'
import { testApi, type Wire } from '../../../test/test-api.ts'
import { continueProgram, turnBudget } from '../../platform/jobs/continue-program.ts'
import type { MessageEntry } from '../../platform/messages/message-log.ts'

const api = await testApi()
const BUSY: CarrierAnswer = { json: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } }
let answer = BUSY
let carrier: Awaited<ReturnType<typeof carrierServer>>
beforeAll(async () => {
  carrier = await carrierServer(() => answer)
  api.carriers.fetch = fetch
  api.carriers.aliyunSmsUrl = carrier.url
})
afterAll(async () => {
  await carrier.close()
  await api.close()
})

const PHONE = '+8613812345678'

/** A live program that would tell its one member something now, by SMS. */
const speaking = async (): Promise<{ id: string; message: string }> => {
  const made = await api.call('POST', '/v1/programs', {
    key: 'op_test',
    body: { name: 'live', mode: 'live', preset: 'wangfujing' },
  })
  const { id, secretKey: key } = made.body
  const ok = async (method: string, path: string, body?: Wire): Promise<Wire> => {
    const { status, body: told } = await api.call(method, path, { key, body })
    expect(status).toBeLessThan(300)
    return told
  }
  await ok('PUT', '/v1/channels/sms', {
    provider: 'aliyun',
    accessKeyId: 'LTAI',
    accessKeySecret: 'a secret',
    signName: '朗拉',
  })
  await ok('POST', '/v1/messageTemplates', {
    code: 'jeans',
    name: 'Jeans are in',
    channel: 'sms',
    texts: { en: { body: 'They are in', carrier: { code: 'SMS_1' } } },
  })
  const consents = [{ channel: 'sms', purpose: 'marketing', granted: true }]
  await ok('POST', '/v1/members', { phone: PHONE, name: '王芳', consents })
  const { id: campaign } = await ok('POST', '/v1/campaigns', {
    name: 'Jeans',
    template: 'jeans',
    audience: { everybody: true },
  })
  await continueProgram(api.deps, id, turnBudget(api.deps))
  const { data } = await ok('GET', `/v1/campaigns/${campaign}/messages`)
  return { id, message: data[0].id }
}

test('how long a message waits for its carrier is told to the operator, and what each attempt came to', async () => {
  const { id, message } = await speaking()
  const log: MessageEntry[] = []
  const deps = { ...api.deps, messageLog: (entry: MessageEntry) => log.push(entry) }
  const minutesBehind = async () => {
    const [[found]] = await readAll(await api.databases.control(), [findBacklog({ now: deps.now() })])
    const { messagesBehindSince } = found!
    return messagesBehindSince === null ? null : Math.round((deps.now() - messagesBehindSince) / 60_000)
  }
  const later = async (minutes: number) => {
    api.passSeconds(minutes * 60)
    await continueProgram(deps, id, turnBudget(deps))
  }
  const entry = { programId: id, messageId: message, channel: 'sms' }

  expect(await minutesBehind()).toBe(0)
  await later(10)
  expect(await minutesBehind()).toBe(10)
  expect(log).toEqual([{ ...entry, outcome: 'refused', code: 'isv.BUSINESS_LIMIT_CONTROL' }])
  answer = { json: { Code: 'OK', BizId: '1^0' } }
  await later(60)
  expect(await minutesBehind()).toBeNull()
  expect(log[1]).toEqual({ ...entry, outcome: 'sent', code: null })
  expect(JSON.stringify(log)).not.toContain('138')
})
