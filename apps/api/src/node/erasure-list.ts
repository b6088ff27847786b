import { open, readFile } from 'node:fs/promises'

/** The file of a data folder that tells who was erased; no backup has it. */
export const ERASURES = 'erasures'

/** A member who was erased, as the list names one. */
export interface Erased {
  readonly programId: string
  readonly memberId: string
}

/** A list of who was erased, one a line: ids alone, which lead nowhere. The same one may be there several times. */
export const erasureList = (path: string) => ({
  /** Adds a member; resolves once that is on the disk. */
  keep: async (programId: string, memberId: string): Promise<void> => {
    const file = await open(path, 'a')
    try {
      await file.appendFile(`${programId} ${memberId}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  },
  /** Everybody on it, each once. A line that was cut off was answered to nobody. */
  read: async (): Promise<readonly Erased[]> => {
    const lines = new Set((await readFile(path, 'utf8')).split('\n'))
    return [...lines].flatMap(line => {
      const [, programId, memberId] = /^(prog_\w{1,32}) (mem_\w{11})$/.exec(line) ?? []
      return programId === undefined || memberId === undefined ? [] : [{ programId, memberId }]
    })
  },
})
