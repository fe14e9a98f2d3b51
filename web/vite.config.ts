import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { fieldWorker } from './build/field-worker.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Where `npm run dev` finds the API: a running server, or the mock of dev/mock. */
const api = process.env.FURONG_API ?? 'http://127.0.0.1:8880'
const doors = ['/api', '/tiles', '/sensorthings', '/health', '/metrics']

export default defineConfig({
  plugins: [vue(), fieldWorker()],
  resolve: { alias: { '@': at('./src') } },
  build: {
    target: 'es2022',
    // Inlined data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    // MapLibre alone is 1 MB; it is its own chunk, loaded by the pages with a map only.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { staff: at('./index.html'), field: at('./m/index.html'), citizen: at('./pub/index.html') },
      output: {
        advancedChunks: {
          groups: [
            { name: 'maplibre', test: /node_modules\/maplibre-gl/ },
            { name: 'echarts', test: /node_modules\/(echarts|zrender)/ },
            { name: 'codemirror', test: /node_modules\/(@codemirror|@lezer|style-mod|w3c-keyname|crelt|@marijn)/ },
            { name: 'vue', test: /node_modules\/(@vue|vue|vue-router|pinia|vue-i18n|@intlify)/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(doors.map((door) => [door, { target: api, changeOrigin: false }])),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'test/**/*.test.ts'] },
})
