import { ref } from 'vue'
import { api } from '@/shared/api/client'
import { BrowserShelf, Outbox, type Waiting } from '@/shared/outbox/outbox'

const outbox = new Outbox(new BrowserShelf(), { addPhoto: api.addPhoto, act: api.act, addReportPhoto: api.addReportPhoto, report: api.report })
const waiting = ref<Waiting[]>([])
const online = ref(navigator.onLine)
let sending: Promise<void> | undefined
let started = false

/** Longest time between two tries while something waits; the browser's own "online" sign is not always given. */
const RETRY_MS = 20_000

async function look(): Promise<void> {
  waiting.value = await outbox.list()
}

async function flush(): Promise<void> {
  sending ??= (async () => {
    try {
      const result = await outbox.flush()
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
  const add = async (item: Omit<Waiting, 'state' | 'refusal'>) => {
    await outbox.add(item)
    await look()
    await flush()
  }
  const discard = async (id: string) => {
    await outbox.discard(id)
    await look()
  }
  return { waiting, online, add, discard, flush }
}
