import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { mount } from '@vue/test-utils'
import { createI18n } from 'vue-i18n'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { completer, diagnostics, expression, namesOf, type Mark } from './code'
import CodeEditor from './CodeEditor.vue'

const FILES = {
  'pond/params.yaml': 'high: {title: 高, value: 2, unit: m}\nhour: {value: 1, unit: h}\nbrim: {title: 满, unit: m}\nwait:\n  title: 等\n  value: 15\n  unit: min\n# low: no\n',
  'pond/properties/water-level.yaml': '',
  'pond/rules/nearly-full.yaml': '',
  'lake/rules/other.yaml': '',
}
const LANGUAGE = [{ name: 'max', signature: 'max(p, span)', gives: 'x', what: { zh: '最大值', en: 'largest' } }, { name: 'working_day', signature: 'working_day()', gives: 'condition', what: { zh: '工作日', en: 'working day' } }]
const names = namesOf('pond', FILES, LANGUAGE, (text) => text.zh)
const mark = (line: number, column: number, message: string): Mark => ({ line, column, notice: { code: 'expr.unknown', place: '', message, hint: '' } })

describe('what is wrong in a text', () => {
  const text = 'name: full\nwhen: "lost(level)"\n'
  it('is underlined from its line and column to the end of the word', () => {
    const [one] = diagnostics(text, [mark(2, 8, 'there is no lost')])
    expect(text.slice(one!.from, one!.to)).toBe('lost')
    expect(one!.message).toBe('there is no lost')
  })
  it('stands in the order of the text and never beyond its end', () => {
    const found = diagnostics(text, [mark(9, 1, 'b'), mark(1, 1, 'a')])
    expect(found.map((d) => d.message)).toEqual(['a', 'b'])
    expect(found[1]!.to).toBe(text.length)
  })
})

describe('names while typing', () => {
  const offered = (line: string) => {
    const state = EditorState.create({ doc: line })
    return completer(() => names)(new CompletionContext(state, line.length, false))?.options.map((o) => o.label) ?? null
  }
  it('are those of the draft, written as an expression writes them', () => {
    expect(names.properties.map((p) => p.label)).toEqual(['water_level'])
    expect(names.params.map((p) => `${p.label} ${p.detail}`)).toEqual(['high 2 m', 'hour 1 h', 'brim ', 'wait 15 min'])
    expect(names.rules.map((r) => r.label)).toEqual(['nearly_full'])
  })
  it('are parameters after params. and rules after rules.', () => {
    expect(offered('  - {level: II, when: "max(water_level, params.h')).toEqual(['high', 'hour', 'brim', 'wait'])
    expect(offered('    when: "alerts_open(rules.')).toEqual(['nearly_full'])
    expect(offered('after: params.')).toEqual(['high', 'hour', 'brim', 'wait'])
  })
  it('are functions and properties within an expression, and nothing in words for people', () => {
    expect(offered('  when: "ma')).toEqual(['max(p, span)', 'working_day()', 'water_level', 'params', 'rules'])
    expect(offered('title: {zh: 满, en: "ma')).toBeNull()
    expect(offered('name: ma')).toBeNull()
  })
  it('knows where an expression begins and ends', () => {
    expect(['when: "a', "clear: 'a", 'when: a', '- {level: II, when: "a && '].map(expression)).toEqual([true, true, true, true])
    expect(['when: "a", for', 'why: when it rains', 'whenever: "a', ''].map(expression)).toEqual([false, false, false, false])
  })
})

describe('the editor', () => {
  const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, fallbackWarn: false, messages: { en: {} } })
  const open = (modelValue: string, marks: Mark[] = []) => mount(CodeEditor, { props: { label: 'rules/full.yaml', marks, names, modelValue }, global: { plugins: [i18n] }, attachTo: document.body })
  const inside = (wrapper: ReturnType<typeof open>) => wrapper.element.shadowRoot!

  it('shows the text with numbers of lines and the label', () => {
    const wrapper = open('name: full\ntitle: 满\n')
    expect(inside(wrapper).querySelector('.cm-content')!.getAttribute('aria-label')).toBe('rules/full.yaml')
    expect([...inside(wrapper).querySelectorAll('.cm-line')].map((l) => l.textContent)).toEqual(['name: full', 'title: 满', ''])
    wrapper.unmount()
  })
  it('marks what is wrong in its line and takes the mark away again', async () => {
    const wrapper = open('name: full\n', [mark(1, 7, 'a name is a word')])
    expect(inside(wrapper).querySelector('.cm-lintRange-error')!.textContent).toBe('full')
    await wrapper.setProps({ marks: [] })
    expect(inside(wrapper).querySelector('.cm-lintRange-error')).toBeNull()
    wrapper.unmount()
  })
  it('takes another text from outside', async () => {
    const wrapper = open('a: 1')
    await wrapper.setProps({ modelValue: 'b: 2' })
    await nextTick()
    expect(inside(wrapper).querySelector('.cm-content')!.textContent).toBe('b: 2')
    wrapper.unmount()
  })
})
