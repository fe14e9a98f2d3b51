import type { CaseSummary, LngLat } from '@/shared/api/types'
import { metres } from './tasks'

/** A task on the way, with how far it is from the one before as the crow flies. */
export interface Stop { task: CaseSummary; at: LngLat; metres: number; urgent: boolean }

/** What is due within two hours comes first, wherever it is: the shortest limits of the case tables are two hours. */
const URGENT_MS = 2 * 3600_000
/** A round that nobody finishes in a day is not worth ordering; the rest follows by deadline. */
const MOST = 40

/**
 * An order in which to go to the tasks that have a place: what is urgent first, each part as short a way as is found by
 * going to the nearest, then undoing crossings (2-opt) and moving single stops. Distances are straight lines, since no streets are known
 * here; the telephone's own map leads along them. Not always the shortest: for a round of a dozen stops within a few
 * per cent of it.
 */
export function tour(tasks: readonly CaseSummary[], here: LngLat | null, nowMs: number): Stop[] {
  const placed = tasks.filter((task): task is CaseSummary & { location: LngLat } => Boolean(task.location)).slice(0, MOST)
  const urgent = (task: CaseSummary) => task.deadline !== null && Date.parse(task.deadline.at) - nowMs < URGENT_MS
  const order = [placed.filter(urgent), placed.filter((task) => !urgent(task))].reduce<(CaseSummary & { location: LngLat })[]>(
    (way, part) => [...way, ...shortest(part, way.at(-1)?.location ?? here)], [])
  return order.map((task, i) => {
    const from = i > 0 ? order[i - 1]!.location : here
    return { task, at: task.location, metres: from ? metres(from, task.location) : 0, urgent: urgent(task) }
  })
}

type Placed = { location: LngLat }

function shortest<T extends Placed>(stops: readonly T[], start: LngLat | null): T[] {
  let way = nearestFirst(stops, start)
  let long = total(way, start)
  // Each round takes every change that makes the way shorter by half a metre; a few rounds settle forty stops.
  for (let better = true; better; ) {
    better = false
    for (let i = 0; i < way.length; i++) {
      for (let k = 0; k < way.length; k++) {
        for (const other of [turned(way, i, k), moved(way, i, k)]) {
          const metres = total(other, start)
          if (metres < long - 0.5) [way, long, better] = [other, metres, true]
        }
      }
    }
  }
  return way
}

/** The way with the part from i to k gone the other way around. */
const turned = <T>(way: readonly T[], i: number, k: number): T[] => (i < k ? [...way.slice(0, i), ...way.slice(i, k + 1).reverse(), ...way.slice(k + 1)] : [...way])

/** The way with the stop at i gone to at the k-th place. */
function moved<T>(way: readonly T[], i: number, k: number): T[] {
  const left = way.filter((_, n) => n !== i)
  return [...left.slice(0, k), way[i]!, ...left.slice(k)]
}

function total(way: readonly Placed[], start: LngLat | null): number {
  return way.reduce((sum, stop, i) => {
    const from = i > 0 ? way[i - 1]!.location : start
    return sum + (from ? metres(from, stop.location) : 0)
  }, 0)
}

function nearestFirst<T extends Placed>(stops: readonly T[], start: LngLat | null): T[] {
  const left = [...stops]
  const way: T[] = []
  let at = start ?? left[0]?.location
  while (left.length > 0 && at) {
    const from: LngLat = at
    left.sort((a, b) => metres(from, a.location) - metres(from, b.location))
    const next = left.shift()!
    way.push(next)
    at = next.location
  }
  return way
}

/** How long the way is in all. */
export const length = (stops: readonly Stop[]): number => stops.reduce((sum, stop) => sum + stop.metres, 0)

/**
 * The address that opens the telephone's own map at a place, to be led there along the streets: Apple's scheme on its
 * devices, `geo:` (RFC 5870, WGS 84) elsewhere.
 */
export function navigation([lng, lat]: LngLat, name: string, agent = navigator.userAgent): string {
  const place = `${lat.toFixed(6)},${lng.toFixed(6)}`
  return /iPhone|iPad|iPod/.test(agent) ? `maps:?daddr=${place}&q=${encodeURIComponent(name)}` : `geo:${place}?q=${place}(${encodeURIComponent(name)})`
}
