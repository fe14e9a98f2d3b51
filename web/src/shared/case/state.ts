/** The states of a case, in the order of its way; the server allows what may follow. */
export const caseStates = ['REPORTED', 'ACCEPTED', 'REGISTERED', 'DISPATCHED', 'HANDLING', 'SUSPENDED', 'HANDLED', 'CHECKED', 'CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED'] as const

/** Nobody works on it any more. */
const ENDED = ['CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED']
export const hasEnded = (state: string): boolean => ENDED.includes(state)
