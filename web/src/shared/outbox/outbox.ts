import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { ApiError } from '@/shared/api/http'
import type { ActionInput } from '@/shared/api/types'

/** What a worker found on the way (巡查自发现); it becomes a case of its own. */
export interface Found { title: string; category: string; description: string; lng: number; lat: number; suggested?: string; thing?: number }

/** What was done at once about what was found (即采即办). */
export interface Mended { note: string; condition?: string }

/** One act of a worker that waits for a network: its photos first, then the action. With `found` it is a report. */
export interface Waiting {
  id: string
  caseId: string
  caseNumber: string
  caseTitle: string
  action: string
  /** The act in the words of the page, for the list of what waits. */
  actionTitle?: string
  input: Omit<ActionInput, 'photos'>
  photos: { name: string; file: Blob; sentId: string | null; after?: boolean }[]
  madeAt: number
  found?: Found
  /** With it the report is of something that is mended already; photos marked `after` show that. */
  mended?: Mended
  /** It follows the act before it on the same case, so it is sent with the version that that one left. */
  follows?: boolean
  /** Login of who made it; it is never sent in the name of somebody else. */
  by?: string
  state: 'waiting' | 'refused'
  refusal: string | null
}

/** Where the waiting acts are kept; IndexedDB in the browser, a map in tests. */
export interface Shelf {
  list(): Promise<Waiting[]>
  put(item: Waiting): Promise<void>
  remove(id: string): Promise<void>
}

export interface Sender {
  addPhoto(caseId: string, file: Blob, name: string): Promise<{ id: string }>
  /** The case as the act left it. */
  act(caseId: string, action: string, input: ActionInput): Promise<{ version: number }>
  /** A photo for a report that follows. */
  addReportPhoto(file: Blob, name: string): Promise<{ id: string }>
  report(found: Found, photos: string[]): Promise<unknown>
  mendOnSpot(found: Found, mended: Mended, before: string[], after: string[]): Promise<unknown>
}

export interface Sent { sent: Waiting[]; refused: Waiting[]; stillOffline: boolean }

/**
 * Keeps acts in the order they were made and sends them one by one. A photo that arrived is remembered, so a break
 * between photo and action sends it once. An act that the server refuses (4xx) stays, marked with the reason, for the
 * worker to look at; the acts behind it for the same case wait with it. Without a network all stay as they are.
 * An act that follows another (taken, then handled) goes with the version that the first one left, and not without it.
 * A report whose answer was lost is refused the second time, since its photos belong to a case by then: it is one case.
 */
export class Outbox {
  constructor(private readonly shelf: Shelf, private readonly sender: Sender) {}

  list(): Promise<Waiting[]> {
    return this.shelf.list().then((items) => items.sort((a, b) => a.madeAt - b.madeAt))
  }

  async add(item: Omit<Waiting, 'state' | 'refusal'>): Promise<void> {
    await this.shelf.put({ ...item, state: 'waiting', refusal: null })
  }

  /** Drops an act and what follows it, which cannot stand without it. */
  async discard(id: string): Promise<void> {
    const items = await this.list()
    const dropped = items.find((item) => item.id === id)
    await this.shelf.remove(id)
    for (const item of items) if (dropped && item.follows && item.caseId === dropped.caseId && item.madeAt > dropped.madeAt) await this.shelf.remove(item.id)
  }

  /** @param mine whose acts are sent; those of others wait for them */
  async flush(mine: (item: Waiting) => boolean = () => true): Promise<Sent> {
    const result: Sent = { sent: [], refused: [], stillOffline: false }
    const blocked = new Set<string>()
    const items = (await this.list()).filter(mine)
    for (const item of items) {
      if (item.state === 'refused') blocked.add(item.caseId)
      if (blocked.has(item.caseId)) continue
      try {
        const version = await this.send(item)
        const next = items.find((later) => later.follows && later.caseId === item.caseId && later.madeAt > item.madeAt)
        if (next && version !== null) {
          next.input = { ...next.input, version }
          await this.shelf.put(next)
        }
        await this.shelf.remove(item.id)
        result.sent.push(item)
      } catch (error) {
        if (!(error instanceof ApiError) || error.offline || error.status >= 500 || error.status === 401) {
          result.stillOffline = true
          return result
        }
        const refused: Waiting = { ...item, state: 'refused', refusal: error.message }
        await this.shelf.put(refused)
        blocked.add(item.caseId)
        result.refused.push(refused)
      }
    }
    return result
  }

  /** The version of the case that it left; none for a report. */
  private async send(item: Waiting): Promise<number | null> {
    for (const photo of item.photos) {
      if (photo.sentId !== null) continue
      photo.sentId = (await (item.found ? this.sender.addReportPhoto(photo.file, photo.name) : this.sender.addPhoto(item.caseId, photo.file, photo.name))).id
      await this.shelf.put(item)
    }
    const photos = item.photos.map((photo) => photo.sentId!)
    if (item.found) {
      const after = item.photos.flatMap((photo) => (photo.after ? [photo.sentId!] : []))
      if (item.mended) await this.sender.mendOnSpot(item.found, item.mended, photos.filter((id) => !after.includes(id)), after)
      else await this.sender.report(item.found, photos)
      return null
    }
    return (await this.sender.act(item.caseId, item.action, { ...item.input, ...(photos.length > 0 ? { photos } : {}) })).version
  }
}

interface Schema extends DBSchema {
  waiting: { key: string; value: Waiting }
}

/**
 * The shelf of this browser. What is put is on the disk before it counts as kept (strict durability), so that it
 * outlives a battery that dies; and the browser is asked not to clear it when space runs short.
 */
export class BrowserShelf implements Shelf {
  private readonly db: Promise<IDBPDatabase<Schema>> = openDB<Schema>('furong-outbox', 1, {
    upgrade: (db) => void db.createObjectStore('waiting', { keyPath: 'id' }),
  })
  async list() {
    return (await this.db).getAll('waiting')
  }
  async put(item: Waiting) {
    const tx = (await this.db).transaction('waiting', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.put(item), tx.done])
    void navigator.storage?.persist?.().catch(() => false)
  }
  async remove(id: string) {
    await (await this.db).delete('waiting', id)
  }
}
