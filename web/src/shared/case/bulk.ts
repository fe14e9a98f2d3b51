import type { AllowedAction, Case, Need } from '@/shared/api/types'

/** What one sentence can give for many cases; a dispatch without a name goes where the rules send it. */
const GIVEN: readonly Need[] = ['note', 'reason', 'organisation']

/** The acts that every one of these cases allows and that need nothing of its own, such as a photo. */
export function common(cases: readonly Case[]): AllowedAction[] {
  const [first, ...rest] = cases
  if (!first) return []
  return first.allowedActions
    .filter((action) => action.needs.every((need) => GIVEN.includes(need)))
    .filter((action) => rest.every((c) => c.allowedActions.some((a) => a.action === action.action)))
}
