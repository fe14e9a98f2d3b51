// The grid workers' page without a network: its files come from the cache that was filled when this worker was
// installed; data (/api) is never kept here, since an old task list shown as new would mislead. What a worker sends
// while offline waits in the page's own outbox (shared/outbox).
const VERSION = __VERSION__
const FILES = __FILES__
const CACHE = 'furong-field-' + VERSION

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n.startsWith('furong-field-') && n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') {
    // The page itself: fresh when the network answers, else the shell of this version.
    event.respondWith(fetch(event.request).catch(() => caches.match('/m/', { cacheName: CACHE })))
    return
  }
  if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname, { cacheName: CACHE }).then((hit) => hit ?? fetch(event.request)))
  }
})
