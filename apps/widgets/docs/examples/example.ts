import type { MemberElement } from '../../src/session/member-element.ts'
import { SAMPLE_KEY } from '../sample/sample-api.ts'
import { exampleMarkup } from './example-markup.ts'
import type { ExampleState } from './example-states.ts'

const SIGNED_OUT: readonly string[] = ['signedOut', 'ownWords'] satisfies ExampleState[]

/** The presses that lead to a state. */
const PRESSES: Readonly<Partial<Record<ExampleState, readonly string[]>>> = {
  large: ['[part=show]'],
  asking: ['[part=redeem]'],
  redeemed: ['[part=redeem]', 'dialog [part=redeem]'],
}

const sampleToken = () => Promise.resolve('sample')
const never = () => new Promise<string>(() => {})

/** Puts an element in a state into the page; every state is of a program of its own. */
export function showExample(stage: HTMLElement, tag: string, state: ExampleState): void {
  stage.className = `stage ${state}`
  stage.innerHTML = exampleMarkup(tag, state, stage.dataset['signIn'] ?? '')
  const root = stage.firstElementChild
  if (!root) return
  Object.assign(root, {
    publishableKey: SAMPLE_KEY + state,
    tokenProvider: SIGNED_OUT.includes(state) ? undefined : state === 'loading' ? never : sampleToken,
  })
  // The first answer is good, and the line breaks after it.
  if (state === 'stale')
    root.addEventListener('laurel-ready', ({ target }) => void (target as MemberElement).refresh(), { once: true })
  const presses = PRESSES[state]
  if (presses) stage.append(opener(stage, root as MemberElement, presses))
}

/** What is over everything is opened by a press: nobody who only looks through the states should be taken there. */
function opener(stage: HTMLElement, element: MemberElement, presses: readonly string[]): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'open'
  button.textContent = stage.dataset['open'] ?? ''
  button.addEventListener('click', () => void press(element, presses))
  return button
}

async function press(element: MemberElement, [button = '', ...further]: readonly string[]): Promise<void> {
  const find = () => element.shadowRoot?.querySelector<HTMLElement>(button)
  // What a press opens comes with a module of its own, and with an answer.
  for (let frame = 0; frame < 300 && !find(); frame += 1) await new Promise(resolve => requestAnimationFrame(resolve))
  find()?.click()
  if (further.length > 0) await press(element, further)
}
