import { z } from '@hono/zod-openapi'

/** What the clock's answer and a job's result list. */
export const doneJobs = z.array(
  z
    .object({
      name: z.string().openapi({ description: 'Stable, such as `rebate:august-rebate:2026-08-01`' }),
      at: z.string(),
      members: z.int().openapi({ description: 'How many members it changed' }),
    })
    .openapi('DoneJob'),
)

export const clockJob = z
  .object({
    id: z.string(),
    kind: z.literal('clock'),
    status: z.enum(['running', 'done']),
    createdAt: z.string(),
    progress: z.object({ occurrences: z.int(), members: z.int(), reached: z.string() }),
    result: z.object({ now: z.string(), jobs: doneJobs }).nullable(),
  })
  .openapi('ClockJob')
