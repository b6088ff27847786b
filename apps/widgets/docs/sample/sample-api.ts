import type { ExampleState } from '../examples/example-states.ts'
import { sampleLedger, samplePurchases } from './sample-history.ts'
import { sampleMember, samplePoints } from './sample-members.ts'
import { redeemed, sampleRewards, type SampleRedemption } from './sample-rewards.ts'

/** Under such a key no server is asked: the page answers its examples itself, by the state that the key ends in. */
export const SAMPLE_KEY = 'pk_sample_'

/** What the elements have redeemed since the page was loaded. */
const redemptions = new Map<ExampleState, SampleRedemption[]>()

/** Answers what an example asks of the API; null for what is none of an example. */
export function answerSample(url: URL, init: RequestInit = {}): Response | null {
  const headers = new Headers(init.headers)
  const key = headers.get('Laurel-Key') ?? ''
  if (!key.startsWith(SAMPLE_KEY)) return null
  const state = key.slice(SAMPLE_KEY.length) as ExampleState
  if (state === 'failed') return Response.json({}, { status: 500 })
  if (state === 'ended') return Response.json({}, { status: 401 })
  const held = redemptions.get(state) ?? (state === 'toCollect' ? [redeemed('scarf', 0)] : [])
  redemptions.set(state, held)
  switch (url.pathname) {
    case '/v1/me':
      return summary(state, held, headers.get('If-None-Match'))
    case '/v1/me/card':
      return Response.json(sampleCard(state))
    case '/v1/me/rewards':
      return page(sampleRewards(state, samplePoints(state) - spentOn(held)))
    case '/v1/me/redemptions': {
      if (init.method !== 'POST') return page(held)
      const { reward } = JSON.parse(String(init.body)) as { reward: string }
      held.unshift(redeemed(reward, held.length + 1))
      return Response.json(held[0], { status: 201 })
    }
    case '/v1/me/ledger':
      return page(sampleLedger(state))
    case '/v1/me/purchases':
      return page(samplePurchases(state))
    default:
      return Response.json({}, { status: 404 })
  }
}

/** What has not changed is not sent again, as the API has it; a line that breaks does so after the first answer. */
function summary(state: ExampleState, held: readonly SampleRedemption[], known: string | null): Response {
  if (state === 'stale' && known) return Response.json({}, { status: 503 })
  const etag = `"${held.length}"`
  return known === etag
    ? new Response(null, { status: 304 })
    : Response.json(sampleMember(state, spentOn(held)), { headers: { ETag: etag } })
}

const spentOn = (held: readonly SampleRedemption[]): number => held.reduce((sum, { points }) => sum + points, 0)

const page = (data: readonly object[]): Response => Response.json({ data, nextCursor: null })

/** Codes for ten minutes to come, each for half a minute; of who waits for new ones they have run out. */
function sampleCard(state: ExampleState): object {
  const turn = 30_000
  const start = Math.floor(Date.now() / turn) * turn
  const from = state === 'waiting' ? start - 20 * turn : start
  const at = (instant: number) => new Date(instant).toISOString()
  return {
    cardNumber: '6800120000017',
    name: '李*',
    now: at(Date.now()),
    codes: Array.from({ length: 20 }, (_, index) => ({
      code: `2900${String((from / turn + index) % 1_000_000_000).padStart(20, '0')}`,
      validFrom: at(from + index * turn),
      validThrough: at(from + (index + 1) * turn),
    })),
  }
}
