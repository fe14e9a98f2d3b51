import { onScopeDispose, ref, type Ref } from 'vue'
import { cityNow } from './server'

const now = ref(cityNow())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The city's wall clock as a ref that moves each second; one timer for the whole page, none when nobody looks. */
export function useNow(): Ref<number> {
  if (users++ === 0) {
    now.value = cityNow()
    timer = setInterval(() => (now.value = cityNow()), 1000)
  }
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return now
}
