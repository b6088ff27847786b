import type { FileRecord } from '../file-kind.ts'
import { readSharedTexts } from './shared-texts.ts'
import { sheetRows } from './sheet-rows.ts'
import { WorkbookFault } from './workbook-fault.ts'
import { readParts } from './workbook-parts.ts'
import { ZipArchive } from './zip-archive.ts'

/** So much the sheet and the shared texts may come to, each, unpacked. They are read through, and never held. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024

/** A workbook that is open: which of its sheets is read, which are not, and its rows. */
export interface OpenWorkbook {
  readonly sheet: string
  readonly otherSheets: readonly string[]
  readonly rows: AsyncIterable<readonly FileRecord[]>
}

/** What the formats before 2007 begin with, and what holds an encrypted workbook (MS-CFB). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** The stream that an encrypted workbook lies in (MS-OFFCRYPTO). */
const ENCRYPTED = new TextEncoder().encode([...'EncryptedPackage'].join('\0'))

const holds = (bytes: Uint8Array, part: Uint8Array): boolean => {
  for (let at = bytes.indexOf(part[0]!); at >= 0; at = bytes.indexOf(part[0]!, at + 1))
    if (part.every((byte, i) => bytes[at + i] === byte)) return true
  return false
}

/** Opens an Office Open XML workbook (ECMA-376). Throws a {@link WorkbookFault}, as its rows do when they are read. */
export const openWorkbook = async (bytes: Uint8Array): Promise<OpenWorkbook> => {
  if (COMPOUND.every((byte, i) => bytes[i] === byte))
    throw new WorkbookFault(holds(bytes, ENCRYPTED) ? 'workbook_encrypted' : 'workbook_too_old')
  const archive = new ZipArchive(bytes)
  const parts = await readParts(archive)
  const texts =
    parts.sharedTexts === null ? null : await readSharedTexts(archive.read(parts.sharedTexts, MAX_UNPACKED_BYTES))
  return {
    sheet: parts.sheet.name,
    otherSheets: parts.otherSheets,
    rows: sheetRows(archive.read(parts.sheet.path, MAX_UNPACKED_BYTES), {
      textAt: index => texts?.at(index) ?? null,
      formats: parts.formats,
      is1904: parts.is1904,
    }),
  }
}
