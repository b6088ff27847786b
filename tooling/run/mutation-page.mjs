// What a mutation run comes to, folder by folder, as docs/mutation.md has it.

/** @typedef {{ files: Record<string, { mutants: readonly { status: string }[] }> }} Report Stryker's, as far as it is read here */

/** @param {string} file such as `src/ledger/lots.ts` */
const folderOf = file => file.split('/').slice(1, -1)[0] ?? '.'

/** @param {readonly { status: string }[]} mutants */
const countsOf = mutants => {
  const count = (/** @type {readonly string[]} */ ...statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  const [noticed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')]
  return { noticed, survived, uncovered, tried: noticed + survived + uncovered, ignored: count('Ignored') }
}

/**
 * @param {string} name
 * @param {ReturnType<typeof countsOf>} counts
 */
const row = (name, { tried, noticed, survived, uncovered, ignored }) => [
  name,
  tried === 0 ? '–' : `${((100 * noticed) / tried).toFixed(1)} %`,
  ...[tried, noticed, survived, uncovered, ignored].map(String),
]

const HEAD = ['folder', 'score', 'mutants', 'noticed', 'survived', 'never run', 'not tried']

/**
 * A table of the folders that were asked for, or of all, with their sum.
 * @param {Report} report
 * @param {readonly string[]} [folders]
 */
export function mutationTable(report, folders = []) {
  const files = Object.entries(report.files)
  const names = [...new Set(files.map(([file]) => folderOf(file)))].toSorted()
  const wanted = folders.length > 0 ? names.filter(name => folders.includes(name)) : names
  const mutantsOf = (/** @type {readonly string[]} */ of) =>
    files.flatMap(([file, { mutants }]) => (of.includes(folderOf(file)) ? mutants : []))
  const rows = [
    ...wanted.map(name => row(`\`${name}\``, countsOf(mutantsOf([name])))),
    row('**all**', countsOf(mutantsOf(wanted))),
  ]
  const widths = HEAD.map((title, i) => Math.max(title.length, ...rows.map(cells => cells[i]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(HEAD), rule, ...rows.map(line)].join('\n')
}

/**
 * @param {Report} report of a run over everything
 * @param {string} on the date
 */
export const mutationPage = (report, on) => `# Mutation score of the rules

\`pnpm mutate\` changes \`packages/core\` piece by piece and counts which changes its own tests notice. Written by its run of ${on}; what is left out, and why, is in \`packages/core/stryker.config.mjs\`.

${mutationTable(report)}

The score is noticed ÷ mutants. Not tried is what runs once when a module is loaded: schemas and tables of words.
`
