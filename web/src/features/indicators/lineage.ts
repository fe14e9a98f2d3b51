import { tx } from '@/shared/i18n'
import type { Text } from '@/shared/api/types'

export interface Row { key: string; cells: Record<string, unknown>; links: { name: string; href: string }[] }
export interface Table { columns: string[]; rows: Row[]; linked: boolean; cut: number }

/** Rows drawn of one step: a day has 24 hours per station and at most 1,440 observations a minute-wise series. */
const MOST_ROWS = 300

/**
 * A step of a lineage as rows: the list in the answer (`items`, `stations`, `hours`, `value` of SensorThings ...), objects
 * flattened by one level, every field whose name ends in `href` (or `@iot.nextLink`-like links) as a link downwards.
 */
export function tableOf(answer: unknown): Table {
  const list = listIn(answer)
  const rows = list.slice(0, MOST_ROWS).map((item, i) => rowOf(item, i))
  const columns: string[] = []
  for (const row of rows) for (const name of Object.keys(row.cells)) if (!columns.includes(name)) columns.push(name)
  return { columns, rows, linked: rows.some((row) => row.links.length > 0), cut: Math.max(0, list.length - rows.length) }
}

function listIn(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer
  if (typeof answer !== 'object' || answer === null) return []
  const lists = Object.entries(answer).filter(([, v]) => Array.isArray(v) && v.some((x) => typeof x === 'object' && x !== null))
  if (lists.length === 0) return []
  const [, list] = lists.sort((a, b) => (b[1] as unknown[]).length - (a[1] as unknown[]).length)[0]!
  return (list as unknown[]).flatMap(flattenInner)
}

/** A station that carries its statistics as a list: one row for each of them, with the station's fields before. */
function flattenInner(item: unknown): unknown[] {
  if (typeof item !== 'object' || item === null) return [item]
  const inner = Object.entries(item).find(([, v]) => Array.isArray(v) && v.length > 0 && v.every((x) => typeof x === 'object' && x !== null))
  if (!inner) return [item]
  const [name, list] = inner
  const { [name]: _, ...outer } = item as Record<string, unknown>
  return (list as Record<string, unknown>[]).map((one) => ({ ...outer, ...one }))
}

const isText = (v: unknown): v is Text => typeof v === 'object' && v !== null && 'zh' in v && 'en' in v

function rowOf(item: unknown, i: number): Row {
  const row: Row = { key: String(i), cells: {}, links: [] }
  const put = (name: string, v: unknown) => {
    if (v === null || v === undefined) row.cells[name] ??= null
    else if (typeof v === 'string' && /href$|Link$/i.test(name)) row.links.push({ name, href: v })
    else if (isText(v)) row.cells[name] = tx(v)
    else if (typeof v === 'object' && !Array.isArray(v)) {
      const o = v as Record<string, unknown>
      if ('name' in o) put(name, o.name)
      else for (const [k, x] of Object.entries(o)) put(k, x)
    } else row.cells[name] = v
  }
  if (typeof item === 'object' && item !== null) for (const [name, v] of Object.entries(item)) put(name, v)
  else row.cells.value = item
  return row
}

export function cellText(v: unknown): string {
  if (v === null || v === undefined) return '–'
  if (typeof v === 'boolean') return v ? '✓' : '–'
  if (typeof v === 'number') return Number.isInteger(v) ? String(v) : String(Number(v.toFixed(3)))
  if (Array.isArray(v)) return v.map(cellText).join(' ')
  return String(v)
}
