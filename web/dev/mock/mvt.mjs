// A vector tile of polygons and points, as little of the format as the mock needs (MVT 2.1; clipping is left to the client).
const EXTENT = 4096

function varint(bytes, n) {
  while (n > 127) { bytes.push((n % 128) | 128); n = Math.floor(n / 128) }
  bytes.push(n)
}
const field = (bytes, tag, body) => { varint(bytes, tag * 8 + 2); varint(bytes, body.length); for (const b of body) bytes.push(b) }
const packed = (numbers) => { const out = []; for (const n of numbers) varint(out, n); return out }
const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n)

export function project([lng, lat], z, x, y) {
  const size = 2 ** z
  const sin = Math.sin((lat * Math.PI) / 180)
  const px = ((lng + 180) / 360) * size
  const py = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size
  return [Math.round((px - x) * EXTENT), Math.round((py - y) * EXTENT)]
}

/** layers: { name: [{ ring: [[lng,lat]...] | point: [lng,lat], attrs }] } */
export function encodeTile(layers, z, x, y) {
  const tile = []
  for (const [name, features] of Object.entries(layers)) {
    const keys = []
    const values = []
    const bodies = []
    for (const f of features) {
      const at = (f.ring ?? [f.point]).map((p) => project(p, z, x, y))
      const xs = at.map((p) => p[0]); const ys = at.map((p) => p[1])
      if (Math.max(...xs) < -128 || Math.min(...xs) > EXTENT + 128 || Math.max(...ys) < -128 || Math.min(...ys) > EXTENT + 128) continue
      const tags = []
      for (const [k, v] of Object.entries(f.attrs)) {
        let ki = keys.indexOf(k); if (ki < 0) ki = keys.push(k) - 1
        let vi = values.indexOf(String(v)); if (vi < 0) vi = values.push(String(v)) - 1
        tags.push(ki, vi)
      }
      const geometry = []
      let cx = 0, cy = 0
      at.forEach(([px, py], i) => {
        if (i === 0) geometry.push(9)
        if (i === 1) geometry.push((at.length - 1) * 8 + 2)
        geometry.push(zigzag(px - cx), zigzag(py - cy)); cx = px; cy = py
      })
      if (f.ring) geometry.push(15)
      const body = []
      field(body, 2, packed(tags))
      varint(body, 3 * 8); varint(body, f.ring ? 3 : 1)
      field(body, 4, packed(geometry))
      bodies.push(body)
    }
    if (bodies.length === 0) continue
    const layer = []
    varint(layer, 15 * 8); varint(layer, 2)
    field(layer, 1, Buffer.from(name))
    for (const body of bodies) field(layer, 2, body)
    for (const key of keys) field(layer, 3, Buffer.from(key))
    for (const value of values) { const v = []; field(v, 1, Buffer.from(value)); field(layer, 4, v) }
    varint(layer, 5 * 8); varint(layer, EXTENT)
    field(tile, 3, layer)
  }
  return Buffer.from(tile)
}
