import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../view.ts'
import { laurel, scanPicture } from './pictures.ts'

/** What stands there while nobody does. */
export function attract({ speech: { words }, kiosk, act, refused, speech }: View): TemplateResult {
  const byPhone = kiosk?.identifiesBy.includes('phone')
  return html`<section class="attract">
    <div class="hero">
      ${laurel()}
      <h1>${words.welcome}</h1>
      <p class="lead">${words.welcomeText}</p>
    </div>
    <div class="ways">
      <div class="way scan">
        ${scanPicture()}
        <div>
          <h2>${words.scanCard}</h2>
          <p>${words.scanHint}</p>
        </div>
      </div>
      ${
        byPhone
          ? html`<button type="button" class="primary wide" @click=${() => act.go('phone')}>${words.usePhone}</button>
              <p class="quiet">${words.join}</p>`
          : nothing
      }
      <p class="refusal" role="alert">${refused && speech.refusal(refused)}</p>
    </div>
  </section>`
}
