import { ref } from 'vue'
import { api } from '@/shared/api/client'
import { ApiError } from '@/shared/api/http'
import { keepTasksInFull } from './shelf'
import { keepTasks, keptTasks } from './tasks'

/** What a person has to do in weeks; the server lists the nearest deadline first. */
const SIZE = 200

/** My tasks as they were read last, and each of them in full on the telephone for a time without a network. */
export function useTasks() {
  const kept = ref(keptTasks())
  const fresh = ref(false)
  const error = ref<unknown>(null)
  async function load(): Promise<void> {
    try {
      const page = await api.cases({ view: 'todo', size: SIZE })
      kept.value = keepTasks(page.items)
      fresh.value = true
      error.value = null
      void keepTasksInFull(page.items, api.case)
    } catch (reason) {
      fresh.value = false
      if (!(reason instanceof ApiError && reason.offline && kept.value)) error.value = reason
    }
  }
  return { kept, fresh, error, load }
}
