import type { OpenApiDocument, Operation } from './answer-schemas.ts'
import type { Answer } from './test-api.ts'
import type { Subject } from './subject.ts'
import type { ValidRequest } from './valid-requests.ts'

export type KeyKind = 'operator' | 'secret' | 'publishable' | 'kiosk' | 'member' | 'staff'

/** An operation of the API as its reference has it. */
export interface ApiOperation {
  /** Such as `GET /v1/members/{id}`. */
  readonly name: string
  readonly method: string
  readonly path: string
  /** The kinds of key that it takes; none where anyone is answered. */
  readonly kinds: readonly KeyKind[]
  /** Whether it takes a body of JSON. */
  readonly hasBody: boolean
  /** Whether it takes a file. */
  readonly hasFile: boolean
  readonly about: Operation
}

/** Every operation of the reference: suites go by these, so that a new one cannot be forgotten. */
export const operationsOf = (document: OpenApiDocument): readonly ApiOperation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      kinds: (about.security ?? []).flatMap(one => Object.keys(one)) as KeyKind[],
      hasBody: about.requestBody?.content['application/json'] !== undefined,
      hasFile: about.requestBody?.content['text/csv'] !== undefined,
      about,
    })),
  )

/** Sends an operation's valid request about a subject, with that `Authorization` and whatever else is told. */
export const sendValid = (
  request: (path: string, init: RequestInit) => Promise<Answer>,
  method: string,
  valid: ValidRequest,
  of: Subject,
  authorization: string | undefined,
  more: RequestInit = {},
): Promise<Answer> =>
  request(valid.path(of), {
    method,
    ...(valid.body && { body: JSON.stringify(valid.body(of)) }),
    ...(valid.csv && { body: valid.csv() }),
    ...more,
    headers: {
      ...(valid.body && { 'content-type': 'application/json' }),
      ...(valid.csv && { 'content-type': 'text/csv' }),
      ...(authorization !== undefined && { authorization }),
      ...more.headers,
    },
  })
