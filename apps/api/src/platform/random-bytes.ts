/** Gives so many random bytes. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>

/** The runtime's own randomness; the only place that asks for it. */
export const systemRandomBytes: RandomBytes = length => crypto.getRandomValues(new Uint8Array(length))
