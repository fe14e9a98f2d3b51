// An invented city for development: jittered quarters over the place where a city could lie. Not a real place.
import { rng } from './rng.mjs'

const LEVELS = ['CITY', 'COUNTY', 'STREET', 'COMMUNITY', 'GRID']
const NAMES = ['青瓷', '望江', '长堤', '文澜', '清波', '云和', '南屏', '栖霞', '翠苑', '临渚', '青石', '半山', '古荡', '九堡', '闸弄', '笕桥', '松风', '荷塘', '白鹭', '梅坞']
const PINYIN = ['Qingci', 'Wangjiang', 'Changdi', 'Wenlan', 'Qingbo', 'Yunhe', 'Nanping', 'Qixia', 'Cuiyuan', 'Linzhu', 'Qingshi', 'Banshan', 'Gudang', 'Jiubao', 'Zhanong', 'Jianqiao', 'Songfeng', 'Hetang', 'Bailu', 'Meiwu']
const TAIL = { COUNTY: ['区', ' District'], STREET: ['街道', ' Subdistrict'], COMMUNITY: ['社区', ' Community'], GRID: ['网格', ' Grid'] }
const SPLIT = { COUNTY: [5, 4], STREET: [4, 3], COMMUNITY: [3, 3], GRID: [2, 2] }
const PAD = { COUNTY: 2, STREET: 3, COMMUNITY: 3, GRID: 3 }

export const root = '510100'
export const divisions = new Map()
const random = rng(7)

/** The corners of an n x m net inside a quadrilateral; inner corners are moved a little. */
function net([a, b, c, d], n, m) {
  const at = (u, v) => [0, 1].map((k) => (1 - v) * ((1 - u) * a[k] + u * b[k]) + v * ((1 - u) * d[k] + u * c[k]))
  const points = []
  for (let j = 0; j <= m; j++) for (let i = 0; i <= n; i++) {
    const inner = i > 0 && i < n && j > 0 && j < m
    points.push(at((i + (inner ? (random() - 0.5) * 0.5 : 0)) / n, (j + (inner ? (random() - 0.5) * 0.5 : 0)) / m))
  }
  const cells = []
  for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) {
    const k = j * (n + 1) + i
    cells.push([points[k], points[k + 1], points[k + n + 2], points[k + n + 1]])
  }
  return cells
}

function add(code, level, quad, name, parent) {
  const xs = quad.map((p) => p[0]); const ys = quad.map((p) => p[1])
  const d = {
    code, level, name, parent, quad, children: [], synthetic: level === 'COMMUNITY' || level === 'GRID',
    centre: [xs.reduce((s, v) => s + v) / 4, ys.reduce((s, v) => s + v) / 4], bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  }
  divisions.set(code, d)
  const next = LEVELS[LEVELS.indexOf(level) + 1]
  // The lower levels of the first counties only: enough to drill.
  if (!next || (level === 'STREET' && !code.startsWith('51010'))) return d
  net(quad, ...SPLIT[next]).forEach((cell, i) => {
    const childCode = (level === 'CITY' ? '5101' : code) + String(i + 1 + (level === 'CITY' ? 3 : 0)).padStart(PAD[next], '0')
    const k = (i * 7 + code.length * 3 + Number(code.slice(-2))) % 20
    const childName = next === 'GRID' ? { zh: `第${i + 1}网格`, en: `Grid ${i + 1}` } : { zh: NAMES[k] + TAIL[next][0], en: PINYIN[k] + TAIL[next][1] }
    d.children.push(add(childCode, next, cell, childName, code).code)
  })
  return d
}
add(root, 'CITY', [[103.55, 31.05], [104.55, 31.1], [104.6, 30.3], [103.5, 30.25]], { zh: '澄江市（虚构）', en: 'Chengjiang (invented)' }, null)

export const pathOf = (code) => { const path = []; for (let d = divisions.get(code); d; d = divisions.get(d.parent)) path.unshift({ code: d.code, name: d.name, level: d.level }); return path }
export const ref = (code) => { const d = divisions.get(code); return { code, name: d.name, level: d.level, path: pathOf(code) } }
const STEM = { CITY: 4, COUNTY: 6, STREET: 9, COMMUNITY: 12, GRID: 15 }
export const stem = (code) => code.slice(0, STEM[divisions.get(code)?.level ?? 'CITY'])
export const inside = (code, of) => code.startsWith(stem(of))
