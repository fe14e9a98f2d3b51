import type { Map as MapLibre } from 'maplibre-gl'

/** Frames of a movement that are looked at: a tile that comes in slows one of them, not six. */
const FRAMES = 6
/** Below twenty frames a second a movement is seen to jump. */
const SLOW_MS = 50
/** Longer than a slow frame, shorter than a reader waits for the sharp picture. */
const REST_MS = 300
/** Half as many dots each way are a quarter of the work of drawing. */
const COARSE = 0.5

/** Whether a movement stutters, by the times of its frames in ms; a pause longer than a rest begins a new one. */
export function stutters(times: readonly number[]): boolean {
  const last = times.slice(-FRAMES - 1)
  const steps = last.slice(1).map((t, i) => t - last[i]!)
  return steps.length === FRAMES && steps.every((step) => step < REST_MS * 2) && steps.reduce((a, b) => a + b) / FRAMES > SLOW_MS
}

/**
 * On machines that draw maps slowly (no graphics card) a map is drawn with half as many dots each way while it moves, and sharp again when it rests.
 * Those that draw it fast never see it.
 */
export function coarseWhileMoving(map: MapLibre): void {
  const times: number[] = []
  let slow = false
  let coarse = false
  let rest: ReturnType<typeof setTimeout> | undefined
  map.on('move', () => {
    times.push(performance.now())
    if (times.length > FRAMES + 1) times.shift()
    // once it stuttered, the next movement begins coarse
    slow ||= stutters(times)
    if (slow && !coarse && times.length > 1 && times.at(-1)! - times.at(-2)! < REST_MS) {
      coarse = true
      map.setPixelRatio(devicePixelRatio * COARSE)
    }
    clearTimeout(rest)
    rest = setTimeout(sharpen, REST_MS)
  })
  map.on('remove', () => clearTimeout(rest))
  function sharpen(): void {
    times.length = 0
    if (!coarse) return
    coarse = false
    map.setPixelRatio(devicePixelRatio)
  }
}
