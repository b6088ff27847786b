// What crosses between the threads is JSON text: structured cloning of the same arrays costs several times as much.
// Each SQL text crosses once and goes by its number from then on. Long texts of an answer cross beside it, as they are.
import type { BindValue, Row, SqlValue, Statement } from '../database.ts'
import type { Answer, Answers, EngineStatistics, Request, Work } from './protocol.ts'

/** Bytes and bigints, which JSON has no form for, are objects, and so is a text that crosses beside; nothing else is. */
type WireValue =
  string | number | null | { readonly bytes: string } | { readonly integer: string } | { readonly text: number }

/** Answers, with the long texts of their rows. */
export type AnswerMessage = string | readonly [answers: string, ...texts: string[]]

/** From so many characters on a text crosses beside: writing and reading it as JSON would cost more than copying. */
const LONG_TEXT = 4_096

type WireStatement = readonly [text: number, ...values: WireValue[]]

type WireRequest =
  Exclude<Request, Work> | (Omit<Work, 'statements'> & { readonly statements: readonly WireStatement[] })

interface WireAnswer extends Omit<Answer, 'rows'> {
  readonly rows?: readonly (readonly (readonly WireValue[])[])[]
}

/** So many texts are numbered before numbering begins anew: the product's own are some hundreds. */
const MAX_TEXTS = 5_000

/** A message of so many statements does not wait for more: one thread works while the other gathers. */
export const MANY_STATEMENTS = 24

const toWire = (value: BindValue | SqlValue): WireValue => {
  if (typeof value === 'bigint') return { integer: value.toString() }
  if (value === null || typeof value !== 'object') return value
  return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
}

const fromWire = (value: WireValue, texts: readonly string[] = []): BindValue => {
  if (value === null || typeof value !== 'object') return value
  if ('text' in value) return texts[value.text]!
  return 'bytes' in value ? new Uint8Array(Buffer.from(value.bytes, 'base64')) : BigInt(value.integer)
}

/** Writes requests, and numbers the texts in them, for one {@link RequestReader}. */
export class RequestWriter {
  readonly #numbers = new Map<string, number>()
  #newTexts: string[] = []
  #startsAnew = false
  #requests: WireRequest[] = []
  #statements = 0

  get isEmpty(): boolean {
    return this.#requests.length === 0
  }

  /** How many statements wait to be taken. */
  get statements(): number {
    return this.#statements
  }

  add(request: Request): void {
    if (this.isEmpty && this.#numbers.size > MAX_TEXTS) {
      this.#numbers.clear()
      this.#startsAnew = true
    }
    if (!('statements' in request)) {
      this.#requests.push(request)
      return
    }
    this.#statements += request.statements.length
    this.#requests.push({ ...request, statements: request.statements.map(statement => this.#statement(statement)) })
  }

  #statement({ sql, args }: Statement): WireStatement {
    let number = this.#numbers.get(sql)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(sql, number)
      this.#newTexts.push(sql)
    }
    const wire: [number, ...WireValue[]] = [number]
    for (const value of args) wire.push(toWire(value))
    return wire
  }

  /** The message with what was added since the last one. */
  take(): string {
    const message = JSON.stringify({ anew: this.#startsAnew, texts: this.#newTexts, requests: this.#requests })
    this.#startsAnew = false
    this.#newTexts = []
    this.#requests = []
    this.#statements = 0
    return message
  }
}

/** Reads what one {@link RequestWriter} writes, every message in order. */
export class RequestReader {
  #texts: string[] = []

  read(message: string): Request[] {
    const { anew, texts, requests } = JSON.parse(message) as {
      anew: boolean
      texts: string[]
      requests: WireRequest[]
    }
    if (anew) this.#texts = []
    this.#texts.push(...texts)
    return requests.map(request =>
      'statements' in request
        ? { ...request, statements: request.statements.map(statement => this.#statement(statement)) }
        : request,
    )
  }

  #statement([text, ...values]: WireStatement): Statement {
    return { sql: this.#texts[text]!, args: values.map(value => fromWire(value)) }
  }
}

/** Writes answers for {@link readAnswers}. */
export function writeAnswers(answers: readonly Answer[], statistics: EngineStatistics): AnswerMessage {
  const texts: string[] = []
  const wireValue = (value: SqlValue): WireValue =>
    typeof value === 'string' && value.length >= LONG_TEXT ? { text: texts.push(value) - 1 } : toWire(value)
  const message = JSON.stringify({
    answers: answers.map(({ rows, ...answer }): WireAnswer =>
      rows ? { ...answer, rows: rows.map(all => all.map(row => row.map(wireValue))) } : answer,
    ),
    statistics,
  })
  return texts.length > 0 ? [message, ...texts] : message
}

/** Reads what {@link writeAnswers} wrote. */
export function readAnswers(message: AnswerMessage): Answers {
  const [json, ...texts] = typeof message === 'string' ? [message] : message
  const rowFrom = (row: readonly WireValue[]): Row => row.map(value => fromWire(value, texts)) as SqlValue[]
  const { answers, statistics } = JSON.parse(json) as { answers: WireAnswer[]; statistics: EngineStatistics }
  return {
    answers: answers.map(({ rows, ...answer }): Answer =>
      rows ? { ...answer, rows: rows.map(all => all.map(rowFrom)) } : answer,
    ),
    statistics,
  }
}
