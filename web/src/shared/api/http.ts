import { refusalText } from '@/shared/i18n'
import { cityTold } from '@/shared/time/server'
import type { Problem } from './types'

/** A refusal of the server (RFC 9457) or a failure to reach it (status 0). */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(refusalText(problem))
  }
  get status(): number {
    return this.problem.status
  }
  get offline(): boolean {
    return this.problem.status === 0
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

/** Longest wait for an answer. The slowest reads of the server (history, lineage) stay well below it. */
const PATIENCE_MS = 30_000

const unauthorised = new Set<() => void>()
/** Called whenever the server says that the session is gone. */
export function onUnauthorised(listener: () => void): void {
  unauthorised.add(listener)
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => call<T>('GET', withQuery(path, query), undefined, signal)
export const post = <T>(path: string, body?: unknown, patienceMs?: number) => call<T>('POST', path, body, undefined, patienceMs)
export const remove = <T>(path: string) => call<T>('DELETE', path)

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal, patienceMs = PATIENCE_MS): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  // The server refuses writes without this header: another site's form cannot set it.
  if (method !== 'GET') headers['X-Furong'] = '1'
  const raw = body instanceof FormData || body instanceof Blob
  if (body instanceof Blob) headers['Content-Type'] = body.type
  else if (body !== undefined && !raw) headers['Content-Type'] = 'application/json'
  const patience = AbortSignal.timeout(patienceMs)
  const sent = Date.now()
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError({ title: 'unreachable', status: 0 })
  }
  cityTold(Number(answer.headers.get('Furong-Now') ?? Number.NaN), sent, Date.now())
  if (answer.status === 401 && path !== '/api/session') for (const listener of unauthorised) listener()
  if (!answer.ok) throw new ApiError(await problemOf(answer))
  if (answer.status === 204) return undefined as T
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

async function problemOf(answer: Response): Promise<Problem> {
  const fallback: Problem = { title: answer.statusText || `HTTP ${answer.status}`, status: answer.status }
  try {
    return { ...fallback, ...((await answer.json()) as Partial<Problem>), status: answer.status }
  } catch {
    return fallback
  }
}
