/** Times are shown in the city's zone, wherever the reader sits. */
let zone = 'Asia/Shanghai'
export function setZone(name: string): void {
  zone = name
  formats.clear()
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let made = formats.get(key)
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', ...options })))
  return made
}

export type Instant = string | number | Date | null | undefined
const two = '2-digit' as const

function show(instant: Instant, key: string, options: Intl.DateTimeFormatOptions): string {
  if (instant === null || instant === undefined || instant === '') return ''
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? '' : format(key, options).format(date)
}

/** 2026-11-23 23:14:05 */
export const dateTime = (i: Instant) => show(i, 'dts', { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two })
/** 2026-11-23 23:14 */
export const dateMinute = (i: Instant) => show(i, 'dtm', { year: 'numeric', month: two, day: two, hour: two, minute: two })
/** 11-23 23:14 */
export const shortMinute = (i: Instant) => dateMinute(i).slice(5)
/** 23:14:05 */
export const clock = (i: Instant) => show(i, 'ts', { hour: two, minute: two, second: two })
/** 23:14 */
export const minute = (i: Instant) => show(i, 'tm', { hour: two, minute: two })
/** 2026-11-23 */
export const day = (i: Instant) => show(i, 'd', { year: 'numeric', month: two, day: two })
/** Time alone when it is on the same city day as `now`, else month, day and time. */
export const near = (i: Instant, now: number) => (day(i) === day(now) ? clock(i) : shortMinute(i))
