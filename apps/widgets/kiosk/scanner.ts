/** A scanner types a key every few milliseconds; nobody's fingers do. */
const LONGEST_GAP_MS = 45
const SHORTEST_CODE = 12

/** Keys that type nothing by themselves. */
const SHIFTS = new Set(['Shift', 'CapsLock'])
const PLACES: Readonly<Record<string, string>> = {
  Enter: 'Enter',
  NumpadEnter: 'Enter',
  Tab: 'Tab',
  Minus: '-',
  NumpadSubtract: '-',
  Space: ' ',
}

/** What a key types. While an input method takes it, the key tells only that, and its place on the keyboard the rest. */
function typedBy({ key, code, shiftKey }: KeyboardEvent): string {
  if (key !== 'Process' && key !== 'Unidentified') return key
  const [, digit, letter] = /^(?:(?:Digit|Numpad)(\d)|Key([A-Z]))$/.exec(code) ?? []
  if (letter) return shiftKey ? letter : letter.toLowerCase()
  return digit ?? PLACES[code] ?? key
}

/**
 * Hears a keyboard-wedge scanner whatever has the focus, and tells its burst from typing. What it typed into a field
 * before it was known for one is taken back.
 */
export function listenToScanner(target: Window, onScan: (code: string) => void): () => void {
  let code = ''
  let lastAt = 0
  let field: HTMLInputElement | null = null
  let before = ''

  const forget = () => {
    code = ''
    field = null
    before = ''
  }
  const onKey = (event: KeyboardEvent) => {
    const key = typedBy(event)
    if (SHIFTS.has(key)) return
    const isBurst = event.timeStamp - lastAt <= LONGEST_GAP_MS
    lastAt = event.timeStamp
    if (!isBurst) forget()
    if (key === 'Enter' || key === 'Tab') {
      const scanned = code
      const typedInto = field
      const was = before
      forget()
      if (!isBurst || scanned.length < SHORTEST_CODE) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (typedInto) {
        // An input method gives up what it holds when the focus goes.
        typedInto.blur()
        typedInto.value = was
        // Whoever has heard of the digits hears that they are gone.
        typedInto.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
        typedInto.focus()
      }
      return onScan(scanned)
    }
    if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return forget()
    const [focused] = event.composedPath()
    if (code === '' && focused instanceof HTMLInputElement) {
      field = focused
      before = focused.value
    }
    code += key
  }
  target.addEventListener('keydown', onKey, { capture: true })
  return () => target.removeEventListener('keydown', onKey, { capture: true })
}
