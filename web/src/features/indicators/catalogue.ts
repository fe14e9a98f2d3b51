import type { IndicatorSummary, Text } from '@/shared/api/types'

/** What narrows the catalogue; empty for everything. */
export interface Filter { text: string; pack: string; of: string; cycle: string; level: string }

/** The length of a formula's periods, as the words for steps name it; what is counted has every length. */
export const cycleOf = (item: IndicatorSummary): string => item.formula?.toLowerCase() ?? ''

/** Words are looked for in id, title, formula and source, all of them, in any order. */
export function matches(item: IndicatorSummary, filter: Filter, words: (text: Text | undefined) => string): boolean {
  const all = `${item.id} ${words(item.title)} ${words(item.definition?.formula)} ${item.definition?.source ?? ''}`.toLowerCase()
  return (
    filter.text.toLowerCase().split(/\s+/).every((word) => all.includes(word))
    && (!filter.pack || item.pack === filter.pack)
    && (!filter.of || item.of === filter.of)
    && (!filter.cycle || !item.formula || cycleOf(item) === filter.cycle)
    && (!filter.level || (item.levels ?? []).some((level) => level === filter.level))
  )
}

const distinct = (values: readonly string[]) => [...new Set(values.filter((value) => value !== ''))]

/** What there is to choose from, so that no choice is empty. */
export const choices = (items: readonly IndicatorSummary[]) => ({
  packs: distinct(items.map((item) => item.pack ?? '')),
  of: distinct(items.map((item) => item.of ?? '')),
  cycles: ['year', 'quarter', 'month', 'day', 'hour'].filter((cycle) => items.some((item) => cycleOf(item) === cycle)),
  levels: ['CITY', 'COUNTY', 'STREET', 'COMMUNITY', 'GRID'].filter((level) => items.some((item) => (item.levels ?? []).some((each) => each === level))),
})
