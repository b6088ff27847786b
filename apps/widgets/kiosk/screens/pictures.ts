import { html, svg, type TemplateResult } from 'lit'
import { encode } from 'uqr'

const BRANCH =
  'M37 50q4 6 10 3q-3-6-10-3zM37 50q7-1 7-8q-7 1-7 8zM46 45q7 4 11-3q-7-3-11 3zM46 45q6-4 2-11q-6 5-2 11zM51 35q7 0 8-8q-8 1-8 8zM51 35q3-7-4-10q-3 7 4 10zM50 25q6-4 2-11q-6 5-2 11zM50 25q-1-7-9-7q2 8 9 7zM44 17q-1-7-8-6q1 7 8 6z'

/** The wreath behind the welcome. */
export function laurel(): TemplateResult {
  return html`<svg class="laurel" viewBox="0 0 64 64" aria-hidden="true">
    <path id="kiosk-branch" d=${BRANCH} />
    <use href="#kiosk-branch" transform="matrix(-1 0 0 1 64 0)" />
  </svg>`
}

/** A telephone that shows a code, under a scanner's light. */
export function scanPicture(): TemplateResult {
  return html`<svg class="scan-picture" viewBox="0 0 96 96" aria-hidden="true">
    <rect class="phone" x="28" y="14" width="40" height="72" rx="7" />
    <path
      class="dots"
      d="M37 34h8v8h-8zM51 34h8v8h-8zM37 48h8v8h-8zM51 48h3v3h-3zM56 48h3v3h-3zM51 53h3v3h-3zM56 53h3v3h-3z"
    />
    <path class="bar" d="M40 68h16" />
    <path class="beam" d="M14 45h68" />
  </svg>`
}

/** A QR code as one path, dark on light whatever the theme: scanners want it so. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`
}
