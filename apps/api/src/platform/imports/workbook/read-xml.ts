import { SaxesParser } from 'saxes'
import { WorkbookFault } from './workbook-fault.ts'

/** So much may come between two tags: the longest text that a cell takes is 32,767 characters. */
const MAX_BETWEEN_TAGS = 1024 * 1024
/** No part of a workbook that is read here goes deeper. */
const MAX_DEPTH = 64

/** What is done about the elements of a document, by their names without a prefix. */
export interface XmlHandler {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Reads XML while it comes in, and gives after each piece of it a chance to take what has come. Whatever declares a
 * document type is refused, as the format has it (ECMA-376 part 2, 9.1.4): so no entity is ever looked up or multiplied.
 */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8')
  let [depth, sinceTag] = [0, 0]
  parser.on('doctype', () => {
    throw new WorkbookFault('workbook_unreadable')
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    if (++depth > MAX_DEPTH) throw new WorkbookFault('workbook_unreadable')
    handler.open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    depth--
    handler.close?.(local(name))
  })
  parser.on('text', text => handler.text?.(text))
  parser.on('cdata', text => handler.text?.(text))
  try {
    for await (const piece of pieces) {
      sinceTag += piece.length
      parser.write(decoder.decode(piece, { stream: true }))
      if (sinceTag > MAX_BETWEEN_TAGS) throw new WorkbookFault('workbook_too_large')
      yield
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof WorkbookFault ? error : new WorkbookFault('workbook_unreadable', error)
  }
  yield
}

/** Reads a document to its end. */
export const readWholeXml = async (pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> => {
  for await (const _ of readXml(pieces, handler));
}
