// The same code runs on Node and on Workers: WebCrypto for what is sealed. Hashes are made at once, without a trip
// through the thread pool, since every request asks for some.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

type Bytes = Uint8Array<ArrayBuffer>
type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** What the one secret of an installation is used for; each use has a key of its own, derived by HKDF (RFC 5869). */
export interface Secrets {
  /** A keyed hash of 16 bytes, for lookups and idempotency: equal inputs meet, nothing is told of them. */
  readonly hash: (purpose: string, text: string) => Promise<Bytes>
  /** Seals a text under a member's own key; a new key where none is given. */
  readonly seal: (text: string, wrappedKey: Uint8Array | null) => Promise<{ wrappedKey: Bytes; sealed: Bytes }>
  /** Opens what {@link seal} sealed. Throws where key and text do not belong together. */
  readonly open: (wrappedKey: Uint8Array, sealed: Uint8Array) => Promise<string>
  /** The key that signs member tokens. */
  readonly tokenKey: Uint8Array
}

const NONCE_BYTES = 12

const bytesOf = (source: Uint8Array): Bytes => new Uint8Array(source)

const encrypt = async (key: CryptoKey, plain: Bytes): Promise<Bytes> => {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain))
  const whole = new Uint8Array(NONCE_BYTES + sealed.length)
  whole.set(nonce)
  whole.set(sealed, NONCE_BYTES)
  return whole
}

const decrypt = async (key: CryptoKey, whole: Uint8Array): Promise<Bytes> => {
  const bytes = bytesOf(whole)
  const iv = bytes.slice(0, NONCE_BYTES)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(NONCE_BYTES)))
}

const aesKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

const fromBase64Url = (text: string): Bytes => {
  const bytes = /^[\w-]{43,}$/.test(text)
    ? Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
    : new Uint8Array()
  if (bytes.length < 32) throw new Error('LAUREL_SECRET must be 32 random bytes or more, in base64url')
  return bytes
}

/** Derives every key of an installation from its one secret, 32 random bytes or more in base64url. */
export const makeSecrets = async (secret: string): Promise<Secrets> => {
  const root = await crypto.subtle.importKey('raw', fromBase64Url(secret), 'HKDF', false, ['deriveBits'])
  const derive = async (use: string): Promise<Bytes> =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode(`laurel ${use}`) },
        root,
        256,
      ),
    )
  const [hashing, wrapping, tokenKey] = await Promise.all([
    derive('lookup').then(key => hmac.create(sha256, key)),
    derive('wrap').then(aesKey),
    derive('token'),
  ])
  return {
    tokenKey,
    hash: async (purpose, text) =>
      bytesOf(
        hashing
          .clone()
          .update(encoder.encode(`${purpose}\n${text}`))
          .digest()
          .subarray(0, 16),
      ),
    seal: async (text, wrappedKey) => {
      const raw = wrappedKey ? await decrypt(wrapping, wrappedKey) : crypto.getRandomValues(new Uint8Array(32))
      const [wrapped, sealed] = await Promise.all([
        wrappedKey ? bytesOf(wrappedKey) : encrypt(wrapping, raw),
        aesKey(raw).then(key => encrypt(key, encoder.encode(text))),
      ])
      return { wrappedKey: wrapped, sealed }
    },
    open: async (wrappedKey, sealed) =>
      decoder.decode(await decrypt(await aesKey(await decrypt(wrapping, wrappedKey)), sealed)),
  }
}

/** SHA-256 of a key: keys are long and random, so nothing slower is needed to keep them. */
export const keyHash = async (key: string): Promise<Bytes> => bytesOf(sha256(encoder.encode(key)))

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const sameText = async (a: string, b: string): Promise<boolean> => {
  const [x, y] = await Promise.all([keyHash(a), keyHash(b)])
  return x.reduce((different, byte, i) => different | (byte ^ y[i]!), 0) === 0
}

/** Whether two hashes are the same. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** A JSON value with its keys in order: the same body is the same text, however it was written. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
