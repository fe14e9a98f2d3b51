import { reactive, watch } from 'vue'

export type Locale = 'zh-CN' | 'en'
export type Theme = 'dark' | 'light'
interface Prefs { locale: Locale; theme: Theme }

const KEY = 'furong.prefs'

/** What a person chose for this browser: language and theme. Chinese and dark until they choose. */
export const prefs = reactive<Prefs>(read())

function read(): Prefs {
  const standard: Prefs = { locale: 'zh-CN', theme: defaultTheme() }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>
    return {
      locale: kept.locale === 'en' || kept.locale === 'zh-CN' ? kept.locale : standard.locale,
      theme: kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : standard.theme,
    }
  } catch {
    return standard
  }
}

/** Phones are read outdoors, so the pages of grid workers and citizens start light; the operations room starts dark. */
function defaultTheme(): Theme {
  return /^\/(m|pub)(\/|$)/.test(location.pathname) ? 'light' : 'dark'
}

export function applyPrefs(): void {
  document.documentElement.dataset.theme = prefs.theme
  document.documentElement.lang = prefs.locale
  watch(prefs, () => {
    document.documentElement.dataset.theme = prefs.theme
    try {
      localStorage.setItem(KEY, JSON.stringify(prefs))
    } catch {
      // A browser that keeps nothing: the choice lasts for this page.
    }
  })
}
