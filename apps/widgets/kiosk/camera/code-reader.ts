// A worker of its own: it alone may compile WebAssembly, and what it reads keeps no button waiting.
import { BarcodeDetector, prepareZXingModule, ZXING_WASM_SHA256 } from 'barcode-detector/ponyfill'
import { wasmFile } from './wasm-file.ts'

// Ours, never a CDN's.
void prepareZXingModule({ overrides: { locateFile: () => `/kiosk/${wasmFile(ZXING_WASM_SHA256)}` } })
const detector = new BarcodeDetector({ formats: ['qr_code'] })

addEventListener('message', async ({ data: picture }: MessageEvent<ImageBitmap>) => {
  try {
    const codes = await detector.detect(picture)
    postMessage(codes.map(({ rawValue }) => rawValue))
  } catch {
    postMessage(null)
  } finally {
    picture.close()
  }
})
