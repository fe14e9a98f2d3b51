/** Spans that a history chart can show, with the interval that gives it as many points as it has room for. */
export const SPANS = [
  { key: 'day', hours: 24, every: 'PT5M' },
  { key: 'week', hours: 7 * 24, every: 'PT1H' },
  { key: 'month', hours: 30 * 24, every: 'PT3H' },
  { key: 'year', hours: 365 * 24, every: 'P1D' },
] as const
export type Span = (typeof SPANS)[number]['key']

export interface Window { from: string; to: string; every: string }

/** The span that ends now, so that a silence is seen; or where the data end when that is longer ago: history of 2014 is not looked for in the present. */
export function windowOf(span: Span, lastAt: string | null, now: number): Window {
  const { hours, every } = SPANS.find((s) => s.key === span)!
  const newest = lastAt === null ? now : Date.parse(lastAt)
  const end = (now - newest < hours * 3_600_000 ? now : newest) + 1
  return { from: new Date(end - hours * 3_600_000).toISOString(), to: new Date(end).toISOString(), every }
}
