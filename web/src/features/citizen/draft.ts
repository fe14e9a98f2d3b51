import { reactive } from 'vue'
import type { LngLat, Text } from '@/shared/api/types'
import type { Kind } from './api'
import { newSecret } from './secret'

/** What the person has told so far; lives as long as the page. */
export interface Draft {
  photos: File[]
  at: LngLat | null
  division: { code: string; name: Text } | null
  address: string
  kind: Kind | null
  words: string
  hazard: boolean
  appeal: string
  name: string
  phone: string
  link: string
  /** Kinds that the page proposed last, for the history of the case. */
  suggested: string
}

export const emptyDraft = (): Draft => ({
  photos: [], at: null, division: null, address: '', kind: null, words: '', hazard: false, appeal: 'HELP', name: '', phone: '', link: newSecret(), suggested: '',
})

export const draft = reactive<Draft>(emptyDraft())

export function clearDraft(): void {
  Object.assign(draft, emptyDraft())
}

export const steps = ['photo', 'place', 'kind', 'send'] as const
export type StepName = (typeof steps)[number]

/** Whether enough is told to go on from a step; a photo may be left out, but not both photo and words. */
export function complete(d: Draft, step: StepName): boolean {
  switch (step) {
    case 'photo':
      return true
    case 'place':
      return d.division !== null
    case 'kind':
      return d.kind !== null
    case 'send':
      return d.division !== null && d.kind !== null && (d.photos.length > 0 || d.words.trim() !== '')
  }
}

/** The fields as the server takes them. */
export function formOf(d: Draft): FormData {
  const form = new FormData()
  form.append('link', d.link)
  form.append('category', d.kind?.code ?? '')
  form.append('words', d.words.trim())
  if (d.at) {
    form.append('lng', String(d.at[0]))
    form.append('lat', String(d.at[1]))
  } else if (d.division) form.append('division', d.division.code)
  if (d.address.trim()) form.append('address', d.address.trim())
  if (d.suggested) form.append('suggested', d.suggested)
  form.append('kind', d.appeal)
  if (d.hazard) form.append('hazard', 'true')
  if (d.name.trim()) form.append('name', d.name.trim())
  if (d.phone.trim()) form.append('phone', d.phone.trim())
  for (const photo of d.photos) form.append('photos', photo, photo.name)
  return form
}
