import type { LaurelErrorEvent } from '../src/events/laurel-error.ts'
import type { MemberElement } from '../src/session/member-element.ts'
import { GREETING, type FromFrame, type ToFrame } from '../src/session/frame-messages.ts'
import { guardRedeeming } from './guard-redeeming.ts'
import { tokensFor } from './tokens.ts'

/** What can be shown in a frame, by the last part of its address. */
const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  history: () => import('../src/elements/history/history.define.ts'),
  'member-badge': () => import('../src/elements/member-badge/member-badge.define.ts'),
  'member-card': () => import('../src/elements/member-card/member-card.define.ts'),
  points: () => import('../src/elements/points/points.define.ts'),
  rewards: () => import('../src/elements/rewards/rewards.define.ts'),
  'tier-progress': () => import('../src/elements/tier-progress/tier-progress.define.ts'),
}
/** Their content says how tall they are; the others fill the frame. */
const GROWING = /points|tier-progress/

const [apiUrl, name = ''] = location.href.replace(/[?#].*/, '').split('/frame/')
const publishableKey = new URLSearchParams(location.search).get('program')
const origins = document.querySelector('meta[name=laurel-origins]')?.getAttribute('content')?.split(' ') ?? []
const root = document.documentElement
let element: MemberElement | null = null
let account = 0

/** Takes the one line that the page gives; whoever else writes is not heard. */
function meet({ source, origin, data, ports: [port] }: MessageEvent): void {
  if (source !== parent || data !== GREETING || !port || !(origins.includes(origin) || origins.includes('*'))) return
  removeEventListener('message', meet)
  const tell = (message: FromFrame) => port.postMessage(message)
  const tokens = tokensFor(tell)
  port.addEventListener('message', ({ data: message }: MessageEvent<ToFrame>) => {
    if (message.kind === 'settings') void loaded.then(() => show(message, tell, tokens.provider(message)))
    else if (message.kind === 'token') tokens.take(message)
    else void element?.refresh()
  })
  port.start()
}

function show(
  { locale, theme, look, ...settings }: Extract<ToFrame, { kind: 'settings' }>,
  tell: (message: FromFrame) => void,
  tokenProvider: MemberElement['tokenProvider'],
): void {
  for (const [property, value] of Object.entries(look)) wear(property, value)
  root.lang = locale
  const isNew = !element
  element ??= document.createElement(`laurel-${name}`) as MemberElement
  Object.assign(element, { locale, theme, apiUrl, publishableKey, memberToken: settings.memberToken })
  // The same provider is the same session.
  if (settings.account !== account) element.tokenProvider = tokenProvider
  account = settings.account
  if (isNew) watch(element, tell)
}

/** A page chooses how its member's card looks, and fetches nothing by that. */
function wear(property: string, value: string): void {
  if (property === 'direction') root.dir = value
  else if (!/url\(|image-set/i.test(value)) root.style.setProperty(property, value)
}

/** Tells the page what it needs for the place that it keeps, and nothing of the member. */
function watch(shown: MemberElement, tell: (message: FromFrame) => void): void {
  const tellState = () => {
    const card = shown.shadowRoot?.querySelector('.card')
    tell({
      kind: 'state',
      status: card?.classList.item(1) ?? 'loading',
      height: GROWING.test(name) ? shown.offsetHeight : null,
      isLarge: name === 'member-card' && Boolean(shown.shadowRoot?.querySelector('dialog')),
    })
  }
  shown.addController({ hostUpdated: tellState })
  new ResizeObserver(tellState).observe(shown)
  shown.addEventListener('laurel-error', ({ detail }: LaurelErrorEvent) => tell({ kind: 'error', ...detail }))
  shown.addEventListener('laurel-redeem', () => tell({ kind: 'redeemed' }))
  guardRedeeming(shown)
  document.body.append(shown)
}

const loaded = modules[name]?.() ?? Promise.reject(new Error('There is no such element.'))
addEventListener('message', meet)
// At once, and nothing but that it is there: who may hear more is decided by the page's answer.
parent.postMessage(GREETING, '*')
