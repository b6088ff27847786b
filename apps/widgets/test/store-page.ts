import type { Page } from 'playwright-core'
import type { MockStore } from './mock-store.ts'

/** The script as a store includes it. */
const SCRIPT = '<script type="module" src="/widgets/laurel.js"></script>'

/** What a store's page says of the widgets before their script has run, as demo.css recommends. */
const styles = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; background: light-dark(#fff, #111); color: light-dark(#111, #fff) }
  body { margin: 1rem; inline-size: 22em; max-inline-size: calc(100% - 2rem) }
  laurel-member-badge:not(:defined) { display: inline-block; inline-size: 18em; block-size: max(46px, 2.875em); overflow: hidden; vertical-align: middle }
  laurel-points:not(:defined) { display: block; min-block-size: 11em }
  laurel-tier-progress:not(:defined) { display: block; min-block-size: 15.25em }
  laurel-rewards:not(:defined) { display: block; block-size: 34em }
  laurel-history:not(:defined), laurel-member-card:not(:defined) { display: block; block-size: 30em }
  body:has(.sheet) { inline-size: auto }
  .sheet > div { container-type: inline-size }
  @container (max-width: 21em) { laurel-points:not(:defined) { min-block-size: 15em } }
  @container (max-width: 20em) { laurel-tier-progress:not(:defined) { min-block-size: 18em } }
  .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22em, 100%), 1fr)); gap: 1.5em; align-items: start }
  .kiosk { font-size: 1.4rem }`

/** Writes a page of a store and returns its address. */
export function writePage(store: MockStore, body: string, { lang = 'en', head = SCRIPT } = {}): string {
  return store.page(`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Store</title>
    <link rel="stylesheet" href="/page.css">${head}</head><body><main><h1>Store</h1>${body}</main></body></html>`)
}

/** Gives the store's pages their style sheet. */
export async function dress(page: Page): Promise<void> {
  await page.route('**/page.css', route => route.fulfill({ contentType: 'text/css', body: styles }))
}
