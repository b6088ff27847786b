import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'

/** Where pictures go. */
export const SHOTS = join(import.meta.dirname, '../dist/shots')
/** Where the sheets that are kept go. */
const KEPT = join(import.meta.dirname, '../../../docs/images/shots')
/** How wide a picture is on a sheet, in CSS pixels. */
const CELL = 200

/** A picture in `SHOTS`, or a part of it. */
export interface Picture {
  readonly file: string
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** One line of a sheet: what it shows, and a picture for each column. */
export interface Row {
  readonly name: string
  readonly pictures: readonly Picture[]
}

/** Lays pictures out on one page, `<name>.html` with them in full size beside them, and keeps a picture of that page. */
export async function keepSheet(
  browser: Browser,
  name: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const page = join(SHOTS, `${name}.html`)
  await writeFile(page, sheet(name, columns, rows))
  const context = await browser.newContext({ viewport: { width: (columns.length + 1) * (CELL + 16), height: 800 } })
  const tab = await context.newPage()
  await tab.goto(pathToFileURL(page).href)
  const { width, height } = await tab.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
  }))
  const devtools = await context.newCDPSession(tab)
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 60,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  })
  const kept = join(KEPT, `${name}.webp`)
  await mkdir(dirname(kept), { recursive: true })
  await writeFile(kept, Buffer.from(data, 'base64'))
  await context.close()
}

function sheet(title: string, columns: readonly string[], rows: readonly Row[]): string {
  const cell = ({ file, box }: Picture) =>
    `<td><a href="${file}"><img src="${file}" alt="" style="${box ? cut(box) : ''}"></a></td>`
  const row = ({ name, pictures }: Row) => `<tr><th scope="row">${name}</th>${pictures.map(cell).join('')}</tr>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>
  body { margin: 8px; font: 13px/1.3 system-ui, sans-serif; background: #888; color: #fff }
  table { border-spacing: 8px; table-layout: fixed }
  th { inline-size: 5rem; text-align: start; vertical-align: top }
  td { vertical-align: top }
  img { display: block; inline-size: ${CELL}px }
</style>
<h1>${title}</h1>
<table><thead><tr><td></td>${columns.map(name => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody></table></html>
`
}

const cut = ({ x, y, width, height }: NonNullable<Picture['box']>): string =>
  `object-view-box:xywh(${x}px ${y}px ${width}px ${height}px);aspect-ratio:${width}/${height}`
