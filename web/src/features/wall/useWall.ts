import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '@/shared/api/client'
import { ApiError, get, post, withQuery } from '@/shared/api/http'
import type { Division, VitalChild } from '@/shared/api/types'
import { useNow } from '@/shared/time/now'
import { setZone } from '@/shared/time/zone'
import { turnAt, viewAt, type Wall } from './wall'

/** Everything that may happen; what it was does not matter, the wall reads its document again. */
const EVENTS = ['snapshot', 'reset', 'alert', 'vital', 'case', 'calm', 'warning'] as const
/** Changes that come together are read together. */
const GATHER_MS = 2_000
/** A line that died without a word is found by this, and times of the roster and of deadlines pass. */
const LOOK_MS = 60_000
/** Between two tries to reach the server: soon enough that a restart is over unseen, no storm from ten screens. */
const RETRY_MS = 5_000

/** What the wall shows, kept fresh by the stream, over reconnects, restarts of the server and midnight. */
export function useWall() {
  const route = useRoute()
  const router = useRouter()
  const now = useNow()
  const wall = shallowRef<Wall | null>(null)
  const division = shallowRef<Division | null>(null)
  const children = shallowRef<VitalChild[]>([])
  const state = ref<'starting' | 'live' | 'down' | 'locked'>('starting')
  const heardAt = ref(0)
  const asked = computed(() => (typeof route.query.division === 'string' ? route.query.division : undefined))

  let source: EventSource | undefined
  let gather: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  /** The key stands behind the # of the link, which no server writes into its log; it is kept as a cookie that no script reads. */
  async function unlock(): Promise<void> {
    const key = /^#key=([\w-]+)$/.exec(route.hash)?.[1]
    if (!key) return
    await router.replace({ query: route.query, hash: '' })
    await post('/api/wall/session', { key })
  }

  async function load(): Promise<void> {
    try {
      const fresh = await get<Wall>('/api/wall', { division: asked.value })
      setZone(fresh.city.zone)
      if (division.value?.code !== fresh.division.code) division.value = await api.division(fresh.division.code)
      wall.value = fresh
      heardAt.value = Date.now()
      state.value = 'live'
      if (!source) listen()
      await colour()
    } catch (reason) {
      failed(reason)
    }
  }

  function failed(reason: unknown): void {
    const locked = reason instanceof ApiError && (reason.status === 401 || reason.status === 403)
    if (locked) wall.value = null
    state.value = locked ? 'locked' : 'down'
    source?.close()
    source = undefined
    again()
  }

  function again(): void {
    clearTimeout(retry)
    retry = setTimeout(() => void load(), RETRY_MS)
  }

  function listen(): void {
    source = new EventSource(withQuery('/api/wall/live', { division: asked.value }))
    for (const name of EVENTS) source.addEventListener(name, changed)
    source.onerror = () => {
      source?.close()
      source = undefined
      state.value = 'down'
      again()
    }
  }

  function changed(): void {
    gather ??= setTimeout(() => ((gather = undefined), void load()), GATHER_MS)
  }

  const views = computed(() => ['', ...(wall.value?.vitals ?? []).filter((v) => v.value !== null).map((v) => v.property)])
  const seconds = computed(() => wall.value?.seconds ?? 0)
  const view = computed(() => viewAt(now.value, seconds.value, views.value.length))
  const turn = computed(() => turnAt(now.value, seconds.value))
  const sign = computed(() => views.value[view.value.index] ?? '')

  async function colour(): Promise<void> {
    const property = sign.value
    if (!property) return void (children.value = [])
    const found = await get<{ items: VitalChild[] }>('/api/wall/children', { division: asked.value, property })
    if (property === sign.value) children.value = found.items
  }
  watch(sign, () => void colour().catch(() => (children.value = [])))

  // The link may be typed over an open wall: then nothing but the part behind the # changes.
  watch(() => route.hash, (hash, before) => {
    if (before !== undefined && hash === '') return
    void unlock()
      .catch(() => undefined) // the wall says that it is locked
      .then(load)
  }, { immediate: true })
  const look = setInterval(() => void load(), LOOK_MS)
  onScopeDispose(() => {
    clearInterval(look)
    clearTimeout(gather)
    clearTimeout(retry)
    source?.close()
  })
  return { wall, division, children, state, heardAt, now, views, view, turn, sign, seconds }
}
