import type { Map as MapLibre } from 'maplibre-gl'
import type { Level } from '@/shared/api/types'
import type { Tokens } from './style'

/** Icons are drawn at twice their size, so that they stay sharp on fine screens. */
const RATIO = 2
const SIZE = 28

/** Adds or renews the alert icons: a shape and a numeral per level; a ring around those that nobody has taken yet. */
export function putAlertIcons(map: MapLibre, token: Tokens): void {
  for (const level of [1, 2, 3, 4] as Level[]) {
    for (const acked of [false, true]) {
      const name = `alert-${level}${acked ? '-acked' : ''}`
      const image = draw(level, acked, token)
      if (map.hasImage(name)) map.updateImage(name, image)
      else map.addImage(name, image, { pixelRatio: RATIO })
    }
  }
}

function draw(level: Level, acked: boolean, token: Tokens): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE * RATIO
  const pen = canvas.getContext('2d')!
  pen.scale(RATIO, RATIO)
  pen.translate(SIZE / 2, SIZE / 2)
  const hue = token('sev' + level)
  if (!acked) {
    pen.beginPath()
    pen.arc(0, 0, 12.2, 0, 2 * Math.PI)
    pen.strokeStyle = hue
    pen.lineWidth = 1.5
    pen.stroke()
    pen.globalAlpha = 0.22
    pen.fillStyle = hue
    pen.fill()
    pen.globalAlpha = 1
  }
  const r = acked ? 6.8 : 8
  pen.beginPath()
  if (level === 1) poly(pen, [[0, -r - 0.6], [r + 0.4, r * 0.78], [-r - 0.4, r * 0.78]])
  else if (level === 2) poly(pen, [[0, -r], [r, 0], [0, r], [-r, 0]])
  else if (level === 3) pen.rect(-r * 0.82, -r * 0.82, r * 1.64, r * 1.64)
  else pen.arc(0, 0, r * 0.92, 0, 2 * Math.PI)
  pen.fillStyle = hue
  pen.fill()
  pen.lineWidth = 1
  pen.strokeStyle = token('map-halo')
  pen.stroke()
  pen.fillStyle = token('on-sev')
  pen.font = `700 ${acked ? 8 : 9.5}px B612, sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(String(level), 0, level === 1 ? 2 : 0.6)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

function poly(pen: CanvasRenderingContext2D, points: [number, number][]): void {
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.closePath()
}
