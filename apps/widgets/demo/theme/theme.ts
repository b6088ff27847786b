import { element } from '../element.ts'
import { openSession } from '../shop-api.ts'
import { themeTexts, type Word } from './theme-texts.ts'

const COLOURS = [
  'text',
  'muted',
  'surface',
  'border',
  'accent',
  'accent-contrast',
  'track',
  'danger',
  'focus',
  'medal',
] as const
const RANGES = { radius: [0, 2, 0.125, 0.75], space: [0.15, 0.4, 0.01, 0.25] } as const
const FONTS: Readonly<Record<string, Word>> = {
  'system-ui, sans-serif': 'sans',
  "'Iowan Old Style', 'Songti SC', 'Noto Serif CJK SC', serif": 'serif',
  'ui-rounded, system-ui, sans-serif': 'rounded',
}

function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector)
  if (!found) throw new Error(`The page lacks ${selector}.`)
  return found
}

const program = find('#program')
const preset = find<HTMLSelectElement>('#preset')
const scheme = find<HTMLSelectElement>('#scheme')
const language = find<HTMLSelectElement>('#language')
/** What has been changed, by the property's name without `--laurel-`. */
const chosen = new Map<string, string>()

function labelled(word: Word, control: HTMLElement): HTMLElement {
  const caption = element('span', '')
  caption.dataset['text'] = word
  return element('label', '', caption, control)
}

function choices(select: HTMLSelectElement, words: Readonly<Record<string, Word>>): void {
  select.append(
    ...Object.entries(words).map(([value, word]) => {
      const option = element('option', '')
      option.value = value
      option.dataset['text'] = word
      return option
    }),
  )
}

function set(name: string, value: string): void {
  if (value) chosen.set(name, value)
  else chosen.delete(name)
  if (value) program.style.setProperty(`--laurel-${name}`, value)
  else program.style.removeProperty(`--laurel-${name}`)
  tell()
}

function tell(): void {
  const theme = [preset.value, scheme.value].filter(Boolean).join(' ')
  program.setAttribute('theme', theme)
  // The place of the preview goes with what is shown in it.
  find('#preview').dataset['scheme'] = scheme.value
  const lines = [...chosen].map(([name, value]) => `  --laurel-${name}: ${value};`)
  const css = lines.length ? `\n\n:root {\n${lines.join('\n')}\n}` : ''
  find('#css').textContent = `<laurel-program${theme && ` theme="${theme}"`}>…</laurel-program>${css}`
}

/** The colours as they are now: where nobody has chosen one, those of the preset. */
function showColours(): void {
  const root = document.querySelector('laurel-points')?.shadowRoot
  if (!root?.firstElementChild) return
  const probe = element('span', '')
  probe.hidden = true
  root.append(probe)
  for (const name of COLOURS) {
    // The mark of a tier has no colour of its own: each rank has one.
    probe.style.color = `var(--_${name}, var(--laurel-${name}, #a37c27))`
    const parts = getComputedStyle(probe).color.match(/\d+/g) ?? []
    find<HTMLInputElement>(`#${name}`).value = `#${parts
      .slice(0, 3)
      .map(part => Number(part).toString(16).padStart(2, '0'))
      .join('')}`
  }
  probe.remove()
}

function translate(): void {
  const table = themeTexts()
  document.title = table.documentTitle
  for (const node of document.querySelectorAll<HTMLElement>('[data-text]'))
    node.textContent = table[node.dataset['text'] as Word]
  for (const node of document.querySelectorAll<HTMLElement>('[data-label]'))
    node.setAttribute('aria-label', table[node.dataset['label'] as Word])
}

function build(): void {
  choices(preset, { '': 'ownLook', plain: 'plain', gold: 'gold', young: 'young' })
  choices(scheme, { auto: 'auto', light: 'light', dark: 'dark' })
  for (const name of COLOURS) {
    const input = element('input', '')
    Object.assign(input, { type: 'color', id: name })
    input.addEventListener('input', () => set(name, input.value))
    find('#colours').append(labelled(name, input))
  }
  for (const [name, [min, max, step, value]] of Object.entries(RANGES)) {
    const input = element('input', '')
    Object.assign(input, { type: 'range', id: name, min, max, step, value, defaultValue: value })
    input.addEventListener('input', () => set(name, `${input.value}em`))
    find('#sizes').append(labelled(name as Word, input))
  }
  for (const name of ['font', 'font-display'] as const) {
    const select = element('select', '')
    select.id = name
    select.append(new Option('—', ''))
    choices(select, FONTS)
    select.addEventListener('change', () => set(name, select.value))
    find('#sizes').append(labelled(name, select))
  }
}

build()
language.value = navigator.language.startsWith('zh')
  ? /hant|tw|hk|mo/i.test(navigator.language)
    ? 'zh-TW'
    : 'zh-CN'
  : 'en'
const speak = () => {
  document.documentElement.lang = language.value
  translate()
}
language.addEventListener('change', speak)
speak()
tell()

/** Another look: its colours are there at once, or when the module of its preset has come. */
function changeLook(): void {
  tell()
  showColours()
  setTimeout(showColours, 500)
}
for (const select of [preset, scheme]) select.addEventListener('change', changeLook)
find('#controls').addEventListener('reset', () => {
  for (const name of chosen.keys()) program.style.removeProperty(`--laurel-${name}`)
  chosen.clear()
  // A form is reset after those who hear of it.
  setTimeout(changeLook)
})
find('#colours').addEventListener('focusin', showColours)
find('#colours').addEventListener('pointerenter', showColours)
document.addEventListener('laurel-ready', showColours)
find('#copy').addEventListener('click', () => {
  void navigator.clipboard?.writeText(find('#css').textContent ?? '').then(() => {
    find('#copied').textContent = themeTexts().copied
  })
})

let memberId: string | undefined
Object.assign(program, {
  tokenProvider: async ({ purpose }: { purpose: 'read' | 'redeem' }) => {
    const session = await openSession(memberId, purpose)
    memberId = session.memberId
    return session.memberToken
  },
})
