/**
 * Ranks of lines that stand in their order, the best first: lines that show the same value share one, and the next
 * rank leaves out as many (1, 2, 2, 4). A line without a value has none. What is compared is what the page shows: two
 * lines that read the same and differ somewhere behind it are not told apart.
 */
export function sharedRanks(shown: readonly (string | null)[]): (number | null)[] {
  let rank = 0
  return shown.map((value, i) => (value === null ? null : i > 0 && value === shown[i - 1] ? rank : (rank = i + 1)))
}
