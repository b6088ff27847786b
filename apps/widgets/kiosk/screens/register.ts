import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../view.ts'
import { CHANNELS, PURPOSES, type Wish } from '../wishes.ts'
import { keyboard, LONGEST_NAME } from './keyboard.ts'
import { stepForm } from './step-form.ts'

/** Who has proven a phone that is nobody's yet tells their name, takes the terms, and says what they want to hear. */
export function register(view: View): TemplateResult {
  const { speech, person, act } = view
  const { words } = speech
  return stepForm(view, {
    kind: 'names',
    title: words.joinTitle,
    text: words.joinText,
    // To touch the field itself brings the keyboard of the system, where there is one: for a name in characters.
    fields: html`<label class="field"
        ><span>${words.name}</span
        ><input
          autocomplete="off"
          maxlength=${LONGEST_NAME}
          spellcheck="false"
          .value=${person.name}
          @input=${(event: Event) => act.set({ name: (event.target as HTMLInputElement).value })}
      /></label>
      ${words.nameHint ? html`<p class="quiet">${words.nameHint}</p>` : nothing} ${terms(view)} ${wishes(view)}`,
    submit: words.register,
    isComplete: person.name.trim() !== '',
    onSubmit: act.register,
    keys: keyboard(view),
  })
}

function terms({ speech: { words }, kiosk, person, act, refused }: View): TemplateResult {
  return html`<label class="consent terms"
    ><input
      type="checkbox"
      required
      aria-invalid=${refused === 'terms_needed'}
      .checked=${person.isAgreed}
      @change=${(event: Event) => act.set({ isAgreed: (event.target as HTMLInputElement).checked })}
    /><span>${words.terms(kiosk!.program.name)} <small>${words.termsWhere}</small></span></label
  >`
}

/** Each channel and purpose by itself; nothing is ticked for anybody. */
function wishes({ speech: { words }, person, act }: View): TemplateResult {
  const tick = (wish: Wish, isWanted: boolean) => {
    const wanted = new Set(person.wishes)
    if (isWanted) wanted.add(wish)
    else wanted.delete(wish)
    act.set({ wishes: wanted })
  }
  return html`<table class="wishes">
    <caption>
      ${words.wishes}
    </caption>
    <thead>
      <tr>
        <td></td>
        ${CHANNELS.map(channel => html`<th scope="col">${words.channels[channel]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${PURPOSES.map(
        purpose =>
          html`<tr>
            <th scope="row">${words.purposes[purpose]}</th>
            ${CHANNELS.map(
              channel =>
                html`<td>
                  <input
                    type="checkbox"
                    aria-label="${words.purposes[purpose]}: ${words.channels[channel]}"
                    .checked=${person.wishes.has(`${channel} ${purpose}`)}
                    @change=${(event: Event) =>
                      tick(`${channel} ${purpose}`, (event.target as HTMLInputElement).checked)}
                  />
                </td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`
}
