import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedHeaders } from './signed-headers.ts'

test('signs as the test vector of Standard Webhooks says', async () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_000, body: '{"test": 2432232314}' }
  for (const secret of ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
    expect(await signedHeaders([secret], message)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
})

test('signs bytes of UTF-8 by HMAC-SHA256, once for each secret', async () => {
  const message = { id: 'evt_1', at: 1_700_000_000_500, body: '{"名":"积分"}' }
  const keys = ['a'.repeat(32), 'b'.repeat(32)]
  const headers = await signedHeaders(
    keys.map(key => `whsec_${btoa(key)}`),
    message,
  )
  const signed = `evt_1.1700000000.${message.body}`
  expect(headers['webhook-signature']).toBe(
    keys.map(key => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' '),
  )
})
