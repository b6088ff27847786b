import { sameText, type Secrets } from './secrets.ts'

/** How long one code is the present one, in ms: short enough that a picture of the screen is of no use. */
export const CODE_MS = 30_000
const STEPS = 1_000
const PROOF = 10_000_000

/** A card number, its step and a proof of both: digits only, since they make the shortest Code 128 and QR. */
const CODE = /^(8\d{15})(\d{3})(\d{7})$/
const NUMBER = /^8\d{15}$/

const stepAt = (instant: number): number => Math.floor(instant / CODE_MS)

const proofOf = (hash: Uint8Array): string => {
  const view = new DataView(hash.buffer, hash.byteOffset)
  return String((view.getUint32(0) * 65_536 + view.getUint16(4)) % PROOF).padStart(7, '0')
}

/** The proofs of a card at a step: under the present secret first, and under the other one while they rotate. */
const proofsAt = (secrets: Secrets, programId: string, number: string, step: number): readonly string[] =>
  secrets.lookupHashes(`cardCode ${programId}`, `${number} ${step}`).all.map(proofOf)

/** One code, and the real time in which it is the present one. */
export interface CardCode {
  readonly code: string
  readonly validFrom: number
  readonly validThrough: number
}

/**
 * The codes of a card (S4) from now on, as many as are asked: a page has them beforehand, and shows one also while it is
 * offline. Nothing of them is kept; they are made again to be checked.
 */
export const cardCodes = (
  secrets: Secrets,
  programId: string,
  number: string,
  range: { readonly from: number; readonly count: number },
): readonly CardCode[] => {
  const first = stepAt(range.from)
  return Array.from({ length: range.count }, (_, i) => {
    const step = first + i
    return {
      code: `${number}${String(step % STEPS).padStart(3, '0')}${proofsAt(secrets, programId, number, step)[0]!}`,
      validFrom: step * CODE_MS,
      validThrough: (step + 1) * CODE_MS,
    }
  })
}

/** What somebody has shown: a card by a code that is true now, or by its number alone, which proves nothing. */
export type ShownCard =
  { readonly proof: 'code' | 'number'; readonly number: string } | { readonly proof: 'expired' | 'none' }

/** The step of these last digits that is nearest to the present one. */
const nearestStep = (present: number, lastDigits: number): number => {
  const behind = (((present - lastDigits) % STEPS) + STEPS) % STEPS
  return present - (behind > STEPS / 2 ? behind - STEPS : behind)
}

/** Reads what a scanner or a hand gives. The steps before and after the present one count: clocks differ, people are slow. */
export const readCardCode = async (
  secrets: Secrets,
  programId: string,
  text: string,
  now: number,
): Promise<ShownCard> => {
  const digits = text.replace(/[\s-]/g, '')
  if (NUMBER.test(digits)) return { proof: 'number', number: digits }
  const [, number, lastDigits, proof] = CODE.exec(digits) ?? []
  if (number === undefined) return { proof: 'none' }
  const present = stepAt(now)
  const step = nearestStep(present, Number(lastDigits))
  const same = await Promise.all(proofsAt(secrets, programId, number, step).map(one => sameText(one, proof!)))
  if (!same.includes(true)) return { proof: 'none' }
  return Math.abs(step - present) > 1 ? { proof: 'expired' } : { proof: 'code', number }
}
