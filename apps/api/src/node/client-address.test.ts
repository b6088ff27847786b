import { describe, expect, test } from 'vitest'
import { clientAddressBehind } from './client-address.ts'

describe('the address of a client', () => {
  test('is that of who has connected: what anyone may write into a header is not believed', () => {
    for (const nobody of [undefined, '']) {
      const address = clientAddressBehind(nobody)
      expect(address('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
      expect(address('::ffff:192.0.2.1', null)).toBe('192.0.2.1')
      expect(address(undefined, '198.51.100.7')).toBeNull()
    }
  })

  test.each([
    ['1', '198.51.100.7', '198.51.100.7'],
    ['1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['2', '203.0.113.9, 198.51.100.7', '203.0.113.9'],
    ['2', '198.51.100.7', '198.51.100.7'],
    ['1', null, '192.0.2.1'],
    ['0', '198.51.100.7', '192.0.2.1'],
  ])('behind %s proxies, told %s, is %s', (hops, forwarded, client) => {
    expect(clientAddressBehind(hops)('192.0.2.1', forwarded)).toBe(client)
  })

  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['10.9.9.9, 10.1.2.3', '10.9.9.9'],
    ['not an address, 10.1.2.3', 'not an address'],
  ])('behind proxies of known addresses, told %s, is the last one that is none of them: %s', (forwarded, client) => {
    expect(clientAddressBehind('192.0.2.1, 10.0.0.0/8')('192.0.2.1', forwarded)).toBe(client)
  })

  test('is believed of a known proxy only', () => {
    const address = clientAddressBehind('192.0.2.1,2001:db8::/32')
    expect(address('192.0.2.2', '198.51.100.7')).toBe('192.0.2.2')
    expect(address('2001:db8::5', '198.51.100.7')).toBe('198.51.100.7')
  })

  test.each(['many', '10.0.0.0/x', '1.2.3', '-1', '10.0.0.1 10.0.0.2'])('is not guessed from %s', wrong => {
    expect(() => clientAddressBehind(wrong)).toThrow('LAUREL_TRUSTED_PROXIES')
  })
})
