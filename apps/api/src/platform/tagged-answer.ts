import { keyHash } from './secrets.ts'

/** An answer in JSON with the ETag that tells it from every other one. */
export interface TaggedAnswer {
  readonly text: string
  readonly etag: string
}

/** Renders a value, and hashes it for its ETag. */
export const tagged = async (value: object): Promise<TaggedAnswer> => {
  const text = JSON.stringify(value)
  const digest = (await keyHash(text)).slice(0, 12)
  return { text, etag: `"${btoa(String.fromCharCode(...digest))}"` }
}
