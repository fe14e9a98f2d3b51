// Screenshots for looking at the pages while working on them: node dev/shots.mjs BASE LOGIN PASSWORD OUT [name,name...]
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const [base = 'http://127.0.0.1:8880', login = 'operator', password = 'demo', out = '/tmp/furong-shots', only = ''] = process.argv.slice(2)
mkdirSync(out, { recursive: true })

const desk = { width: 1920, height: 1080 }
const office = { width: 1366, height: 768 }
const phone = { width: 412, height: 915 }
/** name: [path, viewport, theme, language, steps on the page] */
const SHOTS = {
  login: ['/login', office, 'light', 'zh-CN', null],
  'cockpit-dark': ['/cockpit', desk, 'dark', 'zh-CN', null],
  'cockpit-light-en': ['/cockpit', office, 'light', 'en', null],
  'cockpit-alert': ['/cockpit', desk, 'dark', 'zh-CN', async (page) => { await page.locator('[data-test=alert-open]').first().click(); await page.waitForSelector('[data-test=alert-facts]'); await page.waitForTimeout(1500) }],
  'cockpit-county': ['/cockpit', office, 'dark', 'zh-CN', async (page) => { const s = page.locator('[data-test=area-down]'); await s.selectOption({ index: 1 }); await page.waitForTimeout(4000) }],
  'cockpit-replay': ['/cockpit?t=' + new Date(Date.now() - 5 * 3600_000).toISOString().slice(0, 19) + 'Z', office, 'light', 'zh-CN', null],
  cases: ['/cases?view=all', desk, 'light', 'zh-CN', async (page) => { await page.locator('[data-test=case-open]').first().click(); await page.waitForSelector('[data-test=case-detail]'); await page.waitForTimeout(2500) }],
  'cases-dark-en': ['/cases?view=all', office, 'dark', 'en', null],
  case: ['/cases?view=all', { width: 1200, height: 900 }, 'light', 'zh-CN', async (page) => { await page.locator('[data-test=case-open]').nth(2).click(); await page.waitForSelector('[data-test=case-detail]'); await page.waitForTimeout(3000) }],
  indicators: ['/indicators', office, 'light', 'zh-CN', null],
  indicator: ['/indicators/air.good-days-ratio', { width: 1366, height: 1500 }, 'light', 'zh-CN', async (page) => { await page.click('[data-test=lineage-toggle]'); await page.waitForSelector('[data-test=lineage-days]'); await page.locator('button.day').nth(20).click(); await page.locator('[data-test=lineage-open]').first().click(); await page.waitForSelector('[data-test=lineage-hours]') }],
  'indicator-dark-en': ['/indicators/air.good-days-ratio', office, 'dark', 'en', null],
  packs: ['/packs', office, 'light', 'zh-CN', null],
  audit: ['/audit', office, 'light', 'en', null],
  'phone-tasks': ['/m/', phone, 'light', 'zh-CN', null],
  evaluation: ['/evaluation', office, 'light', 'zh-CN', async (page) => { await page.selectOption('[data-test=evaluation-by]', 'county'); await page.waitForSelector('[data-test=evaluation-table]') }],
  'evaluation-months': ['/evaluation', office, 'light', 'zh-CN', async (page) => { await page.selectOption('[data-test=evaluation-by]', 'month'); await page.waitForSelector('[data-test=evaluation-table]') }],
  reports: ['/reports', office, 'light', 'zh-CN', null],
  'phone-map': ['/m/map', phone, 'light', 'zh-CN', async (page) => { await page.waitForFunction(() => window.__furong?.mapReady, null, { timeout: 60_000 }) }],
  'phone-found': ['/m/found', phone, 'light', 'zh-CN', null],
  pub: ['/pub', phone, 'light', 'zh-CN', null],
  'pub-report': ['/pub/report', phone, 'light', 'zh-CN', null],
  'pub-plan': ['/pub/plan', phone, 'light', 'zh-CN', null],
  'phone-case': ['/m/', phone, 'light', 'zh-CN', async (page) => { await page.locator('[data-test^=task-]').first().click(); await page.waitForSelector('[data-test=action-bar]') }],
  'phone-dark-en': ['/m/', phone, 'dark', 'en', async (page) => { await page.locator('[data-test^=task-]').nth(1).click(); await page.waitForSelector('[data-test=action-bar]') }],
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium', chromiumSandbox: false,
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
let cookies = null
for (const [name, [path, viewport, theme, locale, steps]] of Object.entries(SHOTS)) {
  if (only && !only.split(',').some((o) => name.startsWith(o))) continue
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, serviceWorkers: 'block' })
  await context.addInitScript(([t, l]) => localStorage.setItem('furong.prefs', JSON.stringify({ theme: t, locale: l })), [theme, locale])
  const page = await context.newPage()
  const said = []
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(m.text()))
  page.on('pageerror', (e) => said.push('PAGE ERROR ' + e.message))
  page.on('requestfailed', (r) => !/api\/live/.test(r.url()) && said.push('FAILED ' + r.url() + ' ' + r.failure()?.errorText))
  page.on('request', (r) => !r.url().startsWith(base) && !r.url().startsWith('blob:') && said.push('FOREIGN ' + r.url()))
  if (name !== 'login') {
    if (!cookies) {
      const answer = await context.request.post(base + '/api/session', { data: { login, password }, headers: { 'X-Furong': '1' } })
      if (!answer.ok()) throw new Error('login: ' + answer.status())
      cookies = await context.cookies()
    } else await context.addCookies(cookies)
  }
  const began = Date.now()
  try {
    await page.goto(base + path)
    await page.waitForSelector('main')
    if (path.startsWith('/cockpit')) await page.waitForFunction(() => window.__furong?.mapReady, null, { timeout: 60_000 })
    await page.waitForTimeout(1200)
    if (steps) await steps(page)
  } catch (error) { said.push('STEP ' + error.message.split('\n')[0]) }
  await page.screenshot({ path: `${out}/${name}.png` })
  await page.evaluate(readFileSync(axePath, 'utf8'))
  const faults = await page.evaluate(async () => (await window.axe.run({ exclude: [['.maplibregl-canvas']] })).violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(' | ')}`))
  console.log(name, `${Date.now() - began} ms`, faults.length ? '\n  axe ' + faults.join('\n  axe ') : 'axe 0', said.length ? '\n  ' + [...new Set(said)].slice(0, 6).join('\n  ') : '')
  await context.close()
}
await browser.close()
