import type { Bench } from './bench.ts'
import type { Kept, Results } from './results.ts'
import { goalText, valueText, verdictText } from './wording.ts'

const opening = (name: string): string =>
  `<!-- measured by \`pnpm bench ${name}\`; what stands between these marks is written over -->`
const closing = (name: string): string => `<!-- end of ${name} -->`

const blockOf = ({ name, how }: Bench, { figures, notes, on, machine, node }: Kept): string =>
  [
    opening(name),
    '',
    how,
    '',
    '| figure | value | goal | |',
    '| --- | ---: | ---: | --- |',
    ...figures.map(
      figure =>
        `| ${figure.what} | ${valueText(figure)} | ${goalText(figure.goal, figure.unit)} | ${verdictText(figure)} |`,
    ),
    '',
    ...notes.map(note => `- ${note}`),
    ...(notes.length > 0 ? [''] : []),
    `${on}, ${machine}, Node ${node}.`,
    '',
    closing(name),
  ].join('\n')

const withBlock = (document: string, bench: Bench, result: Kept): string => {
  const block = blockOf(bench, result)
  const [from, end] = [document.indexOf(opening(bench.name)), document.indexOf(closing(bench.name))]
  if (from < 0) return `${document.trimEnd()}\n\n## ${bench.title}\n\n${block}\n`
  if (end < from) throw new Error(`the document opens the block of ${bench.name}, but does not close it`)
  return document.slice(0, from) + block + document.slice(end + closing(bench.name).length)
}

/**
 * The document with what was measured, each bench in a block of its own; what people wrote around the blocks stays. A
 * bench that has none yet gets one at the end.
 */
export const withResults = (document: string, benches: readonly Bench[], results: Results): string =>
  benches.reduce((text, bench) => {
    const result = results[bench.name]
    return result ? withBlock(text, bench, result) : text
  }, document)
