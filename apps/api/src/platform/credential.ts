import { errors, jwtVerify, SignJWT } from 'jose'
import type { Deps } from '../deps.ts'
import { decodeId, encodeId } from './ids.ts'
import { Problem } from './problem.ts'
import { keyHash, sameText } from './secrets.ts'
import { tokenPurposes, type MemberCredential, type TokenPurpose } from './verified-tokens.ts'

/** Who says to be asking. A key or a session of a program is looked up in that program's own read batch. */
export type Credential =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'secret' | 'publishable' | 'kiosk' | 'staff'
      readonly programId: string
      readonly hash: Uint8Array
    }
  | MemberCredential

export type CredentialKind = Credential['kind']

const KINDS = { sk: 'secret', pk: 'publishable', kk: 'kiosk' } as const
const KEY = /^(sk|pk|kk)_(live|test)_([0-9a-hjkmnp-tv-z]{11})_[0-9A-Za-z]{32}$/
const SESSION = /^st_([0-9a-hjkmnp-tv-z]{11})_[0-9A-Za-z]{32}$/

/** The time a member token lives, in seconds. */
export const TOKEN_SECONDS = 600

/** One that was asked for because the member has just confirmed is used at once, or not at all. */
const SECONDS_OF: Readonly<Record<TokenPurpose, number>> = {
  all: TOKEN_SECONDS,
  read: TOKEN_SECONDS,
  redeem: 120,
  kiosk: TOKEN_SECONDS,
}

/** What a token may ask: each operation of the member's side, what only reads, or the one redemption. */
const MAY: Readonly<Record<TokenPurpose, (operation: string) => boolean>> = {
  all: () => true,
  kiosk: () => true,
  read: operation => operation.startsWith('GET '),
  redeem: operation => operation === 'POST /v1/me/redemptions',
}

/** Refuses a member token what it was not made for. */
export const requirePurpose = (credential: Credential, operation: string): void => {
  if (credential.kind === 'member' && !MAY[credential.purpose](operation)) throw new Problem('wrong_token_purpose')
}

/** Signed by the present secret, or by one that rotates: a token is believed until it expires. */
const verifyToken = async (keys: readonly Uint8Array[], token: string, now: number) => {
  const options = { algorithms: ['HS256'], audience: 'laurel-member', currentDate: new Date(now) }
  for (const key of keys.slice(0, -1))
    try {
      return await jwtVerify(token, key, options)
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error
    }
  return jwtVerify(token, keys.at(-1)!, options)
}

const memberCredential = async ({ secrets, memberTokens, now }: Deps, token: string): Promise<Credential> => {
  // While secrets rotate, those under which it is verified may be others a moment later.
  const keys = secrets.tokenKeys
  const known = memberTokens.find(keys, token, now())
  if (known) return known
  try {
    const { payload } = await verifyToken(keys, token, now())
    const memberId = decodeId('mem', payload.sub ?? '')
    const { prog, jti, exp, use = 'all', kiosk } = payload
    const purpose = [...tokenPurposes, 'kiosk' as const].find(one => one === use)
    const kioskSession = typeof kiosk === 'string' ? decodeId('kss', kiosk) : null
    if (
      memberId === null ||
      typeof prog !== 'string' ||
      jti === undefined ||
      exp === undefined ||
      !purpose ||
      (purpose === 'kiosk') !== (kioskSession !== null)
    )
      throw new Problem('unauthenticated')
    const claims = { id: jti, expiresAt: exp * 1000 }
    const credential = { kind: 'member', programId: prog, memberId, token: claims, purpose, kioskSession } as const
    memberTokens.keep(keys, token, credential)
    return credential
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('token_expired')
    throw new Problem('unauthenticated')
  }
}

/** Reads a bearer key or token. What its form alone gives away is refused here, the rest in the program's database. */
export const readCredential = async (deps: Deps, authorization: string | undefined): Promise<Credential> => {
  const token = /^Bearer ([!-~]{1,4096})$/i.exec(authorization ?? '')?.[1]
  if (!token) throw new Problem('unauthenticated')
  const key = KEY.exec(token)
  if (key)
    return {
      kind: KINDS[key[1] as keyof typeof KINDS],
      programId: `prog_${key[3]}`,
      hash: await keyHash(token),
    }
  const session = SESSION.exec(token)
  if (session) return { kind: 'staff', programId: `prog_${session[1]}`, hash: await keyHash(token) }
  if (token.split('.').length === 3) return memberCredential(deps, token)
  if (await sameText(token, deps.operatorKey)) return { kind: 'operator' }
  throw new Problem('unauthenticated')
}

/** A token for one member of one program. `expiresAt` is real time: it rules tokens, whatever a test clock says. */
export const issueMemberToken = async (
  deps: Deps,
  programId: string,
  memberId: number,
  made: { readonly purpose: (typeof tokenPurposes)[number] } | { readonly purpose: 'kiosk'; readonly session: number },
): Promise<{ token: string; expiresAt: number }> => {
  const { purpose } = made
  const issuedAt = Math.floor(deps.now() / 1000)
  const expiresAt = issuedAt + SECONDS_OF[purpose]
  const token = await new SignJWT({
    prog: programId,
    ...(purpose !== 'all' && { use: purpose }),
    ...('session' in made && { kiosk: encodeId('kss', made.session) }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(encodeId('mem', memberId))
    .setAudience('laurel-member')
    .setJti(deps.randomText(22))
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(deps.secrets.tokenKeys[0]!)
  return { token, expiresAt: expiresAt * 1000 }
}
