import type { JournalFormat } from './journal-format.ts'

/** One JSON array, a transaction a line: cut off, it is no JSON. */
export const jsonFormat: JournalFormat = {
  mediaType: 'application/json',
  extension: 'json',
  begin: () => {
    let before = '\n'
    return {
      head: '[',
      body: entries =>
        entries
          .map(entry => {
            const line = before + JSON.stringify(entry)
            before = ',\n'
            return line
          })
          .join(''),
      tail: () => '\n]\n',
    }
  },
}
