import { describe, expect, it } from 'vitest'
import { askedOf, chapter, type Target } from '@/shared/plan/target'
import { moneyOf, parentsOf, promiseParts, segments, tellerOf, treeOf, underTheirAction, unitLines, visible, type Entry, type Flag, type Goal, type Item } from './plan'

const text = (zh: string) => ({ zh, en: zh })
const goal = (id: string, parent: string | null): Goal => ({ id, parent, number: id, title: text(id), named: [], standing: null })
const flag: Flag = { rule: 'behind', level: 3, title: text('落后'), reason: text('落后') }
const item = (id: string, of: string, more: Partial<Item> = {}): Item => ({
  id, of, kind: { code: 'ACTION', title: text('行动') }, title: text('事项' + id), sort: null, target: null, unit: null, first: null, due: null, words: '',
  version: 0, pace: null, progress: { percent: null, basis: 'NONE', met: null }, figure: null, reportedFor: null, flags: [], openSupervised: 0, standing: null, budget: null, spent: null, ...more,
})
const plan = {
  goals: [goal('p2', null), goal('s5', 'p2'), goal('s6', 'p2')],
  items: [item('11', 's5'), item('13', 's6'), item('A18', '11', { flags: [flag] }), item('A24', '13', { unit: { id: 'housing', name: text('住建局') } })],
}
const all = { text: '', unit: '', kind: '', lagging: false }
const keys = (rows: { key: string; depth: number }[]) => rows.map((row) => '.'.repeat(row.depth) + row.key)

describe('the tree of the plan', () => {
  it('goes from goal to action to what belongs to it', () => {
    expect(keys(treeOf(plan, all))).toEqual(['p2', '.s5', '..11', '...A18', '.s6', '..13', '...A24'])
  })

  it('counts what lags up to the top', () => {
    expect(treeOf(plan, all).map((row) => row.lagging)).toEqual([1, 1, 1, 1, 0, 0, 0])
  })

  it('keeps with a find all that stands above it', () => {
    expect(keys(treeOf(plan, { ...all, text: 'A24' }))).toEqual(['p2', '.s6', '..13', '...A24'])
    expect(keys(treeOf(plan, { ...all, unit: 'housing' }))).toEqual(['p2', '.s6', '..13', '...A24'])
    expect(keys(treeOf(plan, { ...all, lagging: true }))).toEqual(['p2', '.s5', '..11', '...A18'])
    expect(treeOf(plan, { ...all, text: '没有' })).toEqual([])
  })

  it('shows a line when everything above it is open', () => {
    const rows = treeOf(plan, all)
    expect(keys(visible(rows, new Set()))).toEqual(['p2'])
    expect(keys(visible(rows, new Set(['p2', 's5'])))).toEqual(['p2', '.s5', '..11', '.s6'])
    expect(keys(visible(rows, new Set(['s5'])))).toEqual(['p2'])
  })
})

describe('what a target asks', () => {
  const target: Target = { form: 'VALUE', compare: 'GE', value: 2200, unit: text('个'), per: 'ONCE', indicators: [], beside: [], criterion: text('两千二') }
  it('is its number with sign and unit', () => expect(askedOf(target, (t) => (typeof t === 'string' ? t : (t?.zh ?? '')))).toBe('≥ 2,200 个'))
  it('is its words where the plan gives no number', () => expect(askedOf({ ...target, value: null }, (t) => (typeof t === 'string' ? t : (t?.zh ?? '')))).toBe('两千二'))
})

describe('findings of an evaluation', () => {
  it('stand under their action, and what has none at the end', () => {
    const found = [{ item: '1', of: 's1' }, { item: '2', of: 's1' }, { item: 'A01', of: '2' }, { item: 'A02', of: '1' }, { item: 'A03', of: 's1' }]
    expect(underTheirAction(found).map((f) => f.item)).toEqual(['1', 'A02', '2', 'A01', 'A03'])
  })
})

describe('where a task can belong', () => {
  it('is a section or an action, in the order of the text', () => {
    expect(parentsOf({ goals: plan.goals, items: [...plan.items, item('A99', 's5', { kind: { code: 'TARGET', title: text('目标') } })] }).map((p) => '.'.repeat(p.depth) + p.id)).toEqual(['p2', '.s5', '..11', '.s6', '..13'])
  })
})

describe('the summary of a sheet', () => {
  const entry = (unit: string, state: string, flags: Flag[], answer = 'NONE') => ({ unit: { id: unit, name: text(unit) }, state: { code: state, title: text(state) }, flags, answer: { code: answer, title: text(answer) } }) as Entry
  it('counts by unit, those with most that lags first', () => {
    const lines = unitLines([entry('a', 'REPORTED', []), entry('b', 'DUE', [flag], 'NOTED'), entry('b', 'REPORTED', [flag]), entry('a', 'DUE', [])])
    expect(lines.map((l) => [l.unit.id, l.entries, l.reported, l.lagging, l.answered])).toEqual([['b', 2, 1, 2, 1], ['a', 2, 1, 0, 0]])
  })
  it('counts what the engine tells as told', () => {
    expect(unitLines([{ ...entry('a', 'DUE', []), byEngine: true }]).map((l) => l.reported)).toEqual([1])
  })
})

describe('what a promise changed', () => {
  const zh = (t: { zh: string } | string | null | undefined) => (typeof t === 'string' ? t : (t?.zh ?? ''))
  const sum = (n: number) => `${n} 万元`
  const none = { unit: null, first: null, due: null, words: '', budget: null }
  const housing = { ...none, unit: { id: 'h', name: text('住建局') }, due: '2025-12-31', words: '2200个' }
  it('is each part with what it was and what it is', () => {
    expect(promiseParts(housing, { ...housing, due: '2026-06-30', budget: 1200 }, zh, sum)).toEqual([
      { part: 'due', before: '2025-12-31', after: '2026-06-30' },
      { part: 'budget', before: '', after: '1200 万元' },
    ])
    expect(promiseParts(housing, none, zh, sum).map((one) => [one.part, one.after])).toEqual([['unit', ''], ['due', ''], ['promiseWords', '']])
  })
  it('is nothing where both say the same', () => expect(promiseParts(housing, { ...housing }, zh, sum)).toEqual([]))
})

describe('who tells of a target', () => {
  const target = (form: string, indicators: string[]): Target => ({ form, compare: null, value: null, unit: null, per: 'ONCE', indicators, beside: [], criterion: text('逐年不降') })
  it('is the engine, the unit, or nobody where the plan gives a direction', () => {
    expect([target('DIRECTION', ['air.heavy-days']), target('MILESTONE', []), target('DIRECTION', [])].map(tellerOf)).toEqual(['engine', 'unit', 'direction'])
  })
})

describe('how what belongs to a goal stands', () => {
  it('is a bar of counts, and what is none has no part in it', () => {
    expect(segments({ met: 1, onPace: 2, lagging: 0, unknown: 1 })).toEqual([
      { code: 'met', from: 0, wide: 25 },
      { code: 'onPace', from: 25, wide: 50 },
      { code: 'unknown', from: 75, wide: 25 },
    ])
    expect(segments({ met: 0, onPace: 0, lagging: 0, unknown: 0 })).toEqual([])
  })
})

describe('the money of projects', () => {
  it('adds up what is known and counts of how many it is', () => {
    const spent = (amount: number) => ({ amount, month: '2025-11' })
    expect(moneyOf([item('X1', '1', { budget: 300, spent: spent(120) }), item('X2', '1', { spent: spent(5) }), item('X3', '1')])).toEqual({ budget: 300, budgeted: 1, spent: 125, spending: 2, all: 3 })
  })
})

describe('the number of a part of the text', () => {
  it('stands as the plan writes it, and in digits in English', () => {
    expect(['一', '（五）', '（十）', '（十九）', '（二十）', '（二十三）', '（三十）'].map((one) => chapter(one, 'en'))).toEqual(['1', '(5)', '(10)', '(19)', '(20)', '(23)', '(30)'])
    expect(chapter('（五）', 'zh-CN')).toBe('（五）')
  })
})
