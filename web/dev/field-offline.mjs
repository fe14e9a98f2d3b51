// The grid workers' page without a network, on a running Furong: installs the service worker, cuts the line, reloads,
// takes a case while offline, comes back and sends. node dev/field-offline.mjs BASE LOGIN PASSWORD
import { chromium } from 'playwright-core'

const [base, login, password] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false })
const context = await browser.newContext({ viewport: { width: 412, height: 915 } })
const page = await context.newPage()
page.on('pageerror', (e) => console.log('PAGE ERROR', e.message))
const step = (text) => console.log('-', text)

await page.goto(base + '/m/login')
await page.fill('[data-test=login-name]', login)
await page.fill('[data-test=login-password]', password)
await page.click('[data-test=login-enter]')
await page.waitForSelector('[data-test^=task-]', { timeout: 30_000 })
await page.evaluate(async () => void (await navigator.serviceWorker.ready))
step('logged in, service worker ready, tasks: ' + (await page.locator('[data-test^=task-]').count()))

await page.locator('[data-test^=task-]').first().click()
await page.waitForSelector('[data-test=action-bar]')
const before = await page.getAttribute('[data-test=field-case]', 'data-state')
await context.setOffline(true)
const act = page.locator('[data-test=action-bar] button.primary')
const name = await act.textContent()
await act.click()
await page.waitForSelector('[data-test=outbox-badge]')
step(`offline: "${name}" waits: ` + (await page.textContent('[data-test=outbox-badge]')))

await page.goto(base + '/m/')
await page.waitForSelector('[data-test=field-tasks]')
await page.waitForSelector('[data-test=outbox]')
step('offline reload draws the page, outbox: ' + (await page.locator('[data-test=outbox] li').count()))

await context.setOffline(false)
await page.click('[data-test=field-refresh]')
await page.waitForSelector('[data-test=outbox]', { state: 'detached', timeout: 30_000 })
step(`back: sent; the case was ${before}`)
await browser.close()
