import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { withQuery } from '@/shared/api/http'
import { emptyLive, reduce, type LiveEvent } from './reducer'

export type Connection = 'connecting' | 'live' | 'stale' | 'down'

/** First wait before a new try after the browser gave up; doubles up to the longest. */
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/** How the live connection stands; the shell shows it. Null while no page listens. */
export const connection: Ref<Connection | null> = ref(null)

/**
 * Notes whether the server has just answered an ordinary question. The pings of the stream are comments that a browser
 * swallows, so a line that died without a word is found by this: a page asks each half minute anyway.
 */
export function noteAnswer(answered: boolean): void {
  if (connection.value === 'live' && !answered) connection.value = 'stale'
  else if (connection.value === 'stale' && answered) connection.value = 'live'
}

/** Listens to `/api/live` of a division as long as the calling component lives. Null pauses (replay). */
export function useLive(division: Ref<string | null>) {
  const state = shallowRef(emptyLive)
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_RETRY_MS

  const take = (event: LiveEvent) => {
    wait = FIRST_RETRY_MS
    connection.value = 'live'
    state.value = reduce(state.value, event)
  }

  function open(code: string): void {
    connection.value = 'connecting'
    source = new EventSource(withQuery('/api/live', { division: code }))
    source.onopen = () => (connection.value = 'live')
    for (const type of ['snapshot', 'alert', 'vital', 'case', 'calm', 'inbox', 'warning'] as const) {
      source.addEventListener(type, (message) => take({ type, data: JSON.parse((message as MessageEvent<string>).data) } as LiveEvent))
    }
    // After a reset the server sends a new snapshot on the same line.
    source.addEventListener('reset', () => take({ type: 'reset' }))
    // Other versions of packs are in force: a new snapshot has their tiles. Not all browsers in the same instant.
    source.addEventListener('packs', () => reopen(code, Math.random() * FIRST_RETRY_MS))
    source.onerror = () => {
      connection.value = 'down'
      // A closed source does not try again by itself (an HTTP error such as 401 or 503 closes it).
      if (source?.readyState === EventSource.CLOSED) {
        reopen(code, wait)
        wait = Math.min(wait * 2, LONGEST_RETRY_MS)
      }
    }
  }

  function close(): void {
    clearTimeout(retry)
    source?.close()
    source = undefined
  }

  function reopen(code: string, afterMs: number): void {
    close()
    retry = setTimeout(() => open(code), afterMs)
  }

  watch(
    division,
    (code) => {
      close()
      state.value = emptyLive
      if (code) open(code)
      else connection.value = null
    },
    { immediate: true },
  )

  onScopeDispose(() => {
    close()
    connection.value = null
  })
  return state
}
