import { BlockList, isIP } from 'node:net'

/** Tells where a request came from by the socket's address and what proxies have written into X-Forwarded-For. */
export type ClientAddress = (socket: string | undefined, forwarded: string | null) => string | null

const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '')

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const WRONG = 'LAUREL_TRUSTED_PROXIES must be a number of hops, or addresses and ranges with commas between them'

const listOf = (text: string): BlockList => {
  const list = new BlockList()
  for (const part of text.split(',')) {
    const [address = '', bits] = part.trim().split('/')
    if (isIP(address) === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) throw new Error(WRONG)
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

/**
 * Reads `LAUREL_TRUSTED_PROXIES`: how many proxies stand in front of the server, or which addresses are theirs. Only
 * what those have written is believed; left out, nobody is, and the client is whoever has connected. Throws where it is
 * neither.
 */
export const clientAddressBehind = (trusted: string | undefined): ClientAddress => {
  const way = (socket: string | undefined, forwarded: string | null): string[] =>
    [...(forwarded?.split(',') ?? []), ...(socket === undefined ? [] : [socket])].map(plain)
  if (trusted === undefined || trusted.trim() === '') return socket => (socket === undefined ? null : plain(socket))
  if (/^\d{1,3}$/.test(trusted.trim())) {
    const hops = Number(trusted)
    return (socket, forwarded) => {
      const hosts = way(socket, forwarded)
      return hosts[Math.max(0, hosts.length - 1 - hops)] ?? null
    }
  }
  const proxies = listOf(trusted)
  const isProxy = (host: string): boolean => isIP(host) !== 0 && proxies.check(host, familyOf(host))
  return (socket, forwarded) => {
    const hosts = way(socket, forwarded)
    return hosts.findLast(host => !isProxy(host)) ?? hosts[0] ?? null
  }
}
