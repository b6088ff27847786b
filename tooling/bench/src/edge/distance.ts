import { once } from 'node:events'
import { Agent, createServer, request as startRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

/** What stands between a Worker and its database: it counts round trips, and makes them as long as it is told. */
export interface Distance {
  readonly url: string
  /** How long each round trip takes beside what the database needs, in milliseconds. */
  roundTripMs: number
  /** Round trips since the last call. */
  readonly count: () => number
  readonly close: () => Promise<void>
}

/** Starts a proxy before the database at `target`. */
export const startDistance = async (target: string): Promise<Distance> => {
  const agent = new Agent({ keepAlive: true })
  let counted = 0
  const server = createServer((incoming, response) => {
    const pass = async () => {
      counted++
      const body = await buffer(incoming)
      if (distance.roundTripMs > 0) await wait(distance.roundTripMs)
      const { method = 'GET', url = '/', headers } = incoming
      const sent = startRequest(new URL(url, target), { method, headers, agent }).end(body)
      const [answer] = await once(sent, 'response')
      response.writeHead(answer.statusCode, answer.headers)
      response.end(await buffer(answer))
    }
    pass().catch(() => response.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const distance: Distance = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    roundTripMs: 0,
    count: () => {
      const before = counted
      counted = 0
      return before
    },
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return distance
}
