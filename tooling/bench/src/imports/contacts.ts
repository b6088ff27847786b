const ROWS_A_PIECE = 500

/** A file of so many made-up contacts, as a network brings one: piece by piece. */
export function* contacts(rows: number): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  yield encoder.encode('externalId,name,phone,birthday,gender\n')
  for (let from = 0; from < rows; from += ROWS_A_PIECE) {
    let text = ''
    for (let i = from; i < Math.min(rows, from + ROWS_A_PIECE); i++)
      text += `c${i},王芳${i},${13_000_000_000 + i},19${60 + (i % 40)}-0${1 + (i % 9)}-1${i % 10},${i % 2 ? '女' : 'male'}\n`
    yield encoder.encode(text)
  }
}
