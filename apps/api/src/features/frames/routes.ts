import { callerOf, limitAddress, makeRoutes } from '../../platform/http.ts'
import { readCredential } from '../../platform/credential.ts'
import { requireKind } from '../../platform/caller.ts'
import { Problem } from '../../platform/problem.ts'
import { crossOrigin } from '../../platform/cross-origin.ts'
import { framedElements, framePage, framePolicy } from './frame-page.ts'
import { listFrameOrigins } from './list-frame-origins.ts'

/** Pages that hold one element for pages of the stores. They are no part of the reference: a browser alone asks for them. */
export const frameRoutes = makeRoutes()

frameRoutes.get('/frame/:element', crossOrigin, async c => {
  // Whatever is answered instead, a problem too, stands in nobody's page.
  c.header('Content-Security-Policy', framePolicy([]))
  if (!framedElements.some(name => name === c.req.param('element'))) throw new Problem('not_found')
  limitAddress(c, 'publishable')
  const credential = await readCredential(c.get('deps'), `Bearer ${c.req.query('program') ?? ''}`)
  c.set('credential', credential)
  requireKind(credential, ['publishable'])
  const origins = await listFrameOrigins(await callerOf(c))
  return c.html(framePage(origins), 200, {
    'Content-Security-Policy': framePolicy(origins),
    // The origins of a key may be others tomorrow, and a revoked key's page is nobody's.
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // A process of its own, where the browser has one to spare.
    'Origin-Agent-Cluster': '?1',
  })
})
