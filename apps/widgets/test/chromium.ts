import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserServer, type LaunchOptions } from 'playwright-core'

/** The Chromium of this machine: `CHROMIUM_PATH`, else Debian's, else an installed Chrome. */
function launchOptions(more: readonly string[] = []): LaunchOptions {
  const path = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
  return {
    ...(path ? { executablePath: path } : { channel: 'chrome' }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  }
}

/** Starts a browser for one process, with further switches where it needs them. */
export function launchChromium(...switches: string[]): Promise<Browser> {
  return chromium.launch(launchOptions(switches))
}

/** Starts a browser that keeps what it learns in a folder, as one that somebody has at home, in their language. */
export function openProfile(folder: string, locale = 'en-GB'): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...launchOptions(), locale })
}

/** Starts a browser that all test files share. */
export function serveChromium(): Promise<BrowserServer> {
  return chromium.launchServer(launchOptions())
}
