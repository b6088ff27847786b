/** A scanner types a key every few milliseconds; nobody's fingers do. */
const LONGEST_GAP_MS = 45
const SHORTEST_CODE = 12

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
    const isBurst = event.timeStamp - lastAt <= LONGEST_GAP_MS
    lastAt = event.timeStamp
    if (!isBurst) forget()
    if (event.key === 'Enter' || event.key === 'Tab') {
      const scanned = code
      const typedInto = field
      const was = before
      forget()
      if (!isBurst || scanned.length < SHORTEST_CODE) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (typedInto) {
        typedInto.value = was
        // Whoever has heard of the digits hears that they are gone.
        typedInto.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      }
      return onScan(scanned)
    }
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return forget()
    const [focused] = event.composedPath()
    if (code === '' && focused instanceof HTMLInputElement) {
      field = focused
      before = focused.value
    }
    code += event.key
  }
  target.addEventListener('keydown', onKey, { capture: true })
  return () => target.removeEventListener('keydown', onKey, { capture: true })
}
