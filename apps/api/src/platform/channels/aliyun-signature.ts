import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** A call of an Alibaba Cloud API in the RPC style: everything is in the query, nothing in the body. */
export interface AliyunCall {
  readonly host: string
  readonly action: string
  readonly version: string
  readonly query: Readonly<Record<string, string>>
  /** `2023-10-26T10:22:32Z`. */
  readonly date: string
  readonly nonce: string
}

export interface AliyunKey {
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** As RFC 3986 has it: `encodeURIComponent` leaves five characters that are reserved there. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1)

/** The query as it is signed and sent. */
export const aliyunQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .toSorted(byName)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')

/** The headers of a call with its signature: ACS3-HMAC-SHA256, "Request structure and signature V3" of Alibaba Cloud. */
export const aliyunHeaders = (call: AliyunCall, key: AliyunKey): Readonly<Record<string, string>> => {
  const nothing = hash('')
  const headers = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': nothing,
    'x-acs-date': call.date,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const entries = Object.entries(headers).toSorted(byName)
  const signed = entries.map(([name]) => name).join(';')
  const canonical = [
    'POST',
    '/',
    aliyunQuery(call.query),
    ...entries.map(([name, value]) => `${name}:${value}`),
    '',
    signed,
    nothing,
  ].join('\n')
  const signature = bytesToHex(
    hmac(sha256, utf8ToBytes(key.accessKeySecret), utf8ToBytes(`ACS3-HMAC-SHA256\n${hash(canonical)}`)),
  )
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${signed},Signature=${signature}`,
  }
}
