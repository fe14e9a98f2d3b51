import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, exportUrl } from './client'
import { ApiError, get, post, withQuery } from './http'

const answer = (body: unknown, status = 200) => vi.fn(async (_path: string, _init: RequestInit) => new Response(body === null ? null : JSON.stringify(body), { status }))
afterEach(() => vi.unstubAllGlobals())

describe('calls', () => {
  it('leave empty filters out of the address', () => expect(withQuery('/api/cases', { view: 'todo', q: '', page: 0, at: undefined })).toBe('/api/cases?view=todo&page=0'))
  it('mark writes and only writes', async () => {
    const fetched = answer({})
    vi.stubGlobal('fetch', fetched)
    await post('/api/x', { a: 1 })
    await get('/api/x')
    expect((fetched.mock.calls[0]![1].headers as Record<string, string>)['X-Furong']).toBe('1')
    expect((fetched.mock.calls[1]![1].headers as Record<string, string>)['X-Furong']).toBeUndefined()
  })
  it('turn problem details into an error with status and notices', async () => {
    vi.stubGlobal('fetch', answer({ title: 'stale', detail: 'version 3 is gone', notices: [{ code: 'case.version' }] }, 409))
    const error = await get('/api/x').catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 409, message: 'version 3 is gone', problem: { notices: [{ code: 'case.version' }] } })
  })
  it('say "offline" when the server cannot be reached', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('Failed to fetch') }))
    const error = await get('/api/x').catch((e: unknown) => e)
    expect((error as ApiError).offline).toBe(true)
  })
  it('understand an empty answer', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => new Response(null, { status: 204 })))
    await expect(api.logOut()).resolves.toBeUndefined()
  })
  it('follow a lineage link of this server and refuse another\'s', async () => {
    const fetched = answer({ items: [] })
    vi.stubGlobal('fetch', fetched)
    await api.follow('/api/indicators/x/lineage?period=2014-01-01')
    expect(fetched.mock.calls[0]![0]).toBe('/api/indicators/x/lineage?period=2014-01-01')
    expect(() => api.follow('https://elsewhere.example/x')).toThrow('foreign link')
  })
  it('export the list that is filtered, not the page of it', () => expect(exportUrl('/api/cases', { view: 'all', page: 2, size: 50, state: 'CLOSED' }, 'csv')).toBe('/api/cases?view=all&state=CLOSED&format=csv'))
})
