import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/shared/api/http'
import type { ActionInput } from '@/shared/api/types'
import { Outbox, type Sender, type Shelf, type Waiting } from './outbox'

class MemoryShelf implements Shelf {
  readonly items = new Map<string, Waiting>()
  async list() { return [...this.items.values()].map((item) => structuredClone(item)) }
  async put(item: Waiting) { this.items.set(item.id, structuredClone(item)) }
  async remove(id: string) { this.items.delete(id) }
}

/** A server that writes down what arrives and can be cut off or made to refuse. */
class Server implements Sender {
  log: string[] = []
  failPhotos = 0
  answer: (id: string) => number = () => 200
  async addPhoto(caseId: string, _file: Blob, name: string) {
    this.check(caseId)
    this.log.push(`photo ${name}`)
    return { id: 'id-' + name }
  }
  async act(caseId: string, action: string, input: ActionInput) {
    if (this.failPhotos > 0 && this.failPhotos--) throw new ApiError({ title: 'gone', status: 0 })
    this.check(caseId)
    this.log.push(`${caseId} ${action} v${input.version}${input.photos ? ' ' + input.photos.join(',') : ''}`)
    return { version: input.version + 1 }
  }
  async addReportPhoto(_file: Blob, name: string) {
    this.check('new')
    this.log.push(`report photo ${name}`)
    return { id: 'id-' + name }
  }
  async report(found: { title: string }, photos: string[]) {
    this.check('new')
    this.log.push(`report ${found.title} ${photos.join(',')}`)
  }
  async mendOnSpot(found: { title: string }, mended: { note: string }, before: string[], after: string[]) {
    this.check('new')
    this.log.push(`mended ${found.title}: ${mended.note}, ${before.join(',')} > ${after.join(',')}`)
  }
  private check(caseId: string) {
    const status = this.answer(caseId)
    if (status !== 200) throw new ApiError({ title: 'no', detail: `refused ${status}`, status })
  }
}

let shelf: MemoryShelf
let server: Server
let outbox: Outbox
beforeEach(() => {
  shelf = new MemoryShelf()
  server = new Server()
  outbox = new Outbox(shelf, server)
})
const act = (id: string, caseId: string, madeAt: number, photos: string[] = []) =>
  outbox.add({ id, caseId, caseNumber: 'CJ', caseTitle: 't', action: 'finish', input: { version: 3, note: 'done' }, madeAt, photos: photos.map((name) => ({ name, file: new Blob(['x']), sentId: null })) })

describe('the outbox', () => {
  it('sends the photos before the action, and then is empty', async () => {
    await act('1', 'c1', 10, ['a.jpg', 'b.jpg'])
    const result = await outbox.flush()
    expect(server.log).toEqual(['photo a.jpg', 'photo b.jpg', 'c1 finish v3 id-a.jpg,id-b.jpg'])
    expect(result.sent).toHaveLength(1)
    expect(await outbox.list()).toEqual([])
  })
  it('sends what was found on the way as a report with its photos', async () => {
    await outbox.add({ id: '1', caseId: 'found-1', caseNumber: '', caseTitle: 't', action: 'report', input: { version: 0 }, madeAt: 1, photos: [{ name: 'a.jpg', file: new Blob(['x']), sentId: null }], found: { title: '坑', category: 'event-0113', description: '', lng: 104, lat: 30 } })
    server.answer = () => 0
    expect((await outbox.flush()).stillOffline).toBe(true)
    server.answer = () => 200
    await outbox.flush()
    expect(server.log).toEqual(['report photo a.jpg', 'report 坑 id-a.jpg'])
    expect(await outbox.list()).toEqual([])
  })
  it('sends what was mended on the spot with what was before and what is after, once', async () => {
    await outbox.add({
      id: '1', caseId: 'found-1', caseNumber: '', caseTitle: 't', action: 'mend', input: { version: 0 }, madeAt: 1, found: { title: '垃圾', category: 'event-0110', description: '', lng: 104, lat: 30 }, mended: { note: '清走了' },
      photos: [{ name: 'a.jpg', file: new Blob(['x']), sentId: null }, { name: 'b.jpg', file: new Blob(['y']), sentId: null, after: true }],
    })
    let sent = 0
    server.answer = () => (sent++ < 2 ? 200 : 0)
    expect((await outbox.flush()).stillOffline).toBe(true)
    server.answer = () => 200
    await outbox.flush()
    expect(server.log).toEqual(['report photo a.jpg', 'report photo b.jpg', 'mended 垃圾: 清走了, id-a.jpg > id-b.jpg'])
    expect(await outbox.list()).toEqual([])
  })
  it('sends in the order in which the acts were made', async () => {
    await act('2', 'c2', 20)
    await act('1', 'c1', 10)
    await outbox.flush()
    expect(server.log).toEqual(['c1 finish v3', 'c2 finish v3'])
  })
  it('keeps everything when the network is gone', async () => {
    server.answer = () => 0
    await act('1', 'c1', 10)
    await act('2', 'c2', 20)
    expect(await outbox.flush()).toMatchObject({ sent: [], stillOffline: true })
    expect((await outbox.list()).map((w) => w.state)).toEqual(['waiting', 'waiting'])
  })
  it('does not send a photo twice when the network breaks between photo and action', async () => {
    server.failPhotos = 1
    await act('1', 'c1', 10, ['a.jpg'])
    await outbox.flush()
    await outbox.flush()
    expect(server.log).toEqual(['photo a.jpg', 'c1 finish v3 id-a.jpg'])
  })
  it('marks a refused act with the reason, keeps it, and goes on with other cases', async () => {
    server.answer = (id) => (id === 'c1' ? 409 : 200)
    await act('1', 'c1', 10)
    await act('2', 'c2', 20)
    const result = await outbox.flush()
    expect(result.refused.map((w) => w.refusal)).toEqual(['refused 409'])
    expect(server.log).toEqual(['c2 finish v3'])
    expect((await outbox.list()).map((w) => [w.id, w.state])).toEqual([['1', 'refused']])
  })
  it('lets later acts of a refused case wait behind it', async () => {
    server.answer = (id) => (id === 'c1' ? 422 : 200)
    await act('1', 'c1', 10)
    await act('2', 'c1', 20)
    await outbox.flush()
    server.answer = () => 200
    await outbox.flush()
    expect(server.log).toEqual([])
    await outbox.discard('1')
    await outbox.flush()
    expect(server.log).toEqual(['c1 finish v3'])
  })
  it('sends what follows an act with the version that the act left, also after a break between the two', async () => {
    await act('1', 'c1', 10)
    await outbox.add({ id: '2', caseId: 'c1', caseNumber: 'CJ', caseTitle: 't', action: 'finish', input: { version: 3 }, madeAt: 11, photos: [{ name: 'a.jpg', file: new Blob(['x']), sentId: null }], follows: true })
    let sent = 0
    server.answer = () => (sent++ === 0 ? 200 : 0)
    expect((await outbox.flush()).stillOffline).toBe(true)
    server.answer = () => 200
    await outbox.flush()
    expect(server.log).toEqual(['c1 finish v3', 'photo a.jpg', 'c1 finish v4 id-a.jpg'])
  })
  it('drops with an act what follows it, and nothing of another case', async () => {
    await act('1', 'c1', 10)
    await outbox.add({ id: '2', caseId: 'c1', caseNumber: 'CJ', caseTitle: 't', action: 'finish', input: { version: 3 }, madeAt: 11, photos: [], follows: true })
    await act('3', 'c2', 12)
    await outbox.discard('1')
    expect((await outbox.list()).map((w) => w.id)).toEqual(['3'])
  })
  it('sends nothing in the name of somebody else', async () => {
    await outbox.add({ id: '1', caseId: 'c1', caseNumber: 'CJ', caseTitle: 't', action: 'take', input: { version: 1 }, madeAt: 1, photos: [], by: 'wang' })
    await outbox.flush((item) => item.by === 'li')
    expect(server.log).toEqual([])
    await outbox.flush((item) => item.by === 'wang')
    expect(server.log).toEqual(['c1 take v1'])
  })
  it('waits, rather than refuses, when the server is down or the login has ended', async () => {
    for (const status of [500, 503, 401]) {
      server.answer = () => status
      await act('1', 'c1', 10)
      expect((await outbox.flush()).stillOffline).toBe(true)
      expect((await outbox.list())[0]!.state).toBe('waiting')
    }
  })
})
