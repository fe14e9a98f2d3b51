import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { i18n, messagesOf, noticeText, oneLanguage, setLocale, tx } from '@/shared/i18n'

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, prefix = ''): [string, string][] => Object.entries(tree).flatMap(([k, v]) => (typeof v === 'string' ? [[prefix + k, v] as [string, string]] : flat(v, `${prefix}${k}.`)))
const zh = new Map(flat(messagesOf('zh-CN')))
const en = new Map(flat(messagesOf('en')))
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

const SRC = join(import.meta.dirname, '..', '..')
const files = (dir: string): string[] => readdirSync(dir).flatMap((n) => (statSync(join(dir, n)).isDirectory() ? files(join(dir, n)) : [join(dir, n)]))

describe('the words', () => {
  it('are there in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
    expect(zh.size).toBeGreaterThan(200)
  })

  it('have the same gaps to fill in both languages', () => {
    for (const [key, text] of zh) expect(slots(en.get(key)!), key).toEqual(slots(text))
  })

  it('are never empty', () => {
    expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('are all there that the pages name', () => {
    const named = files(SRC).filter((f) => /\.(vue|ts)$/.test(f) && !f.endsWith('.test.ts')).flatMap((f) =>
      [...readFileSync(f, 'utf8').matchAll(/\b(?:t|say)\('([\w.]+)'[,)]/g)].map((m) => m[1]!))
    expect(named.length).toBeGreaterThan(100)
    expect([...new Set(named)].filter((key) => !zh.has(key))).toEqual([])
  })

  it('of a notice are those of the language, and English where there are no others', () => {
    const both = { code: 'law.id-form', message: "'Pond' is no name", hint: 'lower case', zh: '“Pond”不能作名称；小写字母' }
    setLocale('zh-CN')
    expect(noticeText(both)).toBe('“Pond”不能作名称；小写字母')
    expect(noticeText({ code: 'sheet.locked', message: 'It is handed in' })).toBe('It is handed in')
    setLocale('en')
    expect(noticeText(both)).toBe("'Pond' is no name - lower case")
    expect(noticeText({ code: 'sheet.locked' })).toBe('sheet.locked')
    setLocale('zh-CN')
  })

  it('follow the chosen language, for the server\'s texts too', () => {
    setLocale('en')
    expect(i18n.global.t('nav.cases')).toBe('Cases')
    expect(tx({ zh: '成都市', en: 'Chengdu' })).toBe('Chengdu')
    setLocale('zh-CN')
    expect(tx({ zh: '成都市', en: 'Chengdu' })).toBe('成都市')
    expect(tx('plain')).toBe('plain')
    expect(tx(null)).toBe('')
  })

  it('part a line of an alert that stands in both languages, and leave what people wrote', () => {
    const line = '道路积水：深度 32 cm，高于 15 cm · Water on the road: 32 cm, above 15 cm'
    expect(oneLanguage(line)).toBe('道路积水：深度 32 cm，高于 15 cm')
    expect(oneLanguage(line + ' [rule withdrawn]')).toBe('道路积水：深度 32 cm，高于 15 cm（规则已撤下）')
    setLocale('en')
    expect(oneLanguage(line + ' [rule withdrawn]')).toBe('Water on the road: 32 cm, above 15 cm (rule withdrawn)')
    expect(oneLanguage(line)).toBe('Water on the road: 32 cm, above 15 cm')
    expect(oneLanguage('北门 · 南门都有积水')).toBe('北门 · 南门都有积水')
    expect(oneLanguage('only one · part')).toBe('only one · part')
    setLocale('zh-CN')
  })

  it('fall to the other language when a server text lacks one', () => {
    setLocale('en')
    expect(tx({ zh: '成都市', en: '' })).toBe('成都市')
    setLocale('zh-CN')
  })
})
