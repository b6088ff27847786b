// Keeps the shell of the kiosk, so that the page comes up while the network is away. Nothing of a member, and no answer
// of the API, is ever kept.
const SHELL = 'laurel-kiosk-1'
const FILES = ['/kiosk/', '/kiosk/kiosk.js', '/kiosk/kiosk.css', '/kiosk/icon.svg', '/kiosk/manifest.webmanifest']

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
  if (method !== 'GET' || origin !== self.location.origin || !FILES.includes(pathname)) return
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
