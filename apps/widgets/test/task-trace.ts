import type { Browser, CDPSession, Page } from 'playwright-core'

/** One thing that a thread did, as Chromium traces it; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur: number
  /** The processor time; absent where the system gave none. */
  readonly tdur?: number
}

const BEGINNING = 'laurel-measured'

/** Marks the page's beginning: what the browser does before it, to make the page, is not the page's. */
export async function markBeginning(page: Page): Promise<void> {
  await page.addInitScript(`performance.mark('${BEGINNING}')`)
}

/**
 * The longest task of the page's main thread while `visit` runs, in milliseconds of processor time: what other processes
 * take from the machine meanwhile is not in it.
 */
export async function longestTask(browser: Browser, visit: () => Promise<void>): Promise<number> {
  return (await longestOf(browser, visit)).processor
}

/** Which share of a processor the longest task of the page's main thread has while `work` runs. */
export async function processorShare(browser: Browser, work: () => Promise<void>): Promise<number> {
  const { processor, clock } = await longestOf(browser, work)
  return processor / clock
}

/** A task's length in milliseconds, by the processor and by the clock. */
interface Task {
  readonly processor: number
  readonly clock: number
}

async function longestOf(browser: Browser, visit: () => Promise<void>): Promise<Task> {
  const session = await browser.newBrowserCDPSession()
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] },
  })
  await visit()
  await endTracing(session)
  await session.detach()
  return longestIn(events)
}

async function endTracing(session: CDPSession): Promise<void> {
  const ended = new Promise(resolve => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await ended
}

function longestIn(events: readonly TraceEvent[]): Task {
  const beginning = events.findLast(event => event.name === BEGINNING)
  if (!beginning) throw new Error('The page has not begun.')
  const { pid, tid, ts } = beginning
  // Those inside another one are counted with it.
  return events
    .filter(event => event.ph === 'X' && event.pid === pid && event.tid === tid && event.ts > ts)
    .map(({ dur, tdur = dur }) => ({ processor: tdur / 1000, clock: dur / 1000 }))
    .reduce((longest, task) => (task.processor > longest.processor ? task : longest))
}
