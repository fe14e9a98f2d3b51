import type { Text } from '@/shared/api/types'
import { i18n } from '@/shared/i18n'

/** What a plan asks and how far it is, as staff and citizens read it alike. */
export interface CodeTitle { code: string; title: Text }
export interface Progress { percent: number | null; basis: 'COMPUTED' | 'OWN_ESTIMATE' | 'NONE'; met: boolean | null }
export interface Target { form: string; compare: string | null; value: number | null; unit: Text | null; per: string; indicators: string[]; beside: string[]; criterion: Text }

/** What a target asks, short: "≥ 60 %", or its words where there is no number. */
export function askedOf(target: Target, tx: (text: Text | string | null) => string): string {
  if (target.value === null) return tx(target.criterion)
  const sign = { GE: '≥', LE: '≤', ABOUT_MORE: '≈', ABOUT_LESS: '≈' }[target.compare ?? ''] ?? ''
  return [sign, target.value.toLocaleString('en-US'), tx(target.unit)].filter(Boolean).join(' ')
}

const DIGITS = '一二三四五六七八九'
/** The number of a part or section of the text: 二十三 and （五） as the plan writes them, 23 and (5) in English. */
export function chapter(number: string, locale: string = i18n.global.locale.value): string {
  if (locale !== 'en') return number
  return number.replace(/[一二三四五六七八九十]+/, (written) => {
    const [tens, ones] = written.includes('十') ? written.split('十') : ['0', written]
    const ten = tens === '' ? 1 : DIGITS.indexOf(tens!) + 1
    return String(ten * 10 + DIGITS.indexOf(ones || '零') + 1)
  }).replace('（', '(').replace('）', ')')
}
