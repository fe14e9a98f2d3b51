import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rollup } from 'vite'

/**
 * Emits `m/sw.js`, the service worker of the grid workers' page, with the list of files that the page needs offline:
 * its entry, everything the entry imports, and the fonts and styles of those. The other pages stay out, so a phone
 * never downloads the cockpit's map library.
 */
export function fieldWorker(): Plugin {
  const template = fileURLToPath(new URL('./field-sw.js', import.meta.url))
  return {
    name: 'furong-field-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = shellOf(bundle as Rollup.OutputBundle)
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12)
      const source = readFileSync(template, 'utf8')
        .replace('__VERSION__', JSON.stringify(version))
        .replace('__FILES__', JSON.stringify(files))
      this.emitFile({ type: 'asset', fileName: 'm/sw.js', source })
    },
  }
}

function shellOf(bundle: Rollup.OutputBundle): string[] {
  const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry && part.name === 'field')
  if (!entry) throw new Error('the entry "field" is missing from the bundle')
  const seen = new Set<string>()
  const queue = [entry.fileName]
  while (queue.length > 0) {
    const name = queue.pop()!
    if (seen.has(name)) continue
    seen.add(name)
    const part = bundle[name]
    if (part?.type !== 'chunk') continue
    queue.push(...part.imports)
    const meta = (part as { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }).viteMetadata
    for (const extra of [...(meta?.importedCss ?? []), ...(meta?.importedAssets ?? [])]) seen.add(extra)
  }
  // Fonts are named by the styles, not by a chunk; only the two weights of Latin that the page draws.
  for (const name of Object.keys(bundle)) if (/b612-latin-(400|700)-normal.*\.woff2$/.test(name)) seen.add(name)
  return ['/m/', ...[...seen].sort().map((name) => '/' + name)]
}
