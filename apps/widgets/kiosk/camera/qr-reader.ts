/** Reads the QR codes of what a video shows just now. */
export interface QrReader {
  /** Their texts. Throws where this reader cannot read at all. */
  read(video: HTMLVideoElement): Promise<readonly string[]>
  /** Forgets everything that it has seen. */
  close(): void
}

interface NativeDetector {
  detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorClass {
  new (options: { readonly formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

/** The browser's own reader where it has one that knows QR; else ours, which is loaded now and not before. */
export async function openQrReader(): Promise<QrReader> {
  const { BarcodeDetector: Native } = globalThis as { BarcodeDetector?: NativeDetectorClass }
  // Some browsers have it and no format.
  const formats = await Native?.getSupportedFormats().catch((): readonly string[] => [])
  if (!Native || !formats?.includes('qr_code')) return readInWorker()
  const detector = new Native({ formats: ['qr_code'] })
  return {
    read: async video => (await detector.detect(video)).map(({ rawValue }) => rawValue),
    close: () => {},
  }
}

function readInWorker(): QrReader {
  const worker = new Worker('/kiosk/code-reader.js', { type: 'module' })
  const isBroken = new Promise<never>((_, reject) =>
    worker.addEventListener('error', () => reject(new Error('The reader of codes could not be loaded'))),
  )
  isBroken.catch(() => {})
  return {
    async read(video) {
      const picture = await createImageBitmap(video)
      const answer = new Promise<readonly string[] | null>(resolve =>
        worker.addEventListener('message', ({ data }) => resolve(data), { once: true }),
      )
      worker.postMessage(picture, [picture])
      const codes = await Promise.race([answer, isBroken])
      if (!codes) throw new Error('The reader of codes failed')
      return codes
    },
    close: () => worker.terminate(),
  }
}
