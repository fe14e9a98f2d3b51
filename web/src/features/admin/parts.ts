import { tx } from '@/shared/i18n'
import type { Text } from '@/shared/api/types'

export interface List { name: string; columns: string[]; rows: Record<string, unknown>[] }

/** A pack's answer as plain facts and lists of things, in the order in which the server gave them. */
export function listsOf(parts: Record<string, unknown>): { facts: [string, unknown][]; tables: List[] } {
  const facts: [string, unknown][] = []
  const tables: List[] = []
  for (const [name, value] of Object.entries(parts)) {
    if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object') {
      const rows = value as Record<string, unknown>[]
      tables.push({ name, rows, columns: [...new Set(rows.flatMap((row) => Object.keys(row)))] })
    } else if (value !== null && !(Array.isArray(value) && value.length === 0)) facts.push([name, value])
  }
  return { facts, tables }
}

export function show(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (Array.isArray(value)) return value.map(show).join('、')
  if (typeof value === 'object') {
    if ('zh' in value && 'en' in value) return tx(value as Text)
    return Object.entries(value).map(([k, v]) => `${k} ${show(v)}`).join(' · ')
  }
  return String(value)
}
