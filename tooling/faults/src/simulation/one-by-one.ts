import type { Turns } from './turns.ts'

const methods = ['decrypt', 'deriveBits', 'digest', 'encrypt', 'importKey', 'sign', 'verify'] as const

/**
 * WebCrypto's work is done by threads that overtake each other: here each waits for the one asked before it, so that
 * answers come in the order of the questions. Gives what puts it back as it was.
 */
export const cryptoOneByOne = (turns: Turns): (() => void) => {
  const { subtle } = crypto
  let last: Promise<unknown> = Promise.resolve()
  for (const method of methods) {
    const real = subtle[method].bind(subtle) as (...asked: unknown[]) => Promise<unknown>
    Object.defineProperty(subtle, method, {
      configurable: true,
      value: (...asked: unknown[]) => {
        const done = last.then(() => real(...asked))
        last = done.catch(() => undefined)
        return turns.busy(done)
      },
    })
  }
  return () => {
    // Its own methods are those of its prototype again.
    for (const method of methods) Reflect.deleteProperty(subtle, method)
  }
}
