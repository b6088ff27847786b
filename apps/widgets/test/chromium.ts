import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserServer, type LaunchOptions } from 'playwright-core'

/** The Chromium of this machine: `CHROMIUM_PATH`, else Debian's, else an installed Chrome. */
function launchOptions(): LaunchOptions {
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
    ],
  }
}

/** Starts a browser for one process. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(launchOptions())
}

/** Starts a browser that all test files share. */
export function serveChromium(): Promise<BrowserServer> {
  return chromium.launchServer(launchOptions())
}
