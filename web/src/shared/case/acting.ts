import type { ActionInput, AllowedAction, Need } from '@/shared/api/types'

/** What a person has filled in for an action. */
export interface Filled { note: string; reason: string; organisation: string; photos: number; amount: string; case: string; condition: string; assisting: string[]; steps: number[] }
export const emptyFilled = (): Filled => ({ note: '', reason: '', organisation: '', photos: 0, amount: '', case: '', condition: '', assisting: [], steps: [] })

/** Longest extension in units of the limit, as the server has it. */
export const MOST_UNITS = 60

/** Two photos show what was before and what is after. */
const BEFORE_AND_AFTER = 2

/** The needs of an action that are not met yet; it can be sent when none are left. `steps` is how many the procedure has. */
export function missing(action: AllowedAction, filled: Filled, steps = 0): Need[] {
  const amount = Number(filled.amount)
  const met: Record<Need, boolean> = {
    note: filled.note.trim() !== '',
    reason: filled.reason.trim() !== '',
    organisation: filled.organisation !== '',
    photo: filled.photos > 0,
    photos: filled.photos >= BEFORE_AND_AFTER,
    steps: new Set(filled.steps).size >= steps,
    amount: Number.isInteger(amount) && amount >= 1 && amount <= MOST_UNITS,
    case: filled.case.trim() !== '',
    condition: filled.condition !== '',
    assisting: true,
  }
  return action.needs.filter((need) => !met[need])
}

/** One primary action at most: the first that the server calls so; the others follow in the server's order, rare ones apart. */
export function arrange(actions: readonly AllowedAction[]): { primary: AllowedAction | null; others: AllowedAction[]; rare: AllowedAction[] } {
  const primary = actions.find((action) => action.primary) ?? null
  const rest = actions.filter((action) => action !== primary)
  return { primary, others: rest.filter((action) => !action.rare), rare: rest.filter((action) => action.rare) }
}

/** An act with what was filled in for it. */
export interface Submission { action: AllowedAction; note?: string; reason?: string; organisation?: string; amount?: number; case?: string; condition?: string; assisting?: string[]; steps?: number[]; photos: File[] }

/** Only what the action asks for or offers, and nothing that is empty. */
export function submission(action: AllowedAction, filled: Filled, photos: File[]): Submission {
  const takes = (need: Need) => action.needs.includes(need) || (action.offers ?? []).includes(need)
  const text = (need: 'note' | 'reason' | 'organisation' | 'case' | 'condition') => (takes(need) && filled[need].trim() ? { [need]: filled[need].trim() } : {})
  return {
    action, photos, ...text('note'), ...text('reason'), ...text('organisation'), ...text('case'), ...text('condition'),
    ...(takes('amount') ? { amount: Number(filled.amount) } : {}),
    ...(takes('steps') ? { steps: [...filled.steps].sort((a, b) => a - b) } : {}),
    ...(takes('assisting') ? { assisting: filled.assisting.filter((id) => id !== filled.organisation) } : {}),
  }
}

/** What goes to the server with an act. */
export function inputOf(version: number, act: Submission): ActionInput {
  const { action: _action, photos: _photos, ...given } = act
  return { version, ...given }
}

/** Largest photo that the server takes, in bytes: 12 MB, above what a phone's camera makes at full size. */
export const MOST_PHOTO_BYTES = 12 * 1024 * 1024
