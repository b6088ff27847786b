import { html, nothing, type TemplateResult } from 'lit'
import { LOCALES } from '../device.ts'
import type { View } from '../view.ts'

/** The bar above every screen: whose it is, its languages, its size, and the way out. */
export function top({ speech: { words, locale }, screen, kiosk, person, isLarge, act }: View): TemplateResult {
  const isSomebody = screen !== 'attract' && kiosk !== null && screen !== 'enrol'
  return html`<header class="top">
    <div class="whose">
      <p class="brand">${kiosk?.program.name ?? 'Laurel'}</p>
      ${kiosk?.program.mode === 'test' ? html`<p class="badge">${words.testMode}</p>` : nothing}
    </div>
    <div class="languages" role="group" aria-label=${words.language}>
      ${LOCALES.map(
        ([one, short, name]) =>
          html`<button
            type="button"
            lang=${one}
            aria-pressed=${one === locale}
            aria-label="${short}, ${name}"
            @click=${() => act.speak(one)}
          >
            ${short}
          </button>`,
      )}
    </div>
    <button type="button" class="size" aria-pressed=${isLarge} @click=${() => act.resize()}>
      <span aria-hidden="true">A<b>A</b></span
      ><span class="unseen">${words.largeText}</span>
    </button>
    ${
      isSomebody
        ? html`<button
            type="button"
            class=${person.visit ? 'done' : 'back'}
            @click=${() => (person.visit ? act.leave() : act.back())}
          >
            ${person.visit ? words.done : words.back}
          </button>`
        : nothing
    }
  </header>`
}

/** What lies over a screen: that nobody has touched it for a while, or that the network is lost. */
export function overlays({ speech: { words }, countdown, isOffline, act }: View): TemplateResult {
  return html`${
    countdown !== null
      ? html`<dialog class="overlay" aria-labelledby="idle-title" @cancel=${() => act.stay()}>
          <h2 id="idle-title">${words.stillThere}</h2>
          <p class="lead">${words.stillThereText}</p>
          <p class="seconds" role="timer">${countdown}</p>
          <div class="choices">
            <button type="button" class="secondary" @click=${() => act.leave()}>${words.done}</button>
            <button type="button" class="primary">${words.stay}</button>
          </div>
        </dialog>`
      : nothing
  }
  ${
    isOffline
      ? html`<dialog
          class="overlay offline"
          aria-labelledby="offline-title"
          @cancel=${(event: Event) => event.preventDefault()}
        >
          <h2 id="offline-title">${words.offlineTitle}</h2>
          <p class="lead">${words.offlineText}</p>
        </dialog>`
      : nothing
  }`
}
