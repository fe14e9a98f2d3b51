import { setWorkerUrl } from 'maplibre-gl'
// MapLibre 6 computes its worker's address at run time, which a bundler cannot see: it is named here.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'

setWorkerUrl(workerUrl)

/** Whether this browser draws WebGL 2; old office machines may not, and get lists instead of the map. */
export function canDrawMaps(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/** Movement of the view in ms: none for people who asked for less motion, nor for a browser under test. */
export function glideMs(): number {
  return navigator.webdriver || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 450
}
