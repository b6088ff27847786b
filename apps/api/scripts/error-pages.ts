// Writes docs/errors/<code>.md from the table of errors. Run: node apps/api/scripts/error-pages.ts [--check]
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { problemTable } from '../src/platform/problem-table.ts'

const folder = join(import.meta.dirname, '../../../docs/errors')

const pages = new Map(
  await Promise.all(
    Object.entries(problemTable).map(async ([code, { status, title, mend }]) => {
      const file = `${code}.md`
      const text = `# ${title}\n\n\`${code}\`, HTTP ${status}\n\n${mend}\n`
      return [file, await format(text, { ...(await resolveConfig(join(folder, file))), parser: 'markdown' })] as const
    }),
  ),
)

await mkdir(folder, { recursive: true })
const there = await readdir(folder)
if (process.argv.includes('--check')) {
  const wrong = [...new Set([...pages.keys(), ...there])]
  const stale = (
    await Promise.all(
      wrong.map(async file =>
        (await readFile(join(folder, file), 'utf8').catch(() => '')) === pages.get(file) ? [] : [file],
      ),
    )
  ).flat()
  if (stale.length > 0) {
    console.error(`docs/errors is not what the table says (${stale.join(', ')}): run pnpm --filter @laurel/api errors`)
    process.exitCode = 1
  }
} else {
  await Promise.all(there.filter(file => !pages.has(file)).map(file => rm(join(folder, file))))
  await Promise.all([...pages].map(([file, text]) => writeFile(join(folder, file), text)))
}
