import { reactive, watch } from 'vue'

export type Locale = 'zh-CN' | 'en'
export type Theme = 'dark' | 'light'
interface Prefs { locale: Locale; theme: Theme }

const KEY = 'furong.prefs'

/** The theme that a person chose; null while each page comes in its own. */
let chosen: Theme | null = null

/** Language and theme of this browser: Chinese, and each page in its own theme, until a person chooses. */
export const prefs = reactive<Prefs>(read())

function read(): Prefs {
  const standard: Prefs = { locale: 'zh-CN', theme: defaultTheme() }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>
    chosen = kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : null
    return {
      locale: kept.locale === 'en' || kept.locale === 'zh-CN' ? kept.locale : standard.locale,
      theme: chosen ?? standard.theme,
    }
  } catch {
    return standard
  }
}

/** Phones are read outdoors, and the plan is read like print: these start light. The operations room starts dark. */
export function defaultTheme(path = location.pathname): Theme {
  return /^\/(m|pub|plan)(\/|$)/.test(path) ? 'light' : 'dark'
}

/** A person wants this theme, on every page. */
export function chooseTheme(theme: Theme): void {
  chosen = theme
  prefs.theme = theme
}

/** A page is opened: it comes in its own theme unless the person chose one. */
export function themeFor(path: string): void {
  prefs.theme = chosen ?? defaultTheme(path)
}

export function applyPrefs(): void {
  document.documentElement.dataset.theme = prefs.theme
  document.documentElement.lang = prefs.locale
  watch(prefs, () => {
    document.documentElement.dataset.theme = prefs.theme
    try {
      localStorage.setItem(KEY, JSON.stringify({ locale: prefs.locale, theme: chosen ?? undefined }))
    } catch {
      // A browser that keeps nothing: the choice lasts for this page.
    }
  })
}
