import { numberFormat, type NumberFormat } from './number-text.ts'
import { readWholeXml } from './read-xml.ts'
import { WorkbookFault } from './workbook-fault.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What says how a workbook is made: no such part comes near this. */
const MAX_PART_BYTES = 8 * 1024 * 1024
const MAX_FORMATS = 100_000

/** What of a workbook has to be known to read its first sheet. */
export interface WorkbookParts {
  readonly sheet: { readonly name: string; readonly path: string }
  /** The sheets that nothing is taken from. */
  readonly otherSheets: readonly string[]
  readonly sharedTexts: string | null
  readonly formats: readonly NumberFormat[]
  readonly is1904: boolean
}

interface Relation {
  readonly id: string
  /** The last word of its type, which the editions of the standard have in common. */
  readonly type: string
  readonly path: string
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true'

/** A target as a path in the archive: from its root, or from the folder of the part that names it. */
const pathOf = (part: string, target: string): string => {
  const steps = target.startsWith('/') ? [] : part.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** What a part says that it goes with (ECMA-376 part 2, 9.3); what lies outside of the archive is never asked for. */
const relationsOf = async (archive: ZipArchive, part: string): Promise<readonly Relation[]> => {
  const slash = part.lastIndexOf('/') + 1
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const relations: Relation[] = []
  if (!archive.has(path)) return relations
  await readWholeXml(archive.read(path, MAX_PART_BYTES), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name === 'Relationship' && mode !== 'External')
        relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: pathOf(part, target) })
    },
  })
  return relations
}

/** Formats of numbers by the number of a cell's style. */
const readFormats = async (archive: ZipArchive, path: string): Promise<readonly NumberFormat[]> => {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let isOfCells = false
  await readWholeXml(archive.read(path, MAX_PART_BYTES), {
    open: (name, { numFmtId: id, formatCode: code }) => {
      if (name === 'numFmt') codes.set(Number(id), code ?? '')
      else if (name === 'cellXfs') isOfCells = true
      else if (name === 'xf' && isOfCells && formats.length < MAX_FORMATS)
        formats.push(numberFormat(Number(id ?? 0), codes.get(Number(id ?? 0))))
    },
    close: name => {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return formats
}

/** Finds the first sheet that is not hidden, and what it is read with. */
export const readParts = async (archive: ZipArchive): Promise<WorkbookParts> => {
  const path = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.path
  if (path === undefined || !archive.has(path)) throw new WorkbookFault('workbook_unreadable')
  const relations = await relationsOf(archive, path)
  const sheets: { name: string; path: string; isHidden: boolean }[] = []
  let is1904 = false
  await readWholeXml(archive.read(path, MAX_PART_BYTES), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const relation = relations.find(one => one.id === id && one.type === 'worksheet')
      const isHidden = (attributes['state'] ?? 'visible') !== 'visible'
      if (relation) sheets.push({ name: attributes['name'] ?? '', path: relation.path, isHidden })
    },
  })
  const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]
  if (!sheet || !archive.has(sheet.path)) throw new WorkbookFault('workbook_unreadable')
  const partOf = (type: string) => relations.find(one => one.type === type && archive.has(one.path))?.path ?? null
  const styles = partOf('styles')
  return {
    sheet,
    otherSheets: sheets.filter(one => one !== sheet).map(({ name }) => name),
    sharedTexts: partOf('sharedStrings'),
    formats: styles === null ? [] : await readFormats(archive, styles),
    is1904,
  }
}
