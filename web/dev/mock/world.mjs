// Invented vital signs, alerts and cases that answer like the server. For development and component work only.
import { divisions, inside, ref, root } from './city.mjs'
import { rng } from './rng.mjs'

const random = rng(42)
const pick = (list) => list[Math.floor(random() * list.length)]
export const iso = (ms) => new Date(ms).toISOString()
const T = (zh, en) => ({ zh, en })
const HOUR = 3_600_000

const SIGNS = [
  ['air.pm25', 'PM2.5', 'PM2.5', 'ug/m3', 39, 12, null, 35, 3], ['air.o3', '臭氧', 'Ozone', 'ug/m3', 96, 30, null, 160, null],
  ['air.no2', '二氧化氮', 'NO2', 'ug/m3', 31, 9, null, 80, null], ['water.level', '内涝水位', 'Flood level', 'm', 0.18, 0.05, null, 0.15, 2],
  ['noise.leq', '环境噪声', 'Noise', 'dB', 54, 6, null, 60, null], ['gas.ch4', '燃气浓度', 'Gas', '%LEL', 1.2, 0.5, 0, 10, null],
  ['weather.temp', '气温', 'Temperature', 'Cel', 11.4, 4, -5, 35, null], ['grid.load', '电网负荷', 'Grid load', 'MW', 6178, 700, 3200, 6800, null],
]
export function vitals(division, atMs) {
  const r = rng(Number(division.slice(0, 9)) % 9973)
  const items = SIGNS.map(([property, zh, en, unit, mean, swing, low, high, level], i) => {
    const shift = (r() - 0.5) * swing
    const f = (t) => mean + shift + swing * Math.sin(t / HOUR / 3.1 + i) * 0.6 + swing * 0.15 * Math.sin(t / 200000 + i * 3)
    const trend = []
    for (let t = atMs - 24 * HOUR; t <= atMs; t += 900_000) if (!(i === 4 && t > atMs - 9 * HOUR && t < atMs - 6 * HOUR)) trend.push([t, Number(f(t).toFixed(3))])
    const total = 40 + Math.floor(r() * 200)
    return {
      property, title: T(zh, en), unit, value: Number((level ? mean : f(atMs)).toFixed(3)), min: mean - swing, max: mean + swing, count: 500,
      sensors: { total, reporting: total - Math.floor(r() * 5) }, reference: { low, high, source: 'mock' }, level, since: level ? iso(atMs - 2 * HOUR) : null,
      asOf: iso(i === 5 ? atMs - 40 * 60_000 : atMs - 120_000), simulated: true, trend,
    }
  })
  return { division, at: iso(atMs), live: true, items }
}
export function vitalChildren(division, property) {
  const sign = SIGNS.find((s) => s[0] === property) ?? SIGNS[0]
  return { items: divisions.get(division).children.map((code) => {
    const r = rng(Number(code.slice(-7)) + property.length)
    const value = Number((sign[4] + (r() - 0.5) * 2.4 * sign[5]).toFixed(2))
    return { code, value, level: sign[8] && value > sign[4] + sign[5] * 0.95 ? sign[8] : null, count: 12 }
  }) }
}

const RULES = [
  ['air.heavy', '持续重污染', 'Sustained heavy pollution', 'air.pm25', 'ug/m3', 165, 150], ['air.rise', '浓度骤升', 'Sudden rise', 'air.pm25', 'ug/m3', 118, 75],
  ['sensor.silent', '传感器失联', 'Sensor silent', 'air.pm25', null, null, null], ['flood.level', '道路积水', 'Road flooding', 'water.level', 'm', 0.31, 0.25],
]
const leaves = [...divisions.values()].filter((d) => d.level === 'COMMUNITY').map((d) => d.code)
export const alerts = new Map()
let serial = 4100
export function makeAlert(openedMs, level = pick([1, 2, 2, 3, 3, 3, 4, 4, 4])) {
  const [rule, zh, en, property, unit, value, threshold] = pick(RULES)
  const code = pick(leaves)
  const d = divisions.get(code)
  const id = (serial++).toString(16).padStart(20, '0')
  const a = {
    id, rule, pack: rule.split('.')[0], title: T(zh, en), level, state: 'OPEN', openedAt: iso(openedMs), changedAt: iso(openedMs), clearedAt: null, division: ref(code),
    thing: { id: serial, name: T(`${d.name.zh}监测点 ${serial % 90}`, `${d.name.en} station ${serial % 90}`), lng: d.centre[0], lat: d.centre[1] }, value, unit,
    reason: value ? T(`连续 3 小时高于 ${threshold}`, `Above ${threshold} for 3 hours`) : T('30 分钟没有数据', 'No data for 30 minutes'), acknowledged: null, muted: null, caseId: null, simulated: true,
    _threshold: threshold, _property: property,
  }
  alerts.set(id, a)
  return a
}
const start = Date.now()
for (let i = 0; i < 19; i++) makeAlert(start - (i + random()) * 0.9 * HOUR)

const ACTIONS = {
  ACCEPTED: [['register', '立案', 'Register', true, []], ['reject', '不予立案', 'Reject', false, ['reason']]],
  REGISTERED: [['dispatch', '派遣', 'Dispatch', true, ['organisation', 'note']]],
  DISPATCHED: [['take', '接单', 'Take', true, []], ['return', '退回', 'Return', false, ['reason']]],
  HANDLING: [['finish', '处置反馈', 'Report done', true, ['note', 'photo']], ['return', '退回', 'Return', false, ['reason']]],
  HANDLED: [['check_pass', '核查通过', 'Check passed', true, ['note']], ['check_fail', '返工', 'Send back', false, ['reason']]],
  CHECKED: [['close', '结案', 'Close', true, []]], CLOSED: [], REJECTED: [],
}
const STATES = { ACCEPTED: T('受理', 'Accepted'), REGISTERED: T('立案', 'Registered'), DISPATCHED: T('已派遣', 'Dispatched'), HANDLING: T('处置中', 'Handling'), HANDLED: T('待核查', 'Handled'), CHECKED: T('已核查', 'Checked'), CLOSED: T('已结案', 'Closed'), REJECTED: T('不予立案', 'Rejected') }
const NEXT = { register: 'REGISTERED', dispatch: 'DISPATCHED', take: 'HANDLING', finish: 'HANDLED', check_pass: 'CHECKED', check_fail: 'DISPATCHED', close: 'CLOSED', return: 'REGISTERED', reject: 'REJECTED' }
const TITLES = Object.fromEntries(Object.values(ACTIONS).flat().map(([a, zh, en]) => [a, T(zh, en)]))
const ORDER = ['register', 'dispatch', 'take', 'finish', 'check_pass', 'close']
export const organisations = [{ id: 'o1', name: T('望江街道办事处', 'Wangjiang Subdistrict Office') }, { id: 'o2', name: T('长堤街道办事处', 'Changdi Subdistrict Office') }]
export const cases = new Map()
function view(c) {
  return { ...c, state: { code: c._state, title: STATES[c._state] }, allowedActions: ACTIONS[c._state].map(([action, zh, en, primary, needs]) => ({ action, title: T(zh, en), primary, needs })), deadline: c._state === 'CLOSED' ? null : { at: iso(c._due), limit: 4, unit: 'urgent-hour', unitTitle: T('紧急工作时', 'urgent hour'), remainingSeconds: Math.round((c._due - Date.now()) / 1000), overdue: c._due < Date.now() } }
}
export const viewCase = (id) => cases.get(id) && view(cases.get(id))
export const listCases = () => [...cases.values()].map(view).sort((a, b) => b.openedAt.localeCompare(a.openedAt))
export function act(id, action, input, by) {
  const c = cases.get(id)
  if (input.version !== c.version) return null
  const from = c._state
  c._state = NEXT[action]
  c.version++
  if (c._state === 'CLOSED') c.closedAt = iso(Date.now())
  if (action === 'take') c.handler = by
  if (input.organisation) c.organisation = organisations.find((o) => o.id === input.organisation)
  c.timeline.push({ at: iso(input.at ?? Date.now()), by: { name: by, role: T('值班员', 'Duty operator') }, action, title: TITLES[action], from, to: c._state, note: input.note ?? input.reason ?? null, photos: input.photos ?? [] })
  return view(c)
}
;[...alerts.values()].forEach((a, i) => {
  if (i % 3 === 2) return
  const id = String(300 + i)
  const opened = Date.parse(a.openedAt) + 5000
  cases.set(id, {
    id, number: `CJ-${a.openedAt.slice(0, 10).replaceAll('-', '')}-${String(300 + i).padStart(5, '0')}`, title: a.title, category: { code: '0101', title: T('大气污染', 'Air pollution') }, level: a.level,
    _state: 'ACCEPTED', _due: opened + (i % 5 === 0 ? 0.4 : 4) * HOUR + i * 600_000, division: a.division, location: [a.thing.lng, a.thing.lat], thing: a.thing, alertId: a.id, organisation: null, handler: null, openedAt: iso(opened), closedAt: null,
    timeline: [{ at: iso(opened), deadline: iso(opened + (i % 5 === 0 ? 0.4 : 4) * HOUR + i * 600_000), by: { name: T('系统', 'System'), role: null }, action: 'accept', title: T('受理', 'Accepted'), from: null, to: 'ACCEPTED', note: tReason(a), photos: [] }], photos: [], version: 1, simulated: true,
  })
  a.caseId = id
  for (let k = 0; k < i % 7 && k < ORDER.length; k++) act(id, ORDER[k], { version: k + 1, at: opened + (k + 1) * 240_000, ...(ORDER[k] === 'dispatch' ? { organisation: 'o1' } : {}), ...(ORDER[k] === 'finish' ? { note: '已到场处置' } : {}) }, pick(['周海平', '陈敏', '李晓']))
})
function tReason(a) { return a.reason.zh }

export function alertDetail(a) {
  const points = []
  const to = Date.now()
  if (a._threshold) for (let t = to - 12 * HOUR; t <= to; t += 600_000) points.push([t, Number((a._threshold * (0.55 + 0.5 / (1 + Math.exp(-(t - Date.parse(a.openedAt)) / HOUR)) + 0.05 * Math.sin(t / 900_000))).toFixed(2))])
  return {
    ...a, why: T('连续多个小时浓度高于重污染限值，说明不是瞬时扰动。', 'Several hours above the limit of heavy pollution: not a passing disturbance.'), falseAlarms: [T('燃放烟花', 'Fireworks'), T('仪器校准', 'Calibration')], packVersion: '1.0.0', reference: 'HJ 633', inputs: { 'pm25.mean_3h': a.value, 'pm25.threshold': a._threshold },
    history: [{ at: a.openedAt, kind: 'OPENED', level: a.level }, ...(a.acknowledged ? [{ at: a.acknowledged.at, kind: 'ACKNOWLEDGED', level: null }] : [])], series: points.length ? { points, threshold: a._threshold } : null,
  }
}
export function activity(division, from, to, step) {
  const items = []
  const r = rng(5)
  for (let t = from; t < to; t += step * 1000) { const opened = Math.floor(r() * 5 * (1 + Math.sin(t / HOUR / 4))); items.push({ t: iso(t), opened, open: opened + 3, worst: opened > 6 ? 2 : opened > 0 ? 4 : null }) }
  return { items }
}
export const openAlerts = (division) => [...alerts.values()].filter((a) => a.state === 'OPEN' && inside(a.division.code, division ?? root))
