import type { PolicyDirective } from './texts/docs-words.ts'

/** What a store's Content-Security-Policy says of Laurel, whose origin is `laurel`; the pictures are of `pictures`. */
export function policyFor(laurel: string, pictures: string): string {
  const directives: Readonly<Record<PolicyDirective, string>> = {
    'script-src': `'self' ${laurel}`,
    'style-src': `'self' ${laurel}`,
    'connect-src': `'self' ${laurel}`,
    'img-src': `'self' ${pictures}`,
    'frame-src': laurel,
  }
  const lines = Object.entries(directives).map(([name, sources]) => `${name} ${sources}`)
  return ["default-src 'self'", ...lines].join('; ')
}
