import { secureHeaders } from 'hono/secure-headers'

/** Of this server's host, not of the shop's other hosts, and its proxy says it. */
const noTransport = { strictTransportSecurity: false } as const

/**
 * What browsers are told of the kiosk's files: its screen stands in no other page, where a touch could be stolen, and asks
 * for the camera alone. What its scripts may do is in the page itself, so that it holds without a network, too.
 */
export const kioskHeaders = secureHeaders({
  ...noTransport,
  contentSecurityPolicy: { frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  permissionsPolicy: { camera: ['self'], microphone: false, geolocation: false, payment: false, usb: false },
})

/**
 * The kiosk's reader of camera pictures compiles WebAssembly, which a page of ours may not: it is a worker of its own, and
 * may do that and fetch from us, nothing else.
 */
export const readerHeaders = secureHeaders({
  ...noTransport,
  contentSecurityPolicy: { defaultSrc: ["'none'"], scriptSrc: ["'wasm-unsafe-eval'"], connectSrc: ["'self'"] },
})
