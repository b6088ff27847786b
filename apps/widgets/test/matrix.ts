import type { Page } from 'playwright-core'
import { serveDetails } from './details.ts'
import type { MockStore } from './mock-store.ts'
import { goal, summary } from './summaries.ts'

/** The elements that show something, by their tags. */
export const ELEMENTS = [
  'laurel-member-badge',
  'laurel-points',
  'laurel-tier-progress',
  'laurel-member-card',
  'laurel-rewards',
  'laurel-history',
] as const

/** Everything that an element may look like, and the class that its card has then. */
export const STATES = {
  climbing: 'ready',
  top: 'ready',
  spending: 'ready',
  new: 'ready',
  stale: 'ready',
  loading: 'loading',
  failed: 'failed',
  signedOut: 'signedOut',
} as const

/** So high that everything is on the screen: a shift beyond its edge is none to a browser. */
const PLACES = {
  phone: { width: 312, height: 19_000, hasTouch: true },
  desktop: { width: 1280, height: 6_000 },
  kiosk: { width: 1080, height: 12_000, hasTouch: true },
} as const

/** Where, in which light and in which language somebody looks at the elements. */
export interface View {
  readonly place: keyof typeof PLACES
  readonly colorScheme: 'light' | 'dark'
  readonly lang: 'en' | 'zh-CN' | 'zh-TW'
}

export const VIEWS: readonly View[] = (['phone', 'desktop', 'kiosk'] as const).flatMap(place =>
  (['light', 'dark'] as const).flatMap(colorScheme =>
    (['en', 'zh-CN', 'zh-TW'] as const).map(lang => ({ place, colorScheme, lang })),
  ),
)

/** A view as its pictures are named. */
export function nameOf({ place, colorScheme, lang }: View): string {
  return `${place}-${colorScheme}-${lang}`
}

/** The browser that such a view needs. */
export function browserFor({ place, colorScheme }: View) {
  const { width, height, ...device } = PLACES[place]
  return { viewport: { width, height }, colorScheme, reducedMotion: 'reduce', ...device } as const
}

/** Every element in every state, one state after the other. */
export function matrixBody({ place }: View): string {
  const cells = Object.keys(STATES).flatMap(state =>
    ELEMENTS.map(tag => `<div><${tag} id="${tag}-${state}" ${tokenOf(state)}>Your membership</${tag}></div>`),
  )
  return `<div class="sheet ${place}">${cells.join('')}</div>`
}

const tokenOf = (state: string): string => (state === 'signedOut' ? '' : `member-token="${state}"`)

/** What the API says in each state, once the gate is open. */
export function serveStates(store: MockStore, gate?: Promise<void>): void {
  serveDetails(store)
  const top = summary({ points: 68450, name: '欧阳**' })
  const bodies = {
    climbing: summary(),
    top: {
      ...top,
      tier: { code: 'SVIP', name: { en: 'SVIP card', 'zh-CN': 'SVIP卡' }, rank: 3, validThrough: '2027-03-09' },
      progress: [
        goal({
          goal: 'renew',
          tier: 'SVIP',
          window: 'validity',
          current: 41200,
          required: 60000,
          endsOn: '2027-03-09',
        }),
      ],
      balances: {
        ...top.balances,
        memberCash: { available: 0 },
        prepaid: { available: 0 },
        points: { available: 68450, pending: 300, expiring: [] },
      },
    },
    spending: {
      ...summary({ points: 24500, name: 'J. M***' }),
      tier: { code: 'VIP', name: { en: 'VIP', 'zh-CN': 'VIP卡' }, rank: 2, validThrough: null },
      progress: [
        goal({
          tier: 'Supreme',
          window: 'membershipYear',
          measure: 'spend',
          current: 800050,
          required: 2000000,
          endsOn: '2026-12-31',
        }),
      ],
    },
    new: { ...summary({ points: 1 }), tier: null, progress: [] },
  }
  const wait = gate ? { waitFor: gate } : {}
  for (const [token, body] of Object.entries(bodies)) store.script(token, { body, ...wait })
  store.script('stale', { body: summary({ name: '王*' }), ...wait }, { status: 503 })
  store.script('failed', { status: 500, ...wait })
  store.script('loading', 'hang')
}

/** Waits until every element is in its state; what is only the last known has then lost its line. */
export async function settle(page: Page): Promise<void> {
  await allHave(page, STATES)
  const stale = ELEMENTS.map(tag => `#${tag}-stale`)
  // Those of one member share what they know.
  await page.locator(stale[0]!).evaluate(host => (host as HTMLElement & { refresh(): Promise<void> }).refresh())
  for (const host of stale) await page.locator(`${host} .stale`).waitFor()
}

/** Waits until the cards of every element have the class of their state. */
export async function allHave(page: Page, states: Readonly<Record<string, string>>): Promise<void> {
  for (const tag of ELEMENTS)
    for (const [state, name] of Object.entries(states)) await page.locator(`#${tag}-${state} .card.${name}`).waitFor()
}
