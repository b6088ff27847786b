import ipaddr from 'ipaddr.js'

/** Whether an address is one of the public Internet: everything else may be somebody's inside. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast'

/** Whether an address is this machine's own. */
export const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'

/** Names that lead inside wherever they are asked (RFC 6761, RFC 8375, and what clouds call their own). */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|example|onion)$/

/** The host as an address or a name; the URL standard writes 0x7f.1 and 2130706433 as 127.0.0.1 already. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/**
 * What is wrong with an endpoint's URL, in words; null where nothing is. https, to the public Internet; in test mode
 * also this machine, where a developer listens, without encryption. Where a name leads is looked at again when it is
 * asked (apps/api/src/node/post-event.ts): it may lead elsewhere by then.
 */
export const urlFault = (text: string, mode: 'live' | 'test'): string | null => {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'must be an https URL'
  if (url.username !== '' || url.password !== '') return 'must not carry a name or a password'
  if (url.hash !== '') return 'must not have a fragment'
  const host = hostOf(url)
  if (mode === 'test' && (isLoopback(host) || host === 'localhost')) return null
  if (url.protocol !== 'https:') return 'must be an https URL'
  const isPublic = ipaddr.isValid(host) ? isPublicAddress(host) : host.includes('.') && !INSIDE.test(host)
  return isPublic ? null : 'must lead to the public Internet'
}
