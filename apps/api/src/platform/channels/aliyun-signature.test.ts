import { expect, it } from 'vitest'
import { aliyunHeaders, aliyunQuery } from './aliyun-signature.ts'

// "Request structure and signature V3", Alibaba Cloud: the example with fixed parameters.
const example = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  action: 'RunInstances',
  version: '2014-05-26',
  query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  date: '2023-10-26T10:22:32Z',
  nonce: '3156853299f313e23d1673dc12e1703d',
}

it('signs the published example as it is published', () => {
  const { authorization } = aliyunHeaders(example, {
    accessKeyId: 'YourAccessKeyId',
    accessKeySecret: 'YourAccessKeySecret',
  })
  expect(authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

it('encodes a query as RFC 3986 has it, in the order of its names', () => {
  expect(aliyunQuery({ b: "it's (1*2)!", A: '王 芳~' })).toBe('A=%E7%8E%8B%20%E8%8A%B3~&b=it%27s%20%281%2A2%29%21')
})
