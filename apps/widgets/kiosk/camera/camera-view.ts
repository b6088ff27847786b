import { openQrReader, type QrReader } from './qr-reader.ts'

/** Why there is nothing to see: it may not, there is none, or it has gone. */
export type CameraTrouble = 'camera_denied' | 'camera_missing' | 'camera_lost'

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'camera_denied',
  NotFoundError: 'camera_missing',
  OverconstrainedError: 'camera_missing',
}
const VIEW: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
}
/** Cards are digits. Posters and tickets have QR codes, too. */
const CARD = /^\d[\d -]{10,}$/

/**
 * What the camera sees, until it has seen a card. The camera is on as long as the element is in a page that is looked
 * at, and no longer than the first card; no picture leaves the device or is kept.
 *
 * @element laurel-kiosk-camera
 *
 * @fires camera-code - A card was seen. `detail` is its code.
 * @fires camera-trouble - There is nothing to see. `detail` tells why.
 */
export class CameraView extends HTMLElement {
  #stop: AbortController | null = null

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    const lose = () => document.visibilityState === 'hidden' && this.#end('camera-trouble', 'camera_lost')
    document.addEventListener('visibilitychange', lose, { signal })
    addEventListener('pagehide', () => this.#stop?.abort(), { signal })
    void this.#watch(signal)
  }

  disconnectedCallback(): void {
    this.#stop?.abort()
  }

  async #watch(signal: AbortSignal): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(VIEW)
      const turnOff = () => stream.getTracks().forEach(track => track.stop())
      if (signal.aborted) return turnOff()
      signal.addEventListener('abort', turnOff)
      for (const track of stream.getTracks())
        track.addEventListener('ended', () => this.#end('camera-trouble', 'camera_lost'), { signal })
      const video = await this.#show(stream, signal)
      const reader = await openQrReader()
      if (signal.aborted) return reader.close()
      signal.addEventListener('abort', () => reader.close())
      await this.#read(video, reader, signal)
    } catch (error) {
      if (!signal.aborted) this.#end('camera-trouble', TROUBLES[(error as Error).name] ?? 'camera_lost')
    }
  }

  async #show(stream: MediaStream, signal: AbortSignal): Promise<HTMLVideoElement> {
    const video = document.createElement('video')
    video.muted = true
    video.playsInline = true
    video.ariaLabel = this.getAttribute('label')
    video.srcObject = stream
    signal.addEventListener('abort', () => {
      video.srcObject = null
      video.remove()
    })
    this.append(video)
    await video.play()
    return video
  }

  async #read(video: HTMLVideoElement, reader: QrReader, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const code = (await reader.read(video)).find(text => CARD.test(text))
      if (code && !signal.aborted) return this.#end('camera-code', code)
      await new Promise(resolve => video.requestVideoFrameCallback(resolve))
    }
  }

  #end(event: 'camera-code' | 'camera-trouble', detail: string): void {
    this.#stop?.abort()
    this.dispatchEvent(new CustomEvent(event, { detail }))
  }
}
