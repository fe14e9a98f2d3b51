import { i18n } from '@/shared/i18n'

/** A value with as many digits as a reader can use: 0.312, 39.5, 6178. Never more than four significant ones,
 * or those that the property is read with. */
export function figure(value: number | null | undefined, decimals?: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  if (decimals !== undefined) return value.toFixed(decimals)
  const size = Math.abs(value)
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
  return trimZeros(value.toFixed(digits))
}

/** 0.7342 -> "73.4" */
export const percent = (ratio: number | null | undefined): string => (ratio === null || ratio === undefined ? '–' : (ratio * 100).toFixed(1))

export const whole = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** A reference interval as it is printed on a laboratory sheet: 0.25–0.4, ≤ 35, ≥ 95. */
export function rangeText(reference: { low: number | null; high: number | null } | null): string {
  if (!reference || (reference.low === null && reference.high === null)) return ''
  if (reference.low === null) return `≤ ${figure(reference.high)}`
  if (reference.high === null) return `≥ ${figure(reference.low)}`
  return `${figure(reference.low)}–${figure(reference.high)}`
}

/** UCUM and common codes as they are printed, counted things by their words: `{person}/m2` is 人/m². */
export function unitText(unit: string | null | undefined): string {
  if (!unit || unit === '1') return ''
  const words = unit.replace(/\{([a-z]+)\}/g, (_, thing: string) => thingWord(thing))
  return words.replace(/^ug\b/, 'µg').replace('m3', 'm³').replace(/^Cel$/, '°C').replace('m2', 'm²').replace(/\{([A-Z]+)\}/, '$1').replace('dB[A]', 'dB(A)').replace(/^deg$/, '°').replace('10*8.', '10⁸ ').replace('10*4.', '10⁴ ')
}

function thingWord(thing: string): string {
  const { t, te } = i18n.global
  return te('forms.units.' + thing) ? t('forms.units.' + thing) : ''
}

const trimZeros = (text: string) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text)
