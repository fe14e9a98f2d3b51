import { openDB, type DBSchema } from 'idb'
import type { Case, CaseSummary } from '@/shared/api/types'

/** Cases in full as they were read last, so that a worker without a network can open and finish what was never opened before. */
interface Schema extends DBSchema {
  cases: { key: string; value: Case }
}
/** More than a person does in a day; each is some kilobytes. */
const MOST = 60

const opened = () => openDB<Schema>('furong-field', 1, { upgrade: (db) => void db.createObjectStore('cases', { keyPath: 'id' }) })
let db: ReturnType<typeof opened> | undefined
const shelf = () => (db ??= opened())

/** Plain data only: what the page watches cannot be stored as it is. */
const plain = (item: Case): Case => JSON.parse(JSON.stringify(item)) as Case

export async function keepCase(item: Case): Promise<void> {
  await shelf().then((store) => store.put('cases', plain(item))).catch(() => undefined)
}

export async function keptCase(id: string): Promise<Case | null> {
  return shelf().then((store) => store.get('cases', id)).then((found) => found ?? null, () => null)
}

/** A list that comes while the one before is still being read is left out; the next one comes in half a minute. */
let reading = false

/** Reads what is new or has changed among the tasks, one after the other, and drops what is no task any more. */
export async function keepTasksInFull(tasks: readonly CaseSummary[], read: (id: string) => Promise<Case>): Promise<void> {
  if (reading) return
  reading = true
  try {
    const store = await shelf()
    const known = new Map((await store.getAll('cases')).map((item) => [item.id, item.version]))
    const wanted = tasks.slice(0, MOST)
    for (const id of known.keys()) if (!wanted.some((task) => task.id === id)) await store.delete('cases', id)
    for (const task of wanted) if (known.get(task.id) !== task.version) await store.put('cases', plain(await read(task.id)))
  } catch {
    // The network went or nothing can be kept: what is there is still there.
  } finally {
    reading = false
  }
}

/** Nothing of the cases stays on a telephone that is handed on. */
export async function forgetCases(): Promise<void> {
  await shelf().then((store) => store.clear('cases')).catch(() => undefined)
}
