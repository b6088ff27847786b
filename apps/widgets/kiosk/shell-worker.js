// Keeps the shell of the kiosk, so that the page comes up while the network is away, and what reads codes from its first
// use on. Nothing of a member, and no answer of the API, is ever kept.
const SHELL = 'laurel-kiosk-1'
/** Its name tells its contents: there is no newer one of that name. */
const READER = /^\/kiosk\/zxing-\w+\.wasm$/
const MANIFESTS = ['', '.zh-CN', '.zh-TW'].map(language => `/kiosk/manifest${language}.webmanifest`)
const FILES = ['/kiosk/', '/kiosk/kiosk.js', '/kiosk/kiosk.css', '/kiosk/icon.svg', ...MANIFESTS]

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then(cache => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(names.filter(name => name !== SHELL).map(name => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', event => {
  const { method, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  if (READER.test(pathname)) return event.respondWith(keptReader(event.request))
  if (!FILES.includes(pathname)) return
  // The network first: a new version is there with the next load.
  event.respondWith(
    fetch(event.request)
      .then(answer => {
        const kept = answer.clone()
        if (answer.ok) event.waitUntil(caches.open(SHELL).then(cache => cache.put(pathname, kept)))
        return answer
      })
      .catch(() => caches.match(pathname).then(kept => kept ?? Response.error())),
  )
})

async function keptReader(request) {
  const cache = await caches.open(SHELL)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (!answer.ok) return answer
  for (const { url } of await cache.keys()) if (READER.test(new URL(url).pathname)) await cache.delete(url)
  await cache.put(request, answer.clone())
  return answer
}
