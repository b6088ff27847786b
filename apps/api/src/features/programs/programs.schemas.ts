import { z } from '@hono/zod-openapi'
import { presetNames, programRulesSchema } from '@laurel/core'
import { clockJob, doneJobs } from '../../platform/jobs/jobs.schemas.ts'
import { allowedOrigins, instant, localized, words } from '../../platform/wire.ts'

export const rulesDocument = programRulesSchema.clone().openapi('ProgramRules')

export const createProgramBody = z
  .strictObject({
    name: words(200),
    mode: z.enum(['live', 'test']),
    preset: z.enum(presetNames).optional(),
    rules: z.unknown().optional().openapi({ type: 'object', description: 'A ProgramRules document' }),
    allowedOrigins: allowedOrigins.optional().openapi({
      description:
        'Origins of pages that may use the publishable key; any in test mode, none in live mode, unless named',
    }),
  })
  .refine(({ preset, rules }) => (preset === undefined) !== (rules === undefined), {
    message: 'name either a preset or rules',
    path: ['preset'],
  })

export const createdProgram = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(['live', 'test']),
    preset: z.string().optional(),
    rulesVersion: z.int(),
    secretKey: z
      .string()
      .optional()
      .openapi({ description: 'Shown once: left out when the request is answered again' }),
    publishableKey: z.string().optional(),
  })
  .openapi('CreatedProgram')

export const listedProgram = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(['live', 'test']),
    preset: z.string().optional(),
    createdAt: z.string(),
  })
  .openapi('ListedProgram')

export const programView = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(['live', 'test']),
    currency: z.string(),
    timeZone: z.string(),
    rulesVersion: z.int(),
    now: z.string(),
    tiers: z.array(z.object({ code: z.string(), name: localized, rank: z.int() })),
  })
  .openapi('Program')

export const publishRulesBody = z.strictObject({
  rules: z.unknown().openapi({ type: 'object', description: 'A ProgramRules document' }),
  effectiveAt: instant.optional(),
})
export const replayBody = z.strictObject({
  rules: z.unknown().openapi({ type: 'object', description: 'A ProgramRules document' }),
  from: instant.optional().openapi({ description: 'Left out: since the present version came into force' }),
  to: instant.optional().openapi({ description: 'The first instant after the window; left out: up to now' }),
})
export const publishedRules = z.object({ version: z.int() }).openapi('PublishedRules')

export const rulesVersionView = z
  .object({
    version: z.int(),
    effectiveAt: z.string().nullable().openapi({ description: 'Null: since always' }),
    publishedAt: z.string(),
    inForce: z.boolean(),
  })
  .openapi('RulesVersion')

const wholeNumber = z.coerce.number().pipe(z.int().min(1))
export const compareQuery = z.strictObject({ from: wholeNumber, to: wholeNumber })

export const rulesComparison = z
  .object({
    from: z.int(),
    to: z.int(),
    changes: z.array(
      z.object({
        path: z.string().openapi({
          description: 'What has a code or a source is named by it, not by its place',
          example: 'tiers[WE].renewal.atLeast',
        }),
        before: z.unknown().optional().openapi({ description: 'Missing where the part is new' }),
        after: z.unknown().optional().openapi({ description: 'Missing where the part is gone' }),
      }),
    ),
  })
  .openapi('RulesComparison')

export const clockBody = z.strictObject({ now: instant })
export const clockView = z
  .object({
    now: z.string(),
    jobs: doneJobs,
  })
  .openapi('Clock')
export const clockOnItsWay = z.object({ job: clockJob }).openapi('ClockOnItsWay')
