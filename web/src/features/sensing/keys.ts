/** The ids in a text, such as `7, 8 9`; empty for none, null when something else stands there. */
export function idsIn(text: string): number[] | null {
  const words = text.split(/[\s,，、;；]+/).filter((word) => word !== '')
  const ids = words.map(Number)
  return words.every((word) => /^\d+$/.test(word)) && ids.every((id) => Number.isSafeInteger(id) && id > 0) ? [...new Set(ids)] : null
}
