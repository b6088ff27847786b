import type { ExampleState } from './example-states.ts'

/** What is put into the page to show an element in a state; a provider shows two of what it provides for. */
export function exampleMarkup(tag: string, state: ExampleState, signIn: string): string {
  const inside = state === 'ownWords' ? `<a slot="signed-out" href="#${tag}">${signIn}</a>` : ''
  if (tag !== 'laurel-program') return `<${tag}>${inside}</${tag}>`
  const provided = ['laurel-member-badge', 'laurel-points'].map(name => `<${name}>${inside}</${name}>`)
  return `<${tag} theme="gold">${provided.join('')}</${tag}>`
}
