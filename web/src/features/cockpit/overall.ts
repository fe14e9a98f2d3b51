import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { api } from '@/shared/api/client'
import type { Alert, Overall, Vital } from '@/shared/api/types'

/** Changes of the stream come in bursts: they are asked about together. */
const GATHER_MS = 400

/** What the state hangs on, as far as this screen shows it: when it changes, the server is asked again. */
export function fingerprint(vitals: readonly Vital[], alerts: Iterable<Alert>): string {
  const loud = [...alerts].filter((a) => a.state === 'OPEN').map((a) => `${a.id}:${a.level}:${a.muted ? 'quiet' : 'loud'}`)
  const signs = vitals.map((v) => `${v.property}:${v.value === null ? 'unknown' : v.level !== null ? 'outside' : 'known'}`)
  return [...loud.sort(), ...signs].join(' ')
}

/** How the division is on the whole. The rule is the server's alone, so that page, wall and programs say the same. */
export function useOverall(area: Ref<string | null>, replay: Ref<number | null>, seen: () => string): Ref<Overall | null> {
  const overall = shallowRef<Overall | null>(null)
  let timer: ReturnType<typeof setTimeout>
  let running: AbortController | undefined
  async function load(): Promise<void> {
    if (!area.value) return
    running?.abort()
    const { signal } = (running = new AbortController())
    const at = replay.value === null ? undefined : new Date(replay.value).toISOString()
    // what was said last stays when the server is not reached: the banner tells of that
    const fresh = await api.overall(area.value, at, signal).catch(() => null)
    if (fresh && !signal.aborted) overall.value = fresh
  }
  watch([area, replay, seen], () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), GATHER_MS)
  }, { immediate: true })
  onScopeDispose(() => (clearTimeout(timer), running?.abort()))
  return overall
}
