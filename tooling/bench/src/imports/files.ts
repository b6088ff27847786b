const ROWS_A_PIECE = 500

/** A file that is made while it is sent: piece by piece, and never there as a whole. */
export type MadeFile = Generator<Uint8Array<ArrayBuffer>>

function* pieces(header: string, rows: number, rowOf: (n: number) => string): MadeFile {
  const encoder = new TextEncoder()
  yield encoder.encode(`${header}\n`)
  for (let from = 0; from < rows; from += ROWS_A_PIECE) {
    let text = ''
    for (let n = from; n < Math.min(rows, from + ROWS_A_PIECE); n++) text += `${rowOf(n)}\n`
    yield encoder.encode(text)
  }
}

/** What is told of a made-up person, by the columns of {@link MEMBER_COLUMNS}. */
export const memberCells = (n: number): readonly string[] => [
  `c${n}`,
  `王芳${n}`,
  String(13_000_000_000 + n),
  `19${60 + (n % 40)}-0${1 + (n % 9)}-1${n % 10}`,
  n % 2 ? '女' : 'male',
]
export const MEMBER_COLUMNS = ['externalId', 'name', 'phone', 'birthday', 'gender'] as const

/** So many made-up contacts. */
export const memberFile = (rows: number): MadeFile => pieces(MEMBER_COLUMNS.join(), rows, n => memberCells(n).join())

const DAY_MS = 86_400_000

/** So many receipts of one line, in the order of their time over the last nine days, of so many members in turn. */
export const receiptFile = (rows: number, members: number): MadeFile => {
  const from = Date.now() - 10 * DAY_MS
  return pieces(
    'externalId,memberExternalId,occurredAt,store,sku,brand,category,size,quantity,unitPrice,tender',
    rows,
    n => {
      const at = new Date(from + Math.floor((9 * DAY_MS * n) / rows)).toISOString()
      return `till-${n},c${n % members},${at},nanjing-road,A${n % 500},maison,apparel,M,1,${100 + (n % 300)}.00,wechat`
    },
  )
}
