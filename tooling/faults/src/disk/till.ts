import { inParallel } from '@laurel/load/in-parallel'
import type { NodeServer } from '@laurel/load/node-server'

/** What a server said to one write. */
export interface Said {
  readonly status: number
  readonly code: string | undefined
  readonly retryAfter: string | null
  readonly id: string
}

interface Write {
  readonly key: string
  readonly path: string
  readonly body: unknown
}

/** A back office that writes, and keeps what it has written and what came of it, as a careful client does. */
export class Till {
  /** Ids of what the server has answered for, by where they are read. */
  readonly acknowledged: string[] = []
  #server: NodeServer
  #secretKey = ''
  #memberId = ''
  #unanswered: Write[] = []
  readonly #joined: string[] = []
  #count = 0

  constructor(server: NodeServer) {
    this.#server = server
  }

  /** A program with one member, to whom everything is sold. */
  async open(): Promise<void> {
    const made = await this.#call(this.#server.operatorKey, '/v1/programs', {
      name: 'Disk',
      mode: 'live',
      preset: 'wanqian',
    })
    this.#secretKey = ((await made.json()) as { secretKey: string }).secretKey
    const { id } = await this.#write({ key: 'first', path: '/v1/members', body: { name: '李梅' } })
    this.#memberId = id
  }

  /** Goes on with the server that was started in the place of the last one. */
  goOnWith(server: NodeServer): void {
    this.#server = server
  }

  /** Sells once, and has somebody join at every third time. */
  sell(): Promise<Said> {
    this.#count += 1
    const key = `till-${this.#count}`
    if (this.#count % 3 === 0) return this.#write({ key, path: '/v1/members', body: { externalId: key } })
    const body = {
      memberId: this.#memberId,
      store: 'beijing-1',
      externalId: key,
      lines: [{ sku: 'A1', brand: 'acme', quantity: 1, unitPrice: 10_000 }],
      tenders: [{ kind: 'cash', amount: 10_000 }],
    }
    return this.#write({ key, path: '/v1/purchases', body })
  }

  /** Sends again, under the same keys, what has not been answered for. */
  async sendAgain(): Promise<Said[]> {
    const said: Said[] = []
    for (const write of this.#unanswered.splice(0)) said.push(await this.#write(write))
    return said
  }

  /** How the server answers somebody who only asks. */
  async ask(): Promise<number> {
    const answer = await this.#read(`/v1/members/${this.#memberId}/summary`)
    await answer.body?.cancel()
    return answer.status
  }

  /** Which of what was acknowledged, by now or by then, is not there. */
  async missing(acknowledged: readonly string[] = this.acknowledged): Promise<string[]> {
    const gone: string[] = []
    await inParallel(acknowledged, 8, async path => {
      const answer = await this.#read(path)
      await answer.body?.cancel()
      if (answer.status !== 200) gone.push(path)
    })
    return gone
  }

  /** Who of those that joined is not found by their number in the shop's own books. */
  async notFound(): Promise<string[]> {
    const lost: string[] = []
    await inParallel(this.#joined, 8, async externalId => {
      const answer = await this.#read(`/v1/members?externalId=${externalId}`)
      const { data } = (await answer.json()) as { data: readonly unknown[] }
      if (data.length !== 1) lost.push(externalId)
    })
    return lost
  }

  /** How many transactions the journal holds: one for each receipt. */
  async transactions(): Promise<number> {
    const answer = await this.#read('/v1/ledger/trialBalance')
    return ((await answer.json()) as { transactions: number }).transactions
  }

  get receipts(): number {
    return this.acknowledged.filter(path => path.startsWith('/v1/purchases/')).length
  }

  #read(path: string): Promise<Response> {
    return fetch(this.#server.url + path, { headers: { authorization: `Bearer ${this.#secretKey}` } })
  }

  async #write(write: Write): Promise<Said> {
    const answer = await this.#call(this.#secretKey, write.path, write.body, write.key).catch(() => undefined)
    const { id = '', code } = answer ? ((await answer.json()) as { id?: string; code?: string }) : {}
    if (answer?.ok) this.#keep(write, id)
    else this.#unanswered.push(write)
    return { status: answer?.status ?? 0, code, retryAfter: answer?.headers.get('retry-after') ?? null, id }
  }

  #keep({ path, key }: Write, id: string): void {
    this.acknowledged.push(`${path}/${id}`)
    if (path === '/v1/members' && key !== 'first') this.#joined.push(key)
  }

  #call(key: string, path: string, body: unknown, idempotencyKey = 'open'): Promise<Response> {
    return fetch(this.#server.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
  }
}

/** Sells so often, so many at a time. */
export const sellAtOnce = async (till: Till, times: number, atOnce = 8): Promise<Said[]> => {
  const said: Said[] = []
  let left = times
  const seller = async () => {
    while (left-- > 0) said.push(await till.sell())
  }
  await Promise.all(Array.from({ length: atOnce }, seller))
  return said
}
