import { keepDevice, readDevice, type Device } from './device.ts'
import { ask, Refused, type Kiosk } from './kiosk-api.ts'

const HEARTBEAT_MS = 60_000
const LOST_MS = 5_000

/** What a screen is to do as it stands with its program. */
export interface LinkListener {
  /** The program knows it, as it is now. */
  readonly known: (kiosk: Kiosk) => void
  /** Nothing can be asked: it is tried again by itself. */
  readonly lost: () => void
  /** Its key is worth nothing any more. */
  readonly revoked: () => void
  /** It has no key yet, and may be offline besides. */
  readonly unenrolled: (isOffline: boolean) => void
  /** Nobody has said whose screen it is. */
  readonly unaddressed: () => void
}

/** Keeps a screen in touch with its program: it looks now and each minute, and comes back by itself. */
export class DeviceLink {
  readonly #on: LinkListener
  #device: Device | null = null
  #heartbeat: ReturnType<typeof setTimeout> | undefined

  constructor(on: LinkListener) {
    this.#on = on
  }

  get key(): string {
    return this.#device?.key ?? ''
  }

  start(): void {
    this.#device = readDevice()
    addEventListener('online', this.look)
    addEventListener('offline', this.lose)
    void this.look()
  }

  stop(): void {
    clearTimeout(this.#heartbeat)
    removeEventListener('online', this.look)
    removeEventListener('offline', this.lose)
  }

  /** What was asked could not be: the network is gone. */
  readonly lose = (): void => {
    this.#next(LOST_MS)
    this.#on.lost()
  }

  /** What was asked was refused to this screen's key. */
  revoke(): void {
    clearTimeout(this.#heartbeat)
    this.#device = this.#device && { ...this.#device, key: null }
    if (this.#device) keepDevice(this.#device)
    this.#on.revoked()
  }

  /** Makes it a screen of the program by a code. Rejects with Refused. */
  async enrol(code: string): Promise<void> {
    const { program } = this.#device!
    const { key } = await ask<{ key: string }>('POST', '/v1/kiosks/enroll', program, { code })
    this.#device = { program, key }
    keepDevice(this.#device)
    // The key is no part of an address that somebody may photograph; neither is the program, from now on.
    history.replaceState(null, '', location.pathname)
  }

  /** Asks whether the program still knows this screen. */
  readonly look = async (): Promise<void> => {
    if (!this.#device) return this.#on.unaddressed()
    const { key } = this.#device
    if (!key) {
      // Nobody can be asked yet: what the machine says of its network has to do.
      const isOffline = !navigator.onLine
      if (isOffline) this.#next(LOST_MS)
      return this.#on.unenrolled(isOffline)
    }
    try {
      this.#on.known(await ask<Kiosk>('GET', '/v1/kiosk', key))
      this.#next(HEARTBEAT_MS)
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return this.revoke()
      if (error instanceof Refused && error.code === 'offline') this.lose()
      else this.#next(LOST_MS)
    }
  }

  #next(ms: number): void {
    clearTimeout(this.#heartbeat)
    this.#heartbeat = setTimeout(this.look, ms)
  }
}
