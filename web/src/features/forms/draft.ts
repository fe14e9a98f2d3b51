import type { CellInput } from './forms'

/**
 * What somebody typed into a sheet and has not handed to the server: it stays in this browser when the
 * network, the login or the page goes, for that person alone, until it is saved or thrown away.
 */
export interface Draft {
  /** Version of the sheet that was typed over; another one now means that somebody else has been there. */
  version: number
  at: number
  cells: CellInput[]
}
export interface DraftKey { user: string; form: string; division: string; period: string }

const PREFIX = 'furong.form/'
/** Longer than a form is open before its deadline; what is older is forgotten. */
const KEEP_MS = 60 * 86_400_000

const nameOf = (key: DraftKey) => PREFIX + [key.user, key.form, key.division, key.period].map(encodeURIComponent).join('/')

/** Keeps what differs from the server; nothing when nothing does. Answers whether it could be kept. */
export function keepDraft(key: DraftKey, version: number, cells: CellInput[], now: number): boolean {
  try {
    if (cells.length === 0) localStorage.removeItem(nameOf(key))
    else localStorage.setItem(nameOf(key), JSON.stringify({ version, at: now, cells } satisfies Draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(key: DraftKey): void {
  keepDraft(key, 0, [], 0)
}

export function draftOf(key: DraftKey, now: number): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(key)) ?? 'null') as Draft | null
    return kept && Array.isArray(kept.cells) && kept.cells.length > 0 && now - kept.at < KEEP_MS ? kept : null
  } catch {
    return null
  }
}
