// The catalogue of indicators with many definitions: node dev/catalogue.mjs BASE LOGIN PASSWORD [HOW MANY] [OUT.png]
// The page is the real one of a running city; its list is made as long as asked by definitions like those that there are,
// under names of their own. Told are the times until all are shown and until a typed letter has narrowed them.
import { chromium } from 'playwright-core'

const [base = 'http://127.0.0.1:8880', login = 'operator', password = 'demo', many = '500', out = ''] = process.argv.slice(2)
/** Each time several times: one alone is the noise of the machine. */
const ROUNDS = 7
const TYPED = '空气质量 3'

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false, args: ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
const session = await context.request.post(base + '/api/session', { data: { login, password }, headers: { 'X-Furong': '1' } })
if (!session.ok()) throw new Error('login: ' + session.status())
const real = (await (await context.request.get(base + '/api/indicators')).json()).items
const items = Array.from({ length: Number(many) }, (_, i) => {
  const like = real[i % real.length]
  return i < real.length ? like : { ...like, id: `${like.id}-${i}`, title: { zh: `${like.title.zh} ${i}`, en: `${like.title.en} ${i}` } }
})
const body = JSON.stringify({ items })
await context.route('**/api/indicators', (route) => route.fulfill({ contentType: 'application/json', body }))

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const told = (name, numbers) => console.log(`${name}: median ${middle(numbers).toFixed(0)} ms, longest ${Math.max(...numbers).toFixed(0)} ms of ${numbers.length}`)
const shown = []
const keys = []
let rows = 0
for (let round = 0; round < ROUNDS; round++) {
  const page = await context.newPage()
  await page.goto(base + '/indicators')
  await page.waitForFunction((n) => document.querySelectorAll('[data-test^="indicator-"] strong').length >= Math.min(n, 1), items.length)
  // from the answer in hand to the last row painted: the page is left and entered again, so that its code is there
  await page.evaluate(() => { const a = document.querySelector('a[href="/alerts"], a[href="/plan"]'); a?.click() })
  await page.waitForFunction(() => !document.querySelector('[data-test=indicators]'))
  shown.push(await page.evaluate(async (count) => {
    const from = performance.now()
    history.back()
    await new Promise((done) => {
      const look = () => (document.querySelector('[data-test=indicator-count]')?.textContent.trim() === String(count) && document.querySelector('[data-test=indicators] li') ? requestAnimationFrame(() => setTimeout(done)) : requestAnimationFrame(look))
      look()
    })
    return performance.now() - from
  }, items.length))
  rows = await page.locator('[data-test=indicators] li').count()
  for (let i = 1; i <= TYPED.length; i++) {
    keys.push(await page.evaluate(async (text) => {
      const field = document.querySelector('[data-test=indicator-find]')
      const before = document.querySelector('[data-test=indicator-count]').textContent
      const from = performance.now()
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => {
        const look = () => (document.querySelector('[data-test=indicator-count]').textContent !== before || performance.now() - from > 400 ? requestAnimationFrame(() => setTimeout(done)) : requestAnimationFrame(look))
        requestAnimationFrame(look)
      })
      return performance.now() - from
    }, TYPED.slice(0, i)))
  }
  if (round === 0 && out) { await page.fill('[data-test=indicator-find]', ''); await page.waitForTimeout(500); await page.screenshot({ path: out }) }
  await page.close()
}
console.log(`${items.length} definitions, ${rows} rows in the document`)
told('until all are shown', shown)
told('until a typed letter has narrowed them', keys.filter((ms) => ms < 400))
await browser.close()
