import { once } from 'node:events'
import {
  createServer,
  request as startRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * What can become of one request on its way, and of its answer:
 * - `pass`: nothing;
 * - `cutBefore`: cut before anything of it reaches the server; `cutRequest`: amid its body;
 * - `cutAfter`: done, and cut before the answer; `cutAnswer`: amid the answer's body;
 * - `slow`: it takes its time on the way there, `slowAnswer` on the way back;
 * - `late`: its sender is cut off at once, and it arrives all the same, later;
 * - `twice`: it arrives twice, one after the other, and the second answer is given; `twiceAtOnce`: both at once;
 * - `badGateway`: the proxy answers 502 itself; `badGatewayAfter`: it does so for what the server has done.
 */
export const fates = [
  'pass',
  'cutBefore',
  'cutRequest',
  'cutAfter',
  'cutAnswer',
  'slow',
  'slowAnswer',
  'late',
  'twice',
  'twiceAtOnce',
  'badGateway',
  'badGatewayAfter',
] as const
export type Fate = (typeof fates)[number]

/** A request as it stands at the proxy. */
export interface Passing {
  readonly method: string
  readonly path: string
  readonly body: string
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface FaultyProxy {
  readonly url: string
  /** How often each fate was dealt. */
  readonly dealt: ReadonlyMap<Fate, number>
  /** Comes back once all that was sent on late has been answered. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface FaultyProxyOptions {
  /** Where it sends what it lets through. */
  readonly target: string
  readonly fateOf: (passing: Passing) => Fate
  /** How long `slow`, `slowAnswer` and `late` take. */
  readonly delayMs: () => number
}

/** What belongs to one connection, not to the message. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length'])

const messageHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))

/** A proxy of ours that loses, cuts, delays, doubles and refuses what goes through it, as it is told. */
export const startFaultyProxy = async ({ target, fateOf, delayMs }: FaultyProxyOptions): Promise<FaultyProxy> => {
  const dealt = new Map<Fate, number>()
  const late = new Set<Promise<unknown>>()

  const outgoing = ({ method, url, headers }: IncomingMessage, body: Buffer) =>
    startRequest(new URL(url ?? '/', target), {
      method: method ?? 'GET',
      headers: { ...messageHeaders(headers), 'content-length': body.length },
      // Its own connection: what is cut here must not touch another request.
      agent: false,
    })

  const forward = async (incoming: IncomingMessage, body: Buffer): Promise<Answer> => {
    const sent = outgoing(incoming, body).end(body)
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) }
  }

  const reply = ({ status, headers, body }: Answer, response: ServerResponse): void => {
    response.writeHead(status, { ...messageHeaders(headers), 'content-length': body.length })
    response.end(body)
  }

  /** The first half of an answer, which says how long the whole of it is; then nothing more. */
  const replyHalf = ({ status, headers, body }: Answer, response: ServerResponse): void => {
    response.writeHead(status, { ...messageHeaders(headers), 'content-length': body.length })
    response.write(body.subarray(0, body.length >> 1), () => response.destroy())
  }

  /** Sends on half of a request's body and cuts; comes back when the server has seen the cut. */
  const forwardHalf = async (incoming: IncomingMessage, body: Buffer): Promise<void> => {
    const sent = outgoing(incoming, body)
    sent.on('error', () => undefined)
    await new Promise<void>(resolve => sent.write(body.subarray(0, body.length >> 1), () => resolve()))
    sent.destroy()
    await once(sent, 'close')
  }

  const gateway = (response: ServerResponse): void => void response.writeHead(502).end('bad gateway')

  const deal: Record<Fate, (incoming: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>> = {
    pass: async (incoming, body, response) => reply(await forward(incoming, body), response),
    cutBefore: async (_, __, response) => void response.destroy(),
    cutRequest: async (incoming, body, response) => {
      await forwardHalf(incoming, body)
      response.destroy()
    },
    cutAfter: async (incoming, body, response) => {
      await forward(incoming, body)
      response.destroy()
    },
    cutAnswer: async (incoming, body, response) => replyHalf(await forward(incoming, body), response),
    slow: async (incoming, body, response) => {
      await wait(delayMs())
      reply(await forward(incoming, body), response)
    },
    slowAnswer: async (incoming, body, response) => {
      const answer = await forward(incoming, body)
      await wait(delayMs())
      reply(answer, response)
    },
    late: async (incoming, body, response) => {
      const arriving = wait(delayMs()).then(() => forward(incoming, body))
      late.add(arriving)
      const forget = () => void late.delete(arriving)
      arriving.then(forget, forget)
      response.destroy()
    },
    twice: async (incoming, body, response) => {
      await forward(incoming, body)
      reply(await forward(incoming, body), response)
    },
    twiceAtOnce: async (incoming, body, response) => {
      const [, second] = await Promise.all([forward(incoming, body), forward(incoming, body)])
      reply(second, response)
    },
    badGateway: async (_, __, response) => gateway(response),
    badGatewayAfter: async (incoming, body, response) => {
      await forward(incoming, body)
      gateway(response)
    },
  }

  const server = createServer((incoming, response) => {
    const pass = async () => {
      const body = await buffer(incoming)
      const { method = 'GET', url = '/' } = incoming
      const fate = fateOf({ method, path: url, body: body.toString() })
      dealt.set(fate, (dealt.get(fate) ?? 0) + 1)
      await deal[fate](incoming, body, response)
    }
    // The server is not there: neither is the proxy, then.
    pass().catch(() => response.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const settled = async () => {
    while (late.size > 0) await Promise.allSettled(late)
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dealt,
    settled,
    close: async () => {
      await settled()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
