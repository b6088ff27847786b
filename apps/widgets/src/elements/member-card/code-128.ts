/** The widths of bar, space, bar, space, bar, space of every symbol (ISO/IEC 15417), in modules. */
const SYMBOLS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'
const STOP = '2331112'
const START_C = 105
/** What a reader needs to see empty at both ends, in modules. */
const QUIET = 10

/** A Code 128 barcode of digits, two to a symbol. */
export interface Barcode {
  /** In modules, with the empty ends. */
  readonly width: number
  /** The bars as an SVG path, one unit high. */
  readonly path: string
}

/** Draws an even number of digits; null for anything else. */
export function code128(digits: string): Barcode | null {
  if (!/^(\d\d)+$/.test(digits)) return null
  const values = [START_C, ...(digits.match(/../g) ?? []).map(Number)]
  const check = values.reduce((sum, value, place) => sum + value * Math.max(1, place), 0) % 103
  const widths = [...values, check].map(value => SYMBOLS.slice(6 * value, 6 * value + 6)).join('') + STOP
  let x = QUIET
  let path = ''
  for (const [place, width] of [...widths].entries()) {
    if (place % 2 === 0) path += `M${x} 0h${width}v1h-${width}z`
    x += Number(width)
  }
  return { width: x + QUIET, path }
}
