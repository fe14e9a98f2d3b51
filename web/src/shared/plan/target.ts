import type { Text } from '@/shared/api/types'

/** What a plan asks and how far it is, as staff and citizens read it alike. */
export interface CodeTitle { code: string; title: Text }
export interface Progress { percent: number | null; basis: 'COMPUTED' | 'OWN_ESTIMATE' | 'NONE'; met: boolean | null }
export interface Target { form: string; compare: string | null; value: number | null; unit: Text | null; per: string; indicators: string[]; criterion: Text }

/** What a target asks, short: "≥ 60 %", or its words where there is no number. */
export function askedOf(target: Target, tx: (text: Text | string | null) => string): string {
  if (target.value === null) return tx(target.criterion)
  const sign = { GE: '≥', LE: '≤', ABOUT_MORE: '≈', ABOUT_LESS: '≈' }[target.compare ?? ''] ?? ''
  return [sign, target.value.toLocaleString('en-US'), tx(target.unit)].filter(Boolean).join(' ')
}
