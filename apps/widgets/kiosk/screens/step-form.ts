import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../view.ts'
import { refusal } from './refusal.ts'

/** One question on the way in. */
interface Question {
  readonly title: string
  readonly text: string
  readonly fields: unknown
  readonly submit: string
  /** Whether all that is needed was typed. */
  readonly isComplete: boolean
  readonly onSubmit: () => void
  /** What else may be done than answer. */
  readonly others?: unknown
  /** What fills the fields by touch. */
  readonly keys: unknown
  readonly kind?: string
}

/**
 * A question, its fields and what fills them. Enter answers as the button does, which keeps the focus while it can do
 * nothing: it says so, and leads to the field that wants something.
 */
export function stepForm(view: View, question: Question): TemplateResult {
  const { title, text, fields, submit, isComplete, onSubmit, others = nothing, keys, kind = '' } = question
  const answer = (event: SubmitEvent) => {
    event.preventDefault()
    if (isComplete) onSubmit()
    else (event.target as HTMLFormElement).querySelector('input')?.focus()
  }
  return html`<form class="step ${kind}" novalidate @submit=${answer}>
    <div class="ask">
      <h1 tabindex="-1">${title}</h1>
      <p class="lead">${text}</p>
      ${fields} ${refusal(view)}
      <button type="submit" class="primary wide" aria-disabled=${!isComplete || view.isBusy}>${submit}</button>
      ${others}
    </div>
    ${keys}
  </form>`
}
