import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../view.ts'
import { laurel, scanPicture } from './pictures.ts'
import { refusal } from './refusal.ts'

/** What stands there while nobody does. */
export function attract(view: View): TemplateResult {
  const { kiosk, act, hasCamera, notice } = view
  const { words } = view.speech
  const byPhone = kiosk?.identifiesBy.includes('phone')
  return html`<section class="attract">
    <div class="hero">
      ${laurel()}
      <h1 tabindex="-1">${words.welcome}</h1>
      <p class="lead">${words.welcomeText}</p>
    </div>
    <div class="ways">
      ${notice ? html`<p class="notice" role="alert" lang=${notice.locale}>${notice.text}</p>` : nothing}
      <div class="way scan">
        ${scanPicture()}
        <div>
          <h2>${words.scanCard}</h2>
          <p>${words.scanHint}</p>
        </div>
      </div>
      ${
        hasCamera
          ? html`<button type="button" class="wide" @click=${() => act.go('camera')}>${words.useCamera}</button>`
          : nothing
      }
      ${
        byPhone
          ? html`<button type="button" class="primary wide" @click=${() => act.go('phone')}>${words.usePhone}</button>
              <p class="quiet">${words.join}</p>`
          : nothing
      }
      ${refusal(view)}
    </div>
  </section>`
}
