import { Hono } from 'hono'
import { z } from 'zod'
import type { CallApi, DemoConfig } from './demo-config.ts'
import { products } from './products.ts'

const sessionBody = z.object({ memberId: z.string().max(64), purpose: z.enum(['read', 'redeem']).default('read') })
const buyBody = z.object({ sku: z.string().max(64), quantity: z.int().min(1).max(9), memberId: z.string().max(64) })

/**
 * The tiny back end of the demo shop: what any shop's would do. It holds the secret key, opens a member's session for
 * the page, and sends the receipt of a sale; it sees nothing of Laurel but the public API.
 */
export const demoShop = (config: () => Promise<DemoConfig | null>, call: CallApi): Hono => {
  const shop = new Hono()
  const withKey = ({ secretKey }: DemoConfig, body?: unknown): RequestInit => ({
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const session = async (demo: DemoConfig, memberId: string, purpose: 'read' | 'redeem' = 'read') => {
    const answer = await call(`/v1/members/${memberId}/sessions`, withKey(demo, { purpose }))
    if (!answer.ok) return answer
    const { token, expiresAt } = (await answer.json()) as { token: string; expiresAt: string }
    return Response.json({
      publishableKey: demo.publishableKey,
      memberToken: token,
      expiresAt,
      members: demo.members,
      memberId,
    })
  }
  const known = (demo: DemoConfig, memberId: string): boolean => demo.members.some(member => member.id === memberId)
  const refused = () => Response.json({ error: 'bad_request' }, { status: 400 })

  shop.get('/session', async () => {
    const demo = await config()
    return demo ? session(demo, demo.members[0]!.id) : Response.json({ error: 'no_demo' }, { status: 404 })
  })
  shop.post('/session', async c => {
    const demo = await config()
    const body = sessionBody.safeParse(await c.req.json().catch(() => null))
    if (!demo || !body.success || !known(demo, body.data.memberId)) return refused()
    return session(demo, body.data.memberId, body.data.purpose)
  })
  shop.get('/products', c => c.json({ currency: 'CNY', products }))
  shop.post('/buy', async c => {
    const demo = await config()
    const body = buyBody.safeParse(await c.req.json().catch(() => null))
    const product = body.success ? products.find(p => p.sku === body.data.sku) : undefined
    if (!demo || !body.success || !product || !known(demo, body.data.memberId)) return refused()
    const { sku, name, brand, category, size, color, unitPrice, listPrice, promotional } = product
    const { quantity, memberId } = body.data
    return call(
      '/v1/purchases',
      withKey(demo, {
        memberId,
        store: 'nanjing-road',
        lines: [
          { sku, name, brand, category, ...(size && { size }), color, quantity, unitPrice, listPrice, promotional },
        ],
        tenders: [{ kind: 'wechat', amount: quantity * unitPrice }],
      }),
    )
  })
  return shop
}
