// The same code runs on Node and on Workers: WebCrypto for what is sealed. Hashes are made at once, without a trip
// through the thread pool, since every request asks for some.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { systemRandomBytes, type RandomBytes } from './random-bytes.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

type Bytes = Uint8Array<ArrayBuffer>
type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** What the one secret of an installation is used for; each use has a key of its own, derived by HKDF (RFC 5869). */
export interface Secrets {
  /**
   * Keyed hashes of 16 bytes by which something is found: equal inputs meet, nothing is told of them. While secrets
   * rotate there are two. What is written is written under both, and asked for under both: others may know but one of
   * them, the one that is not used yet or the one that is forgotten.
   */
  readonly lookupHashes: (purpose: string, text: string) => LookupHashes
  /** A keyed hash of 16 bytes of a request, which stays the same when the secret rotates: its text is kept nowhere. */
  readonly requestHash: (purpose: string, text: string) => Bytes
  /**
   * Seals a text under a member's own key, wrapped by the present secret; a new key where none is given. Of keys that
   * were {@link joinKeys joined} the first one seals.
   */
  readonly seal: (text: string, wrappedKey: Uint8Array | null) => Promise<{ wrappedKey: Bytes; sealed: Bytes }>
  /** Opens what {@link seal} sealed, under any secret that is known. Throws where key and text do not belong together. */
  readonly open: (wrappedKey: Uint8Array, sealed: Uint8Array) => Promise<string>
  /** Whether a member's key, or each of those joined, is wrapped by the present secret. */
  readonly isPresent: (wrappedKey: Uint8Array) => Promise<boolean>
  /** The keys that sign member tokens: the first one does, all are believed. */
  readonly tokenKeys: readonly Uint8Array[]
}

export interface LookupHashes {
  readonly present: Bytes
  /** Under each secret that is known: one or two, the present one first. */
  readonly all: readonly Bytes[]
}

/** The secrets of an installation; two of them while they rotate. See docs/operations.md. */
export interface InstallationSecrets {
  readonly secret: string
  /** What was the secret before: what is not sealed and hashed anew yet is under it. */
  readonly previous?: string | undefined
  /** What will be the secret: others may use it already. */
  readonly next?: string | undefined
}

const NONCE_BYTES = 12
const KEY_BYTES = 32
/** A wrapped key: nonce, key and tag. */
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + 16

const bytesOf = (source: Uint8Array): Bytes => new Uint8Array(source)

/**
 * One key out of two members' who have become one: it seals by the first, and opens what either has sealed. So no text
 * is sealed anew, and erasing the one key takes both away.
 */
export const joinKeys = (first: Uint8Array, second: Uint8Array): Bytes => {
  const joined = new Uint8Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}

/** The wrapped keys that one is joined of: nearly always itself. */
const wrappedKeysOf = (wrappedKey: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] => {
  const others = Array.from({ length: Math.max(0, wrappedKey.length / WRAPPED_BYTES - 1) }, (_, i) =>
    wrappedKey.subarray((i + 1) * WRAPPED_BYTES, (i + 2) * WRAPPED_BYTES),
  )
  return [wrappedKey.subarray(0, WRAPPED_BYTES), ...others]
}

const encrypt = async (key: CryptoKey, plain: Bytes, nonce: Bytes): Promise<Bytes> => {
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

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

interface Keys {
  readonly looking: Bytes
  readonly wrapping: CryptoKey
  readonly token: Bytes
  /** Never rotates: it comes along in the text of each secret that follows the first one. */
  readonly requests: Bytes
}

/** The keys of one secret: `<32 random bytes>`, or `<32 random bytes>.<key of requests>`, in base64url. */
const keysOf = async (secret: string): Promise<Keys> => {
  const [random = '', requests] = secret.split('.')
  const root = await crypto.subtle.importKey('raw', fromBase64Url(random), 'HKDF', false, ['deriveBits'])
  const derive = async (use: string): Promise<Bytes> =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode(`laurel ${use}`) },
        root,
        256,
      ),
    )
  const [looking, wrapping, token] = await Promise.all([derive('lookup'), derive('wrap').then(aesKey), derive('token')])
  return { looking, wrapping, token, requests: requests === undefined ? looking : fromBase64Url(requests) }
}

/** A secret to follow this one: new in all but the key of requests, which are kept by nothing but their hashes. */
export const nextSecret = async (secret: string): Promise<string> => {
  const { requests } = await keysOf(secret)
  return `${toBase64Url(systemRandomBytes(32))}.${toBase64Url(requests)}`
}

const hashingBy = (key: Bytes) => {
  const hashing = hmac.create(sha256, key)
  return (purpose: string, text: string): Bytes =>
    bytesOf(
      hashing
        .clone()
        .update(encoder.encode(`${purpose}\n${text}`))
        .digest()
        .subarray(0, 16),
    )
}

/** Derives every key of an installation from its one secret, or its two while they rotate. */
export const makeSecrets = async (
  { secret, previous, next }: InstallationSecrets,
  randomBytes: RandomBytes = systemRandomBytes,
): Promise<Secrets> => {
  const present = await keysOf(secret)
  const other = previous ?? next
  const keys = other === undefined ? [present] : [present, await keysOf(other)]
  const hashings = keys.map(({ looking }) => hashingBy(looking))
  const unwrap = async (wrappedKey: Uint8Array): Promise<{ raw: Bytes; by: Keys }> => {
    for (const by of keys.slice(0, -1)) {
      const raw = await decrypt(by.wrapping, wrappedKey).catch(() => null)
      if (raw) return { raw, by }
    }
    const by = keys.at(-1)!
    return { raw: await decrypt(by.wrapping, wrappedKey), by }
  }
  return {
    tokenKeys: keys.map(({ token }) => token),
    requestHash: hashingBy(present.requests),
    lookupHashes: (purpose, text) => {
      const all = hashings.map(hashing => hashing(purpose, text))
      return { present: all[0]!, all }
    },
    isPresent: async wrappedKey =>
      (await Promise.all(wrappedKeysOf(wrappedKey).map(unwrap))).every(({ by }) => by === present),
    seal: async (text, wrappedKey) => {
      const [first, ...others] = wrappedKey ? wrappedKeysOf(wrappedKey) : []
      const { raw, by } = first ? await unwrap(first) : { raw: randomBytes(KEY_BYTES), by: null }
      const wrap = (key: Bytes) => encrypt(present.wrapping, key, randomBytes(NONCE_BYTES))
      const [wrapped, sealed, ...rest] = await Promise.all([
        first && by === present ? bytesOf(first) : wrap(raw),
        aesKey(raw).then(key => encrypt(key, encoder.encode(text), randomBytes(NONCE_BYTES))),
        ...others.map(async other => {
          const its = await unwrap(other)
          return its.by === present ? bytesOf(other) : wrap(its.raw)
        }),
      ])
      return { wrappedKey: rest.reduce(joinKeys, wrapped), sealed }
    },
    open: async (wrappedKey, sealed) => {
      const [first, ...others] = wrappedKeysOf(wrappedKey)
      const openBy = async (key: Uint8Array) => decrypt(await aesKey((await unwrap(key)).raw), sealed)
      // What does not open by one key was sealed by another; where none opens it, the last one says so.
      const plain = await others.reduce((before, key) => before.catch(() => openBy(key)), openBy(first))
      return decoder.decode(plain)
    },
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

/** The names of members are few, and quoting one costs more than finding it. */
const quotedNames = new Map<string, string>()
const MOST_NAMES = 1_000

const quoted = (name: string): string => {
  const known = quotedNames.get(name)
  if (known !== undefined) return known
  const text = `${JSON.stringify(name)}:`
  if (quotedNames.size < MOST_NAMES) quotedNames.set(name, text)
  return text
}

const namesInOrder = (value: object): readonly string[] => {
  const names = Object.keys(value)
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return names.toSorted()
  return names
}

/**
 * A JSON value with its keys in order: the same body is the same text, however it was written. By hand, since a
 * replacer makes JSON.stringify several times as slow, and every receipt is hashed.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const inner of value) text += (text === '' ? '' : ',') + (inner === undefined ? 'null' : canonical(inner))
    return `[${text}]`
  }
  for (const name of namesInOrder(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[name]
    if (inner !== undefined) text += (text === '' ? '' : ',') + quoted(name) + canonical(inner)
  }
  return `{${text}}`
}
