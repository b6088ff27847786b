import { z } from 'zod'

/** What the demo shop's back end knows: its program's keys and its three customers. */
export const demoConfigSchema = z.object({
  secretKey: z.string(),
  publishableKey: z.string(),
  members: z.array(z.object({ id: z.string(), label: z.string() })).min(1),
})

export type DemoConfig = z.infer<typeof demoConfigSchema>

/** A call of the public API, as the back end of a shop would make it. */
export type CallApi = (path: string, init: RequestInit) => Promise<Response>
