import { ref } from 'vue'
import { api } from '@/shared/api/client'
import { BrowserShelf, Outbox, type Waiting } from '@/shared/outbox/outbox'

const outbox = new Outbox(new BrowserShelf(), { addPhoto: api.addPhoto, act: api.act, addReportPhoto: api.addReportPhoto, report: api.report, mendOnSpot: api.mendOnSpot })
const waiting = ref<Waiting[]>([])
const online = ref(navigator.onLine)
let sending: Promise<void> | undefined
let started = false

/** Longest time between two tries while something waits; the browser's own "online" sign is not always given. */
const RETRY_MS = 20_000

const WHO = 'furong.field.who'
/** Who was logged in last; known without a network too. */
export function rememberWho(login: string): void {
  try {
    localStorage.setItem(WHO, login)
  } catch {
    // Then acts are sent by whoever is here.
  }
}
function who(): string | undefined {
  try {
    return localStorage.getItem(WHO) ?? undefined
  } catch {
    return undefined
  }
}
/** Nobody is known after a telephone lost what it kept; whose acts they are is known again after the login. */
const mine = (item: Waiting) => item.by === undefined || who() === undefined || item.by === who()

async function look(): Promise<void> {
  waiting.value = (await outbox.list()).filter(mine)
}

async function flush(): Promise<void> {
  sending ??= (async () => {
    try {
      const result = await outbox.flush(mine)
      online.value = !result.stillOffline && navigator.onLine
    } finally {
      await look()
      sending = undefined
    }
  })()
  return sending
}

/** The one outbox of this phone; starts to watch the network at its first use. */
export function useOutbox() {
  if (!started) {
    started = true
    addEventListener('online', () => ((online.value = true), void flush()))
    addEventListener('offline', () => (online.value = false))
    setInterval(() => {
      if (waiting.value.some((item) => item.state === 'waiting')) void flush()
    }, RETRY_MS)
    void look().then(flush)
  }
  const add = async (...items: Omit<Waiting, 'state' | 'refusal' | 'by'>[]) => {
    for (const item of items) await outbox.add({ ...item, by: who() })
    await look()
    await flush()
  }
  const discard = async (id: string) => {
    await outbox.discard(id)
    await look()
  }
  return { waiting, online, add, discard, flush }
}
