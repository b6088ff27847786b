import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480
const RATE = 10
const WHITE = 235
const BLACK = 16
const NO_COLOUR = 128

/** A video in which QR codes are held to a camera, each for a second, over and over, as Chromium's fake camera plays it. */
export interface FakeVideo {
  readonly path: string
  remove(): void
}

export function fakeVideo(...texts: string[]): FakeVideo {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-camera-'))
  const path = join(folder, 'camera.y4m')
  const frames = texts.flatMap(text => Array<Buffer>(RATE).fill(frameOf(text)))
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420mpeg2\n`)
  writeFileSync(path, Buffer.concat([header, ...frames.flatMap(frame => [Buffer.from('FRAME\n'), frame])]))
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** One picture: brightness of every point, then colours of every fourth. */
function frameOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const scale = Math.floor(HEIGHT / size)
  const frame = Buffer.alloc(WIDTH * HEIGHT * 1.5, NO_COLOUR)
  const left = Math.floor((WIDTH - scale * size) / 2)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      frame[y * WIDTH + x] = data[Math.floor(y / scale)]?.[Math.floor((x - left) / scale)] ? BLACK : WHITE
  return frame
}
