import type { AllowedAction, Need } from '@/shared/api/types'

/** What a person has filled in for an action. */
export interface Filled { note: string; reason: string; organisation: string; photos: number }
export const emptyFilled = (): Filled => ({ note: '', reason: '', organisation: '', photos: 0 })

/** The needs of an action that are not met yet; it can be sent when none are left. */
export function missing(action: AllowedAction, filled: Filled): Need[] {
  const met: Record<Need, boolean> = {
    note: filled.note.trim() !== '',
    reason: filled.reason.trim() !== '',
    organisation: filled.organisation !== '',
    photo: filled.photos > 0,
  }
  return action.needs.filter((need) => !met[need])
}

/** One primary action at most: the first that the server calls so; the others follow in the server's order. */
export function arrange(actions: readonly AllowedAction[]): { primary: AllowedAction | null; others: AllowedAction[] } {
  const primary = actions.find((action) => action.primary) ?? null
  return { primary, others: actions.filter((action) => action !== primary) }
}

/** Largest photo that the server takes, in bytes: 12 MB, above what a phone's camera makes at full size. */
export const MOST_PHOTO_BYTES = 12 * 1024 * 1024
