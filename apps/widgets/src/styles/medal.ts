import { html, type TemplateResult } from 'lit'

/** The right half of a laurel, in a box of 64. */
const BRANCH =
  'M37 50q4 6 10 3q-3-6-10-3zM37 50q7-1 7-8q-7 1-7 8zM46 45q7 4 11-3q-7-3-11 3zM46 45q6-4 2-11q-6 5-2 11zM51 35q7 0 8-8q-8 1-8 8zM51 35q3-7-4-10q-3 7 4 10zM50 25q6-4 2-11q-6 5-2 11zM50 25q-1-7-9-7q2 8 9 7zM44 17q-1-7-8-6q1 7 8 6z'

/** A tier's mark: a laurel on a disc, whose metal is told by the rank; an outline while there is no tier. */
export function medal(rank: number | undefined): TemplateResult {
  const metal = rank === undefined ? 'none' : (['bronze', 'bronze', 'silver'][rank] ?? 'gold')
  return html`<svg class="medal ${metal}" part="medal" viewBox="0 0 64 64" aria-hidden="true">
    <circle class="disc" cx="32" cy="32" r="30" />
    <path id="branch" d=${BRANCH} />
    <use href="#branch" transform="matrix(-1 0 0 1 64 0)" />
    <circle cx="32" cy="30" r="5" />
  </svg>`
}
