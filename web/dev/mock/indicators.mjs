// Invented indicator values with lineage for the mock.
import { divisions, ref } from './city.mjs'
import { rng } from './rng.mjs'
import { iso } from './world.mjs'

const T = (zh, en) => ({ zh, en })
const ID = 'air.good-days-ratio'
const TITLE = T('空气质量优良天数比率', 'Share of good-air days')
export const list = { items: [{ id: ID, title: TITLE, unit: '%', pack: 'air', direction: 'up' }] }
const ruleSet = (year) => (year >= 2026 ? 'HJ633-2026' : 'HJ633-2012')
export function hours(thing, date) {
  const start = Date.parse(date + 'T00:00:00+08:00')
  const hour = (h) => 30 + 18 * Math.sin(h / 4 + Number(thing))
  return {
    thing, name: `监测站 ${thing}`, property: 'pm25', unit: 'ug/m3', date,
    hours: Array.from({ length: 24 }, (_, h) => ({ start: iso(start + h * 3_600_000), count: 1, mean: h === 5 ? null : hour(h), valid: h !== 5 })),
    observations: Array.from({ length: 24 }, (_, h) => ({ id: 9000 + h, datastream: 1, time: iso(start + h * 3_600_000), value: Number(hour(h).toFixed(1)), canonical: hour(h), counted: h !== 5, flags: 0, href: `/sensorthings/v1.1/Observations(${9000 + h})` })),
  }
}
export function value(division, period) {
  const r = rng(Number(division) + Number(period.slice(0, 4)))
  const days = Number(period.slice(0, 4)) % 4 === 0 ? 366 : 365
  const valid = days - Math.floor(r() * 12)
  const good = Math.floor(valid * (0.62 + r() * 0.2))
  return {
    id: ID, title: TITLE, definition: { version: '1', formula: T('优良天数 ÷ 有效天数 × 100%', 'good days / valid days x 100%'), source: 'HJ 633', unit: '%', direction: 'up' }, division: ref(division), period,
    value: (good / valid) * 100, numerator: good, denominator: valid, completeness: { days: valid, expectedDays: days, ratio: valid / days, pollutants: ['pm25', 'pm10', 'o3'], note: null },
    ruleSets: [ruleSet(Number(period.slice(0, 4)))], computedAt: iso(Date.now()), simulated: true, lineage: { href: `/api/indicators/${ID}/lineage?division=${division}&period=${period}`, days: valid, stations: 8, observations: valid * 24 * 8 },
  }
}
export const series = (division) => ({ items: Array.from({ length: 12 }, (_, i) => 2015 + i).map((y) => { const v = value(division, String(y)); return { period: String(y), value: v.value, numerator: v.numerator, denominator: v.denominator, ruleSets: v.ruleSets } }) })
export const byDivision = (parent, period) => ({ items: divisions.get(parent).children.map((code) => { const v = value(code, period); return { division: { code, name: divisions.get(code).name }, value: v.value, numerator: v.numerator, denominator: v.denominator } }) })
export function lineage(division, period) {
  if (period.length === 10) {
    return { id: ID, division: ref(division), period, day: null, items: [1, 2, 3].map((n) => ({ thing: n, name: `监测站 ${n}`, property: 'pm25', title: T('PM2.5', 'PM2.5'), unit: 'ug/m3', mean: 30 + n * 7.3, max1h: 60 + n, max8h: null, hours: n === 3 ? 11 : 24, windows: 0, observations: 24, bad: n === 3 ? 13 : 0, valid: n !== 3, rule: 'day', href: `/api/indicators/hours?thing=${n}&property=pm25&date=${period}` })) }
  }
  const r = rng(Number(period))
  const items = []
  for (let t = Date.UTC(Number(period), 0, 1); t < Date.UTC(Number(period) + 1, 0, 1); t += 86_400_000) {
    const winter = Math.cos(((t - Date.UTC(Number(period), 0, 1)) / 86_400_000 / 365) * 2 * Math.PI)
    const aqi = Math.round(60 + winter * 45 + (r() - 0.3) * 70)
    const valid = r() > 0.03
    const date = iso(t).slice(0, 10)
    items.push({ date, aqi: valid ? Math.max(18, aqi) : null, category: null, good: valid ? aqi <= 100 : null, valid, ruleSet: ruleSet(Number(period)), primary: aqi > 50 ? ['PM2.5'] : [], href: `/api/indicators/${ID}/lineage?division=${division}&period=${date}` })
  }
  return { items, days: items }
}
