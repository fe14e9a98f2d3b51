// The grid workers' page without a network: its files come from the cache that was filled when this worker was
// installed; data (/api) is never kept here, since an old task list shown as new would mislead. What a worker sends
// while offline waits in the page's own outbox (shared/outbox). The map is not among those files: it is a megabyte. What
// of it was fetched once - its program, and the borders of divisions, which are public - is there without a network.
const VERSION = __VERSION__
const FILES = __FILES__
const CACHE = 'furong-field-' + VERSION
const SEEN = 'furong-seen'
/** Programs of two versions and the tiles of a street at all depths: some 5 MB. */
const MOST_SEEN = 400

/** Keeps a copy of what came, and lets go of what was kept longest. */
async function keep(request, answer) {
  if (!answer.ok) return
  const cache = await caches.open(SEEN)
  await cache.put(request, answer)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_SEEN)).map((old) => cache.delete(old)))
}

/** From the network, and kept; without a network what was kept. */
async function seen(event) {
  try {
    const answer = await fetch(event.request)
    event.waitUntil(keep(event.request, answer.clone()))
    return answer
  } catch (error) {
    const kept = await caches.match(event.request.url, { cacheName: SEEN, ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

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
  } else if (url.pathname.startsWith('/assets/') || url.pathname.startsWith('/tiles/divisions/')) {
    event.respondWith(seen(event))
  }
})
