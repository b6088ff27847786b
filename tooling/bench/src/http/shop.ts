import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import { requestBytes, type HttpRequest } from './request.ts'

/** A program to be measured, with its members. */
export interface Shop {
  readonly url: string
  readonly key: string
  readonly members: readonly string[]
}

/** Makes a live Wanqian program and its members. */
export const openShop = async (url: string, operatorKey: string, members: number): Promise<Shop> => {
  const { secretKey: key } = await new LaurelClient(url, operatorKey).call<{ secretKey: string }>(
    'POST',
    '/v1/programs',
    {
      body: { name: 'bench', mode: 'live', preset: 'wanqian' },
    },
  )
  const client = new LaurelClient(url, key)
  const ids: string[] = []
  await inParallel(Array.from({ length: members }), 16, async () => {
    ids.push((await client.call<{ id: string }>('POST', '/v1/members', { body: {} })).id)
  })
  return { url, key, members: ids }
}

/** A receipt of three lines. */
export const purchaseOf = ({ key }: Shop, memberId: string): HttpRequest => ({
  method: 'POST',
  path: '/v1/purchases',
  headers: { authorization: `Bearer ${key}` },
  body: {
    memberId,
    store: 'nanjing-road',
    lines: ['coat', 'scarf', 'lipstick'].map(sku => ({
      sku,
      brand: 'maison',
      category: 'apparel',
      quantity: 1,
      unitPrice: 12_900,
    })),
    tenders: [{ kind: 'wechat', amount: 3 * 12_900 }],
  },
})

/** The bytes of requests that are sent in turn. */
export const inTurn = (url: string, requests: readonly HttpRequest[]): ((n: number) => Buffer) => {
  const bytes = requests.map(request => requestBytes(url, request))
  return n => bytes[n % bytes.length]!
}

/** What each member asks for "where do I stand" with. */
export const summaryRequests = async (
  { url, key, members }: Shop,
  headersOf: (token: string) => Promise<Readonly<Record<string, string>>> = async () => ({}),
): Promise<readonly HttpRequest[]> => {
  const client = new LaurelClient(url, key)
  const requests: HttpRequest[] = []
  await inParallel(members, 16, async memberId => {
    const { token } = await client.call<{ token: string }>('POST', `/v1/members/${memberId}/sessions`)
    const authorization = `Bearer ${token}`
    requests.push({ method: 'GET', path: '/v1/me', headers: { authorization, ...(await headersOf(token)) } })
  })
  return requests
}
