import { dateMinute } from '@/shared/time/zone'

/** The value of a datetime-local field (`2026-03-02T08:00`) for an instant, in the city's zone. */
export const fieldOf = (instant: string | number): string => dateMinute(instant).replace(' ', 'T')

/**
 * The instant that a datetime-local field means in the city's zone. Found by looking what the city's clocks show at the
 * same digits taken as UTC; right for zones that do not shift between the two, which Asia/Shanghai never does.
 */
export function instantOf(field: string): string {
  const asUtc = Date.parse(field + ':00Z')
  const shown = Date.parse(fieldOf(asUtc) + ':00Z')
  return new Date(asUtc - (shown - asUtc)).toISOString()
}
