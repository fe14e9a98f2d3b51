import { get, post } from '@/shared/api/http'
import type { Text } from '@/shared/api/types'

/** Kinds that the city's own model proposes for words; a person takes one or does not. */
export interface Proposal { category: string; title: Text; percent: number }
export interface Card { at: string; cases: number; kinds: number; tested: number; top1: number; top3: number }
/** Without a model: how many cases there are, and how many it takes. */
export interface Standing { model: Card | null; usable: number; needed: number }
export interface Proposals { items: Proposal[]; standing: Standing }

export const words = {
  suggest: (text: string, open: boolean) => post<Proposals>(open ? '/api/pub/suggest' : '/api/suggestions/category', { words: text.slice(0, 2000) }),
  standing: () => get<Standing>('/api/suggestions/model'),
}

/** What was shown, as the history of the case keeps it. */
export const shownAs = (items: readonly Proposal[]) => items.map((p) => `${p.category}:${p.percent}`).join(',')

/** Share in whole percent. */
export const share = (part: number, of: number) => Math.round((100 * part) / of)
