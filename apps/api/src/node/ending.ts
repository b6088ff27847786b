import type { Server } from 'node:http'

/** How long what is under way may take before it is cut off: more than the longest turn of scheduled work. */
const LONGEST_MS = 30_000

/**
 * How a server ends: it takes nothing new, answers what is under way, and then hangs up. Left to itself, Node waits for
 * as long as anybody holds a connection open that they have asked nothing on yet.
 */
export const endingOf = (server: Server): (() => Promise<void>) => {
  let underWay = 0
  let isEnding = false
  const hangUp = () => {
    if (isEnding && underWay === 0) server.closeAllConnections()
  }
  server.on('request', (_, response) => {
    underWay++
    response.once('close', () => {
      underWay--
      hangUp()
    })
  })
  return () =>
    new Promise(resolve => {
      isEnding = true
      server.close(() => resolve())
      hangUp()
      setTimeout(() => server.closeAllConnections(), LONGEST_MS).unref()
    })
}
