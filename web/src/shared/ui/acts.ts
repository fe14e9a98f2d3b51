import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** What a page does for a person: a refusal is told in words, and the page is read anew when it went well. */
export interface Acts {
  refusal: Ref<string>
  busy: Ref<boolean>
  does: (act: () => Promise<unknown>) => Promise<void>
}

/** @param after reads the page anew; nothing where the act itself answers */
export function useActs(after: () => Promise<unknown> = async () => undefined): Acts {
  const { t } = useI18n()
  const refusal = ref('')
  const busy = ref(false)
  async function does(act: () => Promise<unknown>): Promise<void> {
    refusal.value = ''
    busy.value = true
    try {
      await act()
      await after()
    } catch (reason) {
      refusal.value = reason instanceof Error ? reason.message : t('problem.other')
    } finally {
      busy.value = false
    }
  }
  return { refusal, busy, does }
}

/** What a page shows: the last that was read stays while it is read again and where that fails. */
export interface Shown<T> {
  value: ShallowRef<T | null>
  error: Ref<unknown>
  load: () => Promise<void>
}

export function useShown<T>(read: () => Promise<T>): Shown<T> {
  const value = shallowRef<T | null>(null)
  const error = ref<unknown>(null)
  async function load(): Promise<void> {
    try {
      value.value = await read()
      error.value = null
    } catch (reason) {
      error.value = reason
    }
  }
  return { value, error, load }
}
