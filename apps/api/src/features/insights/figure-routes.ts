import { createRoute, type z } from '@hono/zod-openapi'
import type { Caller } from '../../platform/caller.ts'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { keyFiguresView, lifecycleView, pairingsView, pyramidView, structureView } from './figures.schemas.ts'
import { readKeyFigures, readLifecycle, readPairings, readPyramid, readStructure } from './read-figures.ts'

export const figureRoutes = makeRoutes()

/** Figures of the last night: one read, however many members there are. */
const tell = <View extends z.ZodType>(
  name: string,
  summary: string,
  [view, description]: readonly [View, string],
  read: (caller: Caller) => Promise<z.infer<View>>,
): void => {
  figureRoutes.openapi(
    createRoute({
      method: 'get',
      path: `/v1/insights/${name}`,
      tags: ['Insight'],
      summary,
      description: 'Counted every night; `asOf` says as of when.',
      security: bearer('secret'),
      middleware: allow('secret'),
      responses: { 200: json(view, description), ...problems() },
    }),
    async c => c.json(await read(await callerOf(c)), 200) as never,
  )
}

tell(
  'lifecycle',
  'How many members are active, on the edge, asleep, lost',
  [lifecycleView, 'The classes'],
  readLifecycle,
)
tell('pyramid', 'How many members bring most, and how many cost', [pyramidView, 'The classes'], readPyramid)
tell('structure', 'Of whom the members consist', [structureView, 'Members and sales'], readStructure)
tell('keyFigures', 'What the program is steered by', [keyFiguresView, 'The figures'], readKeyFigures)
tell('pairings', 'What is bought together', [pairingsView, 'Categories, two and two'], readPairings)
