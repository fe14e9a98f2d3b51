import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '@/shared/api/client'
import { ApiError } from '@/shared/api/http'
import type { Case } from '@/shared/api/types'
import { stageBegan } from '@/shared/time/deadline'
import { inputOf, type Submission } from './acting'

/** One case: read, act, and what to tell a person when the act did not go through. */
export function useCase(id: Ref<string>) {
  const { t, te } = useI18n()
  const item = shallowRef<Case | null>(null)
  const error = ref<unknown>(null)
  const busy = ref(false)
  const message = ref('')

  const began = computed(() => (item.value?.deadline ? stageBegan(item.value.deadline, item.value.timeline) : null))

  async function load(): Promise<void> {
    try {
      item.value = await api.case(id.value)
      error.value = null
    } catch (reason) {
      error.value = reason
    }
  }
  watch(id, () => {
    item.value = null
    message.value = ''
    void load()
  }, { immediate: true })

  /** True when the server has taken the act; false when it stands refused and the message says why. */
  async function submit(act: Submission): Promise<boolean> {
    const known = item.value
    if (!known) return false
    busy.value = true
    message.value = ''
    try {
      const photos: string[] = []
      for (const file of act.photos) photos.push((await api.addPhoto(known.id, file, file.name)).id)
      item.value = await api.act(known.id, act.action.action, { ...inputOf(known.version, act), ...(photos.length > 0 ? { photos } : {}) })
      return true
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 409) {
        await load()
        message.value = t('action.conflict')
      } else {
        message.value = t('action.failed', { why: whyOf(reason) })
      }
      return false
    } finally {
      busy.value = false
    }
  }

  function whyOf(reason: unknown): string {
    if (!(reason instanceof ApiError)) return t('problem.other')
    if (reason.problem.notices?.length || reason.problem.detail) return reason.message
    return te(`problem.${reason.status}`) ? t(`problem.${reason.status}`) : t('problem.other')
  }

  return { item, began, error, busy, message, load, submit, whyOf }
}
