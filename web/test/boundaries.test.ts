import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '..', 'src')
const files = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? files(join(dir, name)) : [join(dir, name)]))
const sources = files(SRC).filter((f) => /\.(ts|vue)$/.test(f)).map((f) => ({ path: relative(SRC, f), text: readFileSync(f, 'utf8') }))
const imports = (text: string) => [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((m) => m[1]!)

describe('the folders', () => {
  it('let a feature import shared code and itself, never another feature', () => {
    const wrong = sources.flatMap(({ path, text }) => {
      const own = /^features\/([^/]+)\//.exec(path)?.[1]
      if (!own) return []
      return imports(text).filter((i) => i.startsWith('@/app') || (/^@\/features\//.test(i) && !i.startsWith(`@/features/${own}/`)) || i.startsWith('../')).map((i) => `${path} imports ${i}`)
    })
    expect(wrong).toEqual([])
  })

  it('let shared code import neither features nor the app', () => {
    const wrong = sources.filter(({ path }) => path.startsWith('shared/')).flatMap(({ path, text }) => imports(text).filter((i) => /^@\/(features|app)\//.test(i)).map((i) => `${path} imports ${i}`))
    expect(wrong).toEqual([])
  })

  it('hold files of at most 400 lines', () => {
    expect(sources.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)).toEqual([])
  })

  it('use the reserved warning hues only through severity classes, the map and the charts', () => {
    const wrong = sources.filter(({ path, text }) => path.endsWith('.vue') && /var\(--sev[1-4]\)/.test(text)).map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  it('name no foreign origin', () => {
    const wrong = sources.filter(({ path }) => !path.endsWith('.test.ts')).flatMap(({ path, text }) => [...text.matchAll(/https?:\/\/(?!www\.w3\.org)[^'"\s)]+/g)].map((m) => `${path}: ${m[0]}`))
    expect(wrong).toEqual([])
  })

  it('set no style by attribute in a template, which a strict policy would refuse', () => {
    expect(sources.filter(({ path, text }) => path.endsWith('.vue') && /<[a-z][^>]*\sstyle="/.test(text)).map(({ path }) => path)).toEqual([])
  })
})
