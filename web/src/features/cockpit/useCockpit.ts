import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '@/shared/api/client'
import { ApiError } from '@/shared/api/http'
import type { ActivityStep, Alert, Division, Vital, VitalChild } from '@/shared/api/types'
import { noteAnswer, useLive } from '@/shared/live/stream'
import { useSession } from '@/shared/session'
import { useNow } from '@/shared/time/now'
import { onMap, warningApi, type WarningArea } from '@/shared/warning/warning'
import { readCockpit, writeCockpit, type CockpitState } from '@/shared/url/cockpit'

/** Trends and the colours of the map move with 5-minute windows: asking twice a minute shows each within half of one. */
const REFRESH_MS = 30_000
/** While the scrubber moves, moments follow each other fast: only where it rests is asked for. */
const REST_MS = 160
/** Bars of the histogram: 24 h in quarters of an hour. */
export const STEP_SECONDS = 900
export const DAY_MS = 86_400_000
/** More are not read in a queue; the list has them all. As many as the stream begins with. */
const MOST_ALERTS = 500

const WARNINGS_MS = 300_000

/** Everything the cockpit shows, as a function of its address and of what the server says. */
export function useCockpit() {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const now = useNow()

  const state = computed(() => readCockpit(route.query))
  const area = computed(() => state.value.area ?? session.user?.division?.code ?? session.city?.root ?? null)
  const replay = computed(() => state.value.t)
  const live = useLive(computed(() => (replay.value === null ? area.value : null)))

  const division = shallowRef<Division | null>(null)
  const asked = shallowRef<Vital[]>([])
  const children = shallowRef<VitalChild[]>([])
  const activity = shallowRef<ActivityStep[]>([])
  const askedAlerts = shallowRef<Alert[]>([])
  /** The open alerts of whoever is chosen, asked for by name: the stream begins with the worst of all only. */
  const askedOfPerson = shallowRef<Alert[]>([])
  /** Warnings of others that are in force here; of the past nobody knows when each one ended. */
  const warnings = shallowRef<WarningArea[]>([])
  const loading = ref(true)
  const error = ref<unknown>(null)

  /** Small changes of view replace the address; a step down or up the levels is a step of the history. */
  function go(change: Partial<CockpitState>): void {
    const step = 'area' in change
    void router[step ? 'push' : 'replace']({ query: writeCockpit({ ...state.value, ...change }) })
  }

  const at = () => (replay.value === null ? undefined : new Date(replay.value).toISOString())
  let running: AbortController | undefined

  async function load(): Promise<void> {
    const code = area.value
    if (!code) return
    running?.abort()
    const { signal } = (running = new AbortController())
    try {
      const who = state.value.who
      const of = { division: code, state: replay.value === null ? 'open' : 'all', at: at(), size: MOST_ALERTS }
      const [place, vitals, alerts, ofPerson] = await Promise.all([
        division.value?.code === code ? division.value : api.division(code),
        api.vitals(code, at(), signal),
        // of the past: what was open then, though it is cleared since
        api.alerts(of, signal),
        who ? api.alerts({ ...of, assigned: who }, signal) : null,
      ])
      if (signal.aborted) return
      division.value = place
      asked.value = vitals.items
      askedAlerts.value = asOpen(alerts.items)
      askedOfPerson.value = asOpen(ofPerson?.items ?? [])
      requiet(alerts.items)
      error.value = null
      noteAnswer(true)
      await loadChildren(signal)
    } catch (reason) {
      if (signal.aborted) return
      error.value = reason
      noteAnswer(!(reason instanceof ApiError && reason.offline))
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  /** What is shown of the past was open then. */
  const asOpen = (items: Alert[]): Alert[] => (replay.value === null ? items : items.map((alert) => ({ ...alert, state: 'OPEN' as const })))

  /** The stream tells an alert when it changes itself; whether something keeps it quiet the answer knows better. */
  function requiet(items: readonly Alert[]): void {
    if (!live.value.synced) return
    const told = new Map(live.value.alerts)
    for (const item of items) {
      const known = told.get(item.id)
      if (known && known.changedAt === item.changedAt) told.set(item.id, item)
    }
    live.value = { ...live.value, alerts: told }
  }

  const sign = computed(() => (vitals.value.some((v) => v.property === state.value.sign) ? state.value.sign : (vitals.value.find((v) => v.value !== null) ?? vitals.value[0])?.property ?? null))

  async function loadChildren(signal?: AbortSignal): Promise<void> {
    if (!area.value || !sign.value) return void (children.value = [])
    children.value = await api.vitalChildren(area.value, sign.value, at(), signal)
  }

  async function loadActivity(): Promise<void> {
    if (!area.value) return
    const to = Date.now()
    activity.value = await api.activity(area.value, new Date(to - DAY_MS).toISOString(), new Date(to).toISOString(), STEP_SECONDS).catch(() => activity.value)
  }

  async function loadWarnings(): Promise<void> {
    const code = area.value
    if (!code || replay.value !== null) return void (warnings.value = [])
    const told = await warningApi.areas(code).catch(() => null)
    if (told && code === area.value && replay.value === null) warnings.value = onMap(told.features)
  }

  const vitals = computed<Vital[]>(() => {
    if (replay.value !== null) return asked.value
    const told = live.value.vitals
    // The first answer has the order and the trends; the stream has the newest values.
    const merged = asked.value.map((vital) => {
      const fresh = told.get(vital.property)
      return fresh ? { ...vital, ...fresh, trend: fresh.trend?.length ? fresh.trend : vital.trend } : vital
    })
    return merged.length > 0 ? merged : [...told.values()].map((v) => ({ ...v, trend: v.trend ?? [] }))
  })

  const alerts = computed<ReadonlyMap<string, Alert>>(() =>
    replay.value === null && live.value.synced ? live.value.alerts : new Map(askedAlerts.value.map((alert) => [alert.id, alert])),
  )

  /** What stands in the queue: all, or those that one person looks after. */
  const queued = computed<ReadonlyMap<string, Alert>>(() => {
    const who = state.value.who === 'me' ? session.user?.id : state.value.who
    if (!who) return alerts.value
    const all = new Map(askedOfPerson.value.map((alert) => [alert.id, alert]))
    for (const [id, alert] of alerts.value) all.set(id, alert)
    return new Map([...all].filter(([, alert]) => alert.assignee?.id === who))
  })

  watch(area, () => ((loading.value = true), void load(), void loadActivity()), { immediate: true })
  let rest: ReturnType<typeof setTimeout>
  watch(replay, () => {
    clearTimeout(rest)
    rest = setTimeout(() => void load(), REST_MS)
  })
  watch(() => state.value.who, () => void load())
  watch(sign, () => void loadChildren().catch(() => (children.value = [])))
  // A silence, a shelf, a window: many alerts go quiet or loud at once.
  watch(() => live.value.calm, () => {
    if (replay.value === null && live.value.synced) void load()
  })
  // One ends by its time, which nobody tells: once every five minutes is soon enough for what lasts hours.
  watch([area, () => live.value.warning, replay, () => Math.floor(now.value / WARNINGS_MS)], () => void loadWarnings(), { immediate: true })
  const timer = setInterval(() => {
    if (replay.value === null) void load()
    void loadActivity()
  }, REFRESH_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(rest)
    running?.abort()
  })

  /** Puts an alert that the server answered into the picture without waiting for the stream. */
  function patch(alert: Alert): void {
    askedAlerts.value = askedAlerts.value.map((known) => (known.id === alert.id ? alert : known))
    if (live.value.alerts.has(alert.id)) live.value = { ...live.value, alerts: new Map(live.value.alerts).set(alert.id, alert) }
  }

  const moment = computed(() => replay.value ?? now.value)
  return { state, area, division, vitals, children, activity, alerts, queued, warnings, sign, loading, error, replay, moment, now, live, go, load, patch }
}
