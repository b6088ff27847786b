import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { serveChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared browser listens. */
    chromium: string
  }
}

const here = join(import.meta.dirname, '..')

/** Builds what is tested, unless it is newer than its sources, and starts one browser for all files. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const builtAt = Math.min(
    ...['widgets/laurel.js', 'demo/demo.js', 'kiosk/kiosk.js', 'assets/frame/frame.js'].map(file =>
      modifiedAt(join(here, 'dist', file)),
    ),
  )
  const threats = ['', 'zh-CN/', 'zh-TW/'].map(folder => `../../docs/${folder}widgets-security.md`)
  const sources = [
    'build.ts',
    'custom-elements.json',
    ...threats,
    ...['src', 'demo', 'docs', 'frame', 'kiosk'].flatMap(filesIn),
  ]
  // In a process of its own: a test runner's NODE_ENV would build it for development.
  if (sources.some(file => modifiedAt(join(here, file)) >= builtAt))
    execFileSync(process.execPath, [join(here, 'build.ts')], { env: { ...process.env, NODE_ENV: 'production' } })
  const server = await serveChromium()
  project.provide('chromium', server.wsEndpoint())
  return () => server.close()
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
  return entries.map(file => join(folder, file))
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
