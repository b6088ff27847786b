import { expect, test } from 'vitest'
import { isPublicAddress, urlFault } from './endpoint-url.ts'

test.each([
  'https://hooks.shop.example.com/laurel',
  'https://hooks.shop.cn:8443/?key=1',
  'https://8.8.8.8/hook',
  'https://[2606:4700:4700::1111]/hook',
])('%s may be an endpoint', url => {
  expect(urlFault(url, 'live')).toBeNull()
})

test.each([
  'http://hooks.shop.cn/',
  'ftp://hooks.shop.cn/',
  'javascript:alert(1)',
  'nonsense',
  'https://user:secret@hooks.shop.cn/',
  'https://hooks.shop.cn/#part',
  // This machine, however it is written.
  'https://localhost/',
  'https://localhost./',
  'https://a.localhost/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  // Somebody's inside.
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://intranet/',
  'https://router.lan/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
])('%s may be none in live mode', url => {
  expect(urlFault(url, 'live')).not.toBeNull()
})

test('in test mode this machine may be asked without encryption, and nobody else’s inside', () => {
  for (const url of ['http://localhost:3000/hook', 'http://127.0.0.1:3000/', 'https://[::1]:8443/'])
    expect(urlFault(url, 'test'), url).toBeNull()
  for (const url of ['http://10.0.0.1/', 'https://192.168.0.1/', 'http://169.254.169.254/', 'http://hooks.shop.cn/'])
    expect(urlFault(url, 'test'), url).not.toBeNull()
})

test('an address that is none is no public one', () => {
  for (const address of ['', 'shop.cn', '::ffff:8.8.8.8']) expect(isPublicAddress(address), address).toBe(false)
})
