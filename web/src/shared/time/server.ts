/** What is known of the city's clock: how far it is ahead of this machine's, from the shortest way there and back. */
let ahead = 0
let shortest = Infinity

/** Beyond what two ways explain, one of the clocks was set anew: a person corrected the phone's, in ms. */
const SET_ANEW = 500

/**
 * The city told its time with an answer. Half of the way back and forth is the most by which that can be wrong, so the
 * shortest way is believed; a longer one only when it contradicts it.
 */
export function cityTold(cityMs: number, sentMs: number, receivedMs: number): void {
  if (!Number.isFinite(cityMs) || receivedMs < sentMs) return
  const way = receivedMs - sentMs
  const now = cityMs - (sentMs + receivedMs) / 2
  if (way > shortest && Math.abs(now - ahead) <= (way + shortest) / 2 + SET_ANEW) return
  ahead = now
  shortest = way
}

/** The city's time now, in Unix ms; this machine's until the city has told its own. */
export const cityNow = (): number => Date.now() + ahead
