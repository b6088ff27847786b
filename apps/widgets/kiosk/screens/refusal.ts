import { html, type TemplateResult } from 'lit'
import type { View } from '../view.ts'

/** What was refused last, in the words of whoever stands there. */
export const refusal = ({ refused, speech }: View): TemplateResult =>
  html`<p class="refusal" role="alert">${refused && speech.refusal(refused)}</p>`
