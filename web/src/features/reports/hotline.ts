import { post } from '@/shared/api/http'
import type { Text } from '@/shared/api/types'

/** Which column of a table is what; the same parts as the server has. */
export interface Columns {
  number: string | null; time: string | null; appeal: string | null; kind: string | null
  words: string[]; division: string[]
  lng: string | null; lat: string | null; address: string | null; name: string | null; phone: string | null
  kinds: Record<string, string>; otherwise: string | null
}
export interface Fault { column: string; code: string; message: string; cell: string }
interface CodeAndTitle { code: string; title: Text }
export interface Row {
  row: number; id: string; outcome: 'new' | 'known' | 'refused'
  caseId: string | null; number: string | null
  receivedAt: string | null; appeal: CodeAndTitle | null; replyDue: string | null; category: CodeAndTitle | null
  division: { code: string; name: Text } | null
  faults: Fault[]
}
export interface Table {
  header: string[]; columns: Columns; missing: string[]
  limits: { code: string; title: Text; workDays: number }[]
  counts: Record<Row['outcome'], number>
  unknownKinds: Record<string, number>
  rows: Row[]
}

/** The parts that one column each gives, in the order of the form. */
export const SINGLE = ['number', 'time', 'appeal', 'kind', 'address', 'name', 'phone', 'lng', 'lat'] as const
export const MANY = ['words', 'division'] as const

/** 5,000 rows at some 5 ms each, and as much again for a busy machine. */
const PATIENCE_MS = 60_000

function send(path: string, file: File, columns?: Columns): Promise<Table> {
  const body = new FormData()
  body.append('file', file)
  if (columns) body.append('columns', JSON.stringify(columns))
  return post<Table>(path, body, PATIENCE_MS)
}
export const look = (file: File, columns?: Columns) => send('/api/hotline/look', file, columns)
export const take = (file: File, columns: Columns) => send('/api/hotline/take', file, columns)

/** What has to be mended first, then the others, each in the order of the file. */
export function inOrder(rows: readonly Row[]): Row[] {
  const weight = { refused: 0, new: 1, known: 2 }
  return [...rows].sort((a, b) => weight[a.outcome] - weight[b.outcome] || a.row - b.row)
}

/** The report row by row as CSV (RFC 4180); a text that a spreadsheet would run is disarmed. */
export function reportCsv(rows: readonly Row[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = rows.flatMap((row) => {
    const start = [String(row.row), row.id, row.outcome, row.number ?? '']
    return row.faults.length === 0 ? [[...start, '', '', '']] : row.faults.map((fault) => [...start, fault.column, fault.code, fault.message])
  })
  return '\uFEFF' + [['row', 'id', 'outcome', 'case', 'column', 'code', 'message'], ...lines].map((line) => line.map(cell).join(',') + '\r\n').join('')
}
