// Writes docs/errors/<code>.md and its translations from the table of errors. Run: node apps/api/scripts/error-pages.ts [--check]
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { DOCS_LANGUAGES, type DocsLanguage } from '../src/features/docs/docs-languages.ts'
import { ERROR_TEXTS } from '../src/features/docs/error-texts/error-texts.ts'
import { problemTable, type ProblemCode } from '../src/platform/problem-table.ts'

const folder = join(import.meta.dirname, '../../../docs/errors')
const codes = Object.keys(problemTable) as ProblemCode[]

const pages = new Map(await Promise.all(codes.flatMap(code => DOCS_LANGUAGES.map(language => pageOf(code, language)))))

async function pageOf(code: ProblemCode, language: DocsLanguage) {
  const { title, mend } = ERROR_TEXTS[code]
  const file = fileOf(code, language)
  const languages = DOCS_LANGUAGES.map(other =>
    other === language ? other.name : `[${other.name}](${relative(dirname(file), fileOf(code, other))})`,
  ).join(' · ')
  const text = `${languages}\n\n# ${title[language.locale]}\n\n\`${code}\`, HTTP ${problemTable[code].status}\n\n${mend[language.locale]}\n`
  const options = await resolveConfig(join(folder, file))
  return [file, await format(text, { ...options, parser: 'markdown' })] as const
}

function fileOf(code: ProblemCode, language: DocsLanguage): string {
  return `${language.folder}${code}.md`
}

await Promise.all(DOCS_LANGUAGES.map(language => mkdir(join(folder, language.folder), { recursive: true })))
const entries = await readdir(folder, { recursive: true, withFileTypes: true })
const there = entries.filter(entry => entry.isFile()).map(entry => join(relative(folder, entry.parentPath), entry.name))
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
