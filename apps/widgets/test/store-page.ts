import type { Page } from 'playwright-core'
import type { MockStore } from './mock-store.ts'

/** The script as a store includes it. */
const SCRIPT = '<script type="module" src="/widgets/laurel.js"></script>'
/** What keeps the elements' space until then. */
const STYLE_SHEET = '<link rel="stylesheet" href="/widgets/laurel.css">'

/** A store's own style sheet: what it says of the widgets is in the one that it includes. */
const styles = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; background: light-dark(#fff, #111); color: light-dark(#111, #fff) }
  body { margin: 1rem; inline-size: 22em; max-inline-size: calc(100% - 2rem) }
  body:has(.sheet) { inline-size: auto }
  .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22em, 100%), 1fr)); gap: 1.5em; align-items: start }
  .kiosk { font-size: 1.4rem }`

/** Writes a page of a store and returns its address. */
export function writePage(store: MockStore, body: string, { lang = 'en', head = SCRIPT } = {}): string {
  return store.page(`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Store</title>
    <link rel="stylesheet" href="/page.css">${STYLE_SHEET}${head}</head><body><main><h1>Store</h1>${body}</main></body></html>`)
}

/** Gives the store's pages their style sheet. */
export async function dress(page: Page): Promise<void> {
  await page.route('**/page.css', route => route.fulfill({ contentType: 'text/css', body: styles }))
}
