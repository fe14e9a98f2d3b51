import { createI18n } from 'vue-i18n'
import { prefs, type Locale } from '@/shared/prefs'
import type { Text } from '@/shared/api/types'

type Messages = { [key: string]: string | Messages }
const files = import.meta.glob<Messages>('./{zh-CN,en}/*.json', { eager: true, import: 'default' })

/** All messages of a language: the groups of its files together; a group stands in one file. */
export function messagesOf(locale: Locale): Messages {
  const all: Messages = {}
  for (const [path, content] of Object.entries(files)) {
    if (path.startsWith(`./${locale}/`)) Object.assign(all, content)
  }
  return all
}

export const i18n = createI18n({
  legacy: false,
  locale: prefs.locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': messagesOf('zh-CN'), en: messagesOf('en') },
})

export function setLocale(locale: Locale): void {
  prefs.locale = locale
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** A text of the server in the language of the page; plain strings pass through. */
export function tx(text: Text | string | null | undefined): string {
  if (text === null || text === undefined) return ''
  if (typeof text === 'string') return text
  return i18n.global.locale.value === 'en' ? text.en || text.zh : text.zh || text.en
}

/** What a notice says, hint and all, in the language of the page where the server has it. */
export function noticeText(notice: { code?: string; message?: Text | string; hint?: Text | string; zh?: string }): string {
  if (notice.zh && i18n.global.locale.value !== 'en') return notice.zh
  const hint = tx(notice.hint)
  return (tx(notice.message) || (notice.code ?? '')) + (hint ? ` - ${hint}` : '')
}

/** Why the server refused, in the language of the page where it has it. */
export function refusalText(problem: { title: string; detail?: string; notices?: Parameters<typeof noticeText>[0][] }): string {
  const first = problem.notices?.[0]
  return first?.zh || first?.message ? noticeText(first) : (problem.detail ?? problem.title)
}

/** What alerts say stands in one line in both languages, Chinese first: "积水 32 cm · Water 32 cm". What people wrote passes through. */
export function oneLanguage(line: string): string {
  // an unusual end stands behind both: "... 32 cm [rule withdrawn]"
  const end = / \[([a-z ]+)\]$/.exec(line)
  const rest = end ? line.slice(0, end.index) : line
  const both = /^(.*[\u4e00-\u9fff].*?) · ([^\u4e00-\u9fff]+)$/.exec(rest)
  if (!both) return line
  const english = i18n.global.locale.value === 'en'
  const key = end ? `alert.end.${end[1]!.replaceAll(' ', '-')}` : ''
  const why = end ? (i18n.global.te(key) ? i18n.global.t(key) : end[1]!) : ''
  return (english ? both[2]! : both[1]!) + (why ? (english ? ` (${why})` : `（${why}）`) : '')
}
