// DEVELOPMENT ONLY: speaks the HTTP contract of the server with an invented city, so that pages can be built and looked
// at without a running city. It is not shipped and nothing of it is evidence of anything. `npm run mock [port]`.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { divisions, inside, pathOf, ref, root } from './city.mjs'
import * as indicators from './indicators.mjs'
import { encodeTile } from './mvt.mjs'
import * as world from './world.mjs'

const port = Number(process.argv[2] ?? 8880)
const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const T = (zh, en) => ({ zh, en })
const user = { id: 'u1', login: 'operator', name: '陈敏', roles: ['OPERATOR', 'PLANNER', 'ADMIN'], division: { code: root, name: divisions.get(root).name }, organisation: { id: 'o0', name: T('城市运行管理中心', 'City Operations Centre') } }
const sessions = new Set()
const streams = new Set()
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.webmanifest': 'application/manifest+json', '.json': 'application/json' }
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const json = (res, body, status = 200, headers = {}) => { res.writeHead(status, { 'Content-Type': 'application/json', ...headers }); res.end(JSON.stringify(body, (k, v) => (k.startsWith('_') ? undefined : v))) }
const problem = (res, status, title, detail) => json(res, { title, status, detail }, status, { 'Content-Type': 'application/problem+json' })
const page = (all, q) => { const size = Number(q.get('size') ?? 50); const n = Number(q.get('page') ?? 0); return { items: all.slice(n * size, (n + 1) * size), total: all.length, page: n, size } }
const bodyOf = async (req) => { const parts = []; for await (const p of req) parts.push(p); const raw = Buffer.concat(parts); try { return JSON.parse(raw.toString() || '{}') } catch { return {} } }
const tell = (event, data) => { for (const s of streams) s.write(`event: ${event}\ndata: ${JSON.stringify(data, (k, v) => (k.startsWith('_') ? undefined : v))}\n\n`) }

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x')
  const p = url.pathname
  const q = url.searchParams
  try {
    if (p.startsWith('/tiles/')) return tile(p, res)
    if (!p.startsWith('/api/')) return file(p, res)
    const parts = p.split('/').slice(2)
    if (req.method !== 'GET' && req.headers['x-furong'] !== '1') return problem(res, 403, 'missing X-Furong')
    const body = req.method === 'POST' ? await bodyOf(req) : {}
    if (parts[0] === 'session') {
      if (req.method === 'POST') {
        if (body.password !== 'demo') return problem(res, 401, 'wrong login')
        sessions.add('s')
        return json(res, user, 200, { 'Set-Cookie': 'session=s; HttpOnly; SameSite=Strict; Path=/' })
      }
      if (req.method === 'DELETE') { sessions.clear(); res.writeHead(204); return res.end() }
    }
    if (!(req.headers.cookie ?? '').includes('session=s')) return problem(res, 401, 'not logged in')
    return api(parts, q, body, req, res)
  } catch (error) { console.error(error); problem(res, 500, String(error)) }
}).listen(port, '127.0.0.1', () => console.log(`mock (invented data) on http://127.0.0.1:${port}, any login, password "demo"`))

function api(parts, q, body, req, res) {
  const division = q.get('division') ?? root
  const at = q.get('at') ? Date.parse(q.get('at')) : Date.now()
  const [what, id, sub, leaf] = parts
  switch (what) {
    case 'session': return json(res, user)
    case 'city': { const c = divisions.get(root); return json(res, { id: 'mock', name: c.name, zone: 'Asia/Shanghai', centre: c.centre, bounds: c.bounds, root, overlays: [], packs: [{ id: 'air', title: T('空气', 'Air'), version: '1.0.0', status: 'trial' }], simulated: true }) }
    case 'divisions': {
      const d = divisions.get(id)
      if (!d) return problem(res, 404, 'no such division')
      return json(res, { code: d.code, name: d.name, level: d.level, synthetic: d.synthetic, path: pathOf(id), children: d.children.map((c) => { const x = divisions.get(c); return { code: c, name: x.name, level: x.level, synthetic: x.synthetic, childCount: x.children.length, centre: x.centre } }), centre: d.centre, bounds: d.bounds })
    }
    case 'vitals': return json(res, id === 'children' ? world.vitalChildren(division, q.get('property')) : world.vitals(division, at))
    case 'activity': return json(res, world.activity(division, Date.parse(q.get('from')), Date.parse(q.get('to')), Number(q.get('stepSeconds'))))
    case 'alerts': {
      if (!id) return json(res, page(world.openAlerts(division).filter((a) => Date.parse(a.openedAt) <= at), q))
      const a = world.alerts.get(id)
      if (!a) return problem(res, 404, 'no such alert')
      if (sub === 'acknowledge') { a.acknowledged = { by: user.name, at: world.iso(Date.now()) }; a.changedAt = world.iso(Date.now()); tell('alert', a); return json(res, a) }
      return json(res, world.alertDetail(a))
    }
    case 'cases': {
      if (!id) return json(res, page(world.listCases().filter((c) => filterCase(c, q)), q))
      const c = world.viewCase(id)
      if (!c) return problem(res, 404, 'no such case')
      if (sub === 'photos') return json(res, { id: 'p' + Date.now(), url: '/icon.svg' })
      if (sub === 'actions') {
        const done = world.act(id, leaf, body, user.name)
        if (!done) return problem(res, 409, 'version', 'The case has changed meanwhile')
        tell('case', {})
        return json(res, done)
      }
      return json(res, c)
    }
    case 'organisations': return json(res, { items: world.organisations, total: 2, page: 0, size: 50 })
    case 'categories': return json(res, { items: [{ code: '0101', title: T('大气污染', 'Air pollution') }] })
    case 'indicators': {
      if (!id) return json(res, indicators.list)
      if (id === 'hours') return json(res, indicators.hours(q.get('thing'), q.get('date')))
      if (sub === 'series') return json(res, indicators.series(division))
      if (sub === 'divisions') return json(res, indicators.byDivision(q.get('parent') ?? root, q.get('period')))
      if (sub === 'lineage') return json(res, indicators.lineage(division, q.get('period')))
      return json(res, indicators.value(division, q.get('period') ?? '2026'))
    }
    case 'audit': return json(res, page([{ id: '1', at: world.iso(Date.now()), by: { id: 'u1', login: 'operator', name: T('陈敏', 'Chen Min') }, role: 'OPERATOR', action: 'case.register', subject: 'case/301', before: { state: 'ACCEPTED' }, after: { state: 'REGISTERED' }, from: '127.0.0.1' }], q))
    case 'packs': return json(res, sub === 'standing' ? { items: [] } : id ? { id, title: T('空气', 'Air'), summary: T('', ''), version: '1.0.0', status: 'trial', sources: [], rules: [], thresholds: [], properties: [], procedures: [], indicators: [] } : { items: [{ id: 'air', title: T('空气', 'Air'), version: '1.0.0', status: 'trial' }] })
    case 'live': {
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      const send = (event, data) => res.write(`event: ${event}\ndata: ${JSON.stringify(data, (k, v) => (k.startsWith('_') ? undefined : v))}\n\n`)
      send('snapshot', { alerts: world.openAlerts(division), vitals: world.vitals(division, Date.now()).items, caseCounts: { open: 7 } })
      streams.add(res)
      const timer = setInterval(() => { const v = world.vitals(division, Date.now()).items[1]; send('vital', v) }, 10_000)
      const fresh = setInterval(() => tell('alert', world.makeAlert(Date.now())), 45_000)
      return req.on('close', () => { clearInterval(timer); clearInterval(fresh); streams.delete(res) })
    }
    default: return problem(res, 404, 'no such door')
  }
}

function filterCase(c, q) {
  const view = q.get('view')
  if (view === 'overdue' && !c.deadline?.overdue) return false
  if (view === 'mine' && c.handler !== user.name) return false
  if ((view === 'todo' || !view) && (c.state.code === 'CLOSED' || c.state.code === 'REJECTED')) return false
  if (q.get('state') && c.state.code !== q.get('state')) return false
  if (q.get('q') && !(c.number + c.title.zh + c.title.en).includes(q.get('q'))) return false
  return !q.get('division') || inside(c.division.code, q.get('division'))
}

function tile(p, res) {
  const [, , set, z, x, yName] = p.split('/')
  const y = parseInt(yName, 10)
  const layers = {}
  if (set === 'divisions') {
    const from = { COUNTY: 0, STREET: 7, COMMUNITY: 9, GRID: 11 }
    for (const d of divisions.values()) if (d.level !== 'CITY' && Number(z) >= from[d.level]) (layers[d.level.toLowerCase()] ??= []).push({ ring: d.quad, attrs: { code: d.code, name: d.name.zh, nameEn: d.name.en } })
  } else layers.things = [...divisions.values()].filter((d) => d.level === 'COMMUNITY').map((d) => ({ point: d.centre, attrs: { id: d.code, name: d.name.zh, kind: 'air' } }))
  res.writeHead(200, { 'Content-Type': 'application/vnd.mapbox-vector-tile' })
  res.end(encodeTile(layers, Number(z), Number(x), y))
}

function file(p, res) {
  let path = join(dist, normalize(p))
  if (!path.startsWith(dist)) return problem(res, 404, 'not found')
  if (!existsSync(path) || statSync(path).isDirectory()) {
    // A path with an extension is a file: answering the page for it would hide that it is missing.
    if (TYPES[extname(p)]) return problem(res, 404, 'not found')
    path = join(dist, p === '/m' || p.startsWith('/m/') ? 'm/index.html' : 'index.html')
  }
  res.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP })
  createReadStream(path).pipe(res)
}
