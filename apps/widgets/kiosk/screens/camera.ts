import { html, nothing, type TemplateResult } from 'lit'
import type { CameraTrouble } from '../camera/camera-view.ts'
import type { View } from '../view.ts'
import { scanPicture } from './pictures.ts'
import { refusal } from './refusal.ts'

/** The card is held to the camera; once it was seen, or could not be, the camera is off. */
export function camera(view: View): TemplateResult {
  const { speech, kiosk, act, isBusy, refused } = view
  const { words } = speech
  return html`<section class="step">
    <div class="viewfinder">
      ${
        isBusy || refused
          ? scanPicture()
          : html`<laurel-kiosk-camera
              label=${words.cameraLabel}
              @camera-code=${({ detail }: CustomEvent<string>) => act.showCard(detail)}
              @camera-trouble=${({ detail }: CustomEvent<CameraTrouble>) => act.refuse(detail)}
            ></laurel-kiosk-camera>`
      }
    </div>
    <div class="ask">
      <h1 tabindex="-1">${words.cameraTitle}</h1>
      <p class="lead">${words.cameraText}</p>
      ${refusal(view)}
      ${
        refused
          ? html`<button type="button" class="primary wide" @click=${() => act.go('camera')}>${words.tryAgain}</button>`
          : nothing
      }
      ${
        kiosk?.identifiesBy.includes('phone')
          ? html`<button type="button" class="wide" @click=${() => act.go('phone')}>${words.usePhone}</button>`
          : nothing
      }
    </div>
  </section>`
}
