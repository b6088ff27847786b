import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { WorkbookFault } from './workbook-fault.ts'
import { ZipArchive } from './zip-archive.ts'

const MIB = 1024 * 1024

/** How many bytes are given of a file before it ends or is refused. */
const readAll = async (archive: ZipArchive, name: string, maxBytes: number) => {
  let given = 0
  try {
    for await (const piece of archive.read(name, maxBytes)) given += piece.length
  } catch (error) {
    return { given, code: (error as WorkbookFault).code }
  }
  return { given, code: null }
}

test('a file that unpacks to a thousand times its length is refused as soon as it is too much, whatever it says of itself', async () => {
  const bytes = zipSync({ bomb: new Uint8Array(16 * MIB) })
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < bytes.length - 30; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
  const archive = new ZipArchive(bytes)
  const { given, code } = await readAll(archive, 'bomb', MIB)
  expect(code).toBe('workbook_too_large')
  expect(given).toBeLessThanOrEqual(MIB)
})

test('files that are stored, deflated or empty are given as they are', async () => {
  const text = new TextEncoder().encode('王芳'.repeat(10_000))
  const archive = new ZipArchive(zipSync({ deflated: text, stored: [text, { level: 0 }], empty: new Uint8Array() }))
  expect(await readAll(archive, 'deflated', MIB)).toEqual({ given: text.length, code: null })
  expect(await readAll(archive, 'stored', MIB)).toEqual({ given: text.length, code: null })
  expect(await readAll(archive, 'empty', MIB)).toEqual({ given: 0, code: null })
  expect(await readAll(archive, 'other', MIB)).toEqual({ given: 0, code: 'workbook_unreadable' })
})

test('an archive whose bytes are anything at all is read or refused, and never breaks', async () => {
  const good = zipSync({ a: new TextEncoder().encode('abc'.repeat(100)) })
  for (let at = 0; at < good.length; at++) {
    const bytes = good.slice()
    bytes[at] = bytes[at]! ^ 0xff
    try {
      await readAll(new ZipArchive(bytes), 'a', MIB)
    } catch (error) {
      expect(error).toBeInstanceOf(WorkbookFault)
    }
  }
})

test('lengths told in 64 bits are read', async () => {
  const text = new TextEncoder().encode('abc'.repeat(100))
  const plain = zipSync({ a: text })
  const view = new DataView(plain.buffer)
  const end = plain.length - 22
  const entry = view.getUint32(end + 16, true)
  const packed = view.getUint32(entry + 20, true)
  const extra = new Uint8Array(28)
  const told = new DataView(extra.buffer)
  told.setUint16(0, 1, true)
  told.setUint16(2, 24, true)
  for (const [i, value] of [text.length, packed, 0].entries()) told.setBigUint64(4 + i * 8, BigInt(value), true)
  const bytes = new Uint8Array([...plain.slice(0, end), ...extra, ...plain.slice(end)])
  const long = new DataView(bytes.buffer)
  for (const offset of [20, 24, 42]) long.setUint32(entry + offset, 0xffffffff, true)
  long.setUint16(entry + 30, extra.length, true)
  expect(await readAll(new ZipArchive(bytes), 'a', MIB)).toEqual({ given: text.length, code: null })
})
