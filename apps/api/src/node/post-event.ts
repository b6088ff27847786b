import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure, type RequestOptions } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isLoopback, isPublicAddress } from '../platform/webhooks/endpoint-url.ts'
import { LONGEST_POST_MS, retryAfterMs, type PostEvent, type PostOutcome } from '../platform/webhooks/post-event.ts'

class AddressRefused extends Error {}

/**
 * Finds out where a name leads, and refuses what is inside. The connection is made to the address that was looked at: a
 * name that leads elsewhere a moment later changes nothing.
 */
const lookupWhere =
  (mayAsk: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const refused = addresses?.some(({ address }) => !mayAsk(address))
      if (error || refused || addresses.length === 0) return done(error ?? new AddressRefused(), [])
      if (options.all) return done(null, addresses)
      const [first] = addresses
      return done(null, first!.address, first!.family)
    })

const errorOf = (error: Error): PostOutcome => ({
  status: null,
  error:
    error instanceof AddressRefused ? 'address_refused' : error.name === 'TimeoutError' ? 'timeout' : 'unreachable',
})

/** Posts over a connection of its own, to nothing but the public Internet, and in test mode this machine. */
export const postFromNode: PostEvent = ({ url: text, headers, body, mayBeLoopback }) =>
  new Promise(settle => {
    const url = new URL(text)
    const mayAsk = (address: string) => isPublicAddress(address) || (mayBeLoopback && isLoopback(address))
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // An address is not looked up.
    if (/^[\d.]+$|:/.test(host) && !mayAsk(host)) return settle(errorOf(new AddressRefused()))
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: lookupWhere(mayAsk),
      signal: AbortSignal.timeout(LONGEST_POST_MS),
    }
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, response => {
      settle({ status: response.statusCode ?? 0, retryAfterMs: retryAfterMs(response.headers['retry-after']) })
      // What it says beside its status is nothing to us.
      response.destroy()
    })
    request.on('error', error => {
      const cause = error.cause instanceof Error ? error.cause : error
      settle(errorOf(cause))
    })
    request.end(body)
  })
