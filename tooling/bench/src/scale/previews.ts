import { fiveConditions } from './five-conditions.ts'
import type { ScaleProgram } from './generate.ts'
import type { Inside } from './inside.ts'

const ROUNDS = 3

/** What previewing a filter came to: the shortest of some calls, since what else the machine does only lengthens them. */
export interface Preview {
  readonly name: string
  readonly seconds: number
  /** Of this process, whatever else the machine did meanwhile. */
  readonly cpuSeconds: number
  /** How many members the filter holds for. */
  readonly found: number
}

const previewed = async (
  inside: Inside,
  secretKey: string,
  { name, filter }: (typeof fiveConditions)[number],
): Promise<Preview> => {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const path = '/v1/segments/preview'
  const { members } = await inside.call<{ members: number }>('POST', path, secretKey, { filter })
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - started) / 1000
  return { name, seconds, cpuSeconds: (user + system) / 1e6, found: members }
}

/** Previews every filter of five conditions: all members counted and ten of them shown. */
export const previews = async (inside: Inside, { secretKey }: ScaleProgram): Promise<readonly Preview[]> => {
  const all: Preview[] = []
  for (const filter of fiveConditions) {
    const rounds: Preview[] = []
    for (let i = 0; i < ROUNDS; i++) rounds.push(await previewed(inside, secretKey, filter))
    all.push({
      ...rounds[0]!,
      seconds: Math.min(...rounds.map(({ seconds }) => seconds)),
      cpuSeconds: Math.min(...rounds.map(({ cpuSeconds }) => cpuSeconds)),
    })
  }
  return all
}
