// Frames a second of the maps while they move, and what their tiles cost:
// node dev/frames.mjs BASE LOGIN PASSWORD [PAGE...]     the cockpit and the map of devices, unless pages are named
// With a CSV of devices made by `node dev/frames.mjs --devices 100000 > devices.csv` and
// `./furong import devices.csv --as datastreams` before it, there are that many to show.
import { chromium } from 'playwright-core'

const SECONDS = 4 // a drag across the screen takes a second; four show a stutter
const ZOOMS = [9.5, 11, 12.5, 14, 15.5] // the whole city, a county, a street, the first single points, a block

if (process.argv[2] === '--devices') {
  devices(Number(process.argv[3] ?? 100_000))
} else {
  const [base, login, password, ...pages] = process.argv.slice(2)
  for (const path of pages.length ? pages : ['/cockpit', '/sensing?view=map']) await measure(base, login, password, path)
}

/** Devices on a grid over the inner city, one datastream each. */
function devices(count) {
  const side = Math.ceil(Math.sqrt(count))
  const lines = ['device,name,kind,lng,lat,property,unit,sensor,simulated']
  for (let i = 0; i < count; i++) {
    const lng = 103.95 + (0.25 * (i % side)) / side
    const lat = 30.58 + (0.18 * Math.floor(i / side)) / side
    lines.push(`F-${i},Frame ${i},air-station,${lng.toFixed(6)},${lat.toFixed(6)},air.pm25,ug/m3,model F,true`)
  }
  process.stdout.write(lines.join('\n') + '\n')
}

async function measure(base = 'http://127.0.0.1:8080', login = 'operator', password = 'demo', path) {
  console.log(path)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium', chromiumSandbox: false,
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1, serviceWorkers: 'block' })
    const answer = await context.request.post(base + '/api/session', { data: { login, password }, headers: { 'X-Furong': '1' } })
    if (!answer.ok()) throw new Error('login: ' + answer.status())
    const page = await context.newPage()
    const processes = await browser.newBrowserCDPSession()
    const sizes = new Map()
    const tiles = []
    page.on('requestfinished', (r) => {
      if (r.url().includes('/tiles/things/')) tiles.push(r.timing().responseEnd - Math.max(0, r.timing().requestStart))
    })
    page.on('response', async (r) => {
      if (r.url().includes('/tiles/things/')) sizes.set(r.url(), Number((await r.allHeaders())['content-length'] ?? (await r.body().catch(() => Buffer.alloc(0))).length))
    })
    await page.goto(base + path)
    await page.waitForFunction(() => window.__furong?.mapReady, null, { timeout: 120_000 })
    for (const zoom of ZOOMS) {
      await page.evaluate((z) => window.__furong.map.jumpTo({ center: [104.07, 30.66], zoom: z }), zoom)
      await page.waitForTimeout(500)
      await page.waitForFunction(() => window.__furong.mapReady, null, { timeout: 120_000 })
      const shown = await page.evaluate(count)
      const before = await cpu(processes)
      const moved = await page.evaluate(pan, SECONDS)
      const after = await cpu(processes)
      const each = (type) => ((1000 * ((after[type] ?? 0) - (before[type] ?? 0))) / moved.frames).toFixed(0)
      console.log(`zoom ${zoom}: ${shown.things} things in ${shown.marks} marks; moving: ${moved.fps.toFixed(1)} frames a second, p50 ${moved.p50.toFixed(0)} ms, p95 ${moved.p95.toFixed(0)} ms, worst ${moved.worst.toFixed(0)} ms; page ${moved.script.toFixed(1)} ms a frame, processor time a frame: page ${each('renderer')} ms, drawing ${each('GPU')} ms`)
    }
    tiles.sort((a, b) => a - b)
    const bytes = [...sizes.values()].sort((a, b) => a - b)
    const at = (all, q) => (all.length ? all[Math.min(all.length - 1, Math.floor(all.length * q))] : 0)
    console.log(`${tiles.length} tiles of things: p50 ${at(tiles, 0.5).toFixed(0)} ms, p95 ${at(tiles, 0.95).toFixed(0)} ms, worst ${at(tiles, 1).toFixed(0)} ms; p50 ${at(bytes, 0.5)} bytes, largest ${at(bytes, 1)} bytes`)
  } finally {
    await browser.close()
  }
}

/** Seconds of processor time so far, by what the browser's processes are for: a busy machine stretches frames, not these. */
async function cpu(processes) {
  const sums = {}
  for (const p of (await processes.send('SystemInfo.getProcessInfo')).processInfo) sums[p.type] = (sums[p.type] ?? 0) + p.cpuTime
  return sums
}

/** How many things the marks on the screen stand for. */
function count() {
  const map = window.__furong.map
  const marks = map.queryRenderedFeatures({ layers: ['things', 'thing-clusters'].filter((l) => map.getLayer(l)) })
  return { marks: marks.length, things: marks.reduce((sum, m) => sum + (m.properties.count ?? 1), 0) }
}

/** Moves the map around for some seconds; the times between its frames. */
function pan(seconds) {
  const map = window.__furong.map
  const frames = []
  const scripts = []
  const render = map._render
  map._render = function (...args) {
    const begun = performance.now()
    const answer = render.apply(this, args)
    scripts.push(performance.now() - begun)
    return answer
  }
  return new Promise((done) => {
    const begun = performance.now()
    let last = begun
    const middle = map.getCenter()
    const width = 0.6 * (map.getBounds().getEast() - map.getBounds().getWest())
    function step(now) {
      frames.push(now - last)
      last = now
      const turn = (now - begun) / 1000
      if (turn >= seconds) {
        frames.shift()
        frames.sort((a, b) => a - b)
        scripts.sort((a, b) => a - b)
        map._render = render
        done({ frames: frames.length, script: scripts[Math.floor(scripts.length * 0.5)] ?? 0, fps: (1000 * frames.length) / frames.reduce((a, b) => a + b, 0), p50: frames[Math.floor(frames.length * 0.5)], p95: frames[Math.floor(frames.length * 0.95)], worst: frames.at(-1) })
        return
      }
      map.jumpTo({ center: [middle.lng + width * Math.sin(turn), middle.lat + 0.3 * width * Math.sin(2 * turn)] })
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
