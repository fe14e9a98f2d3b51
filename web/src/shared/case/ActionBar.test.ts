import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '@/shared/i18n'
import { action } from '../../../test/world'
import { arrange, emptyFilled, missing } from './acting'
import ActionBar from './ActionBar.vue'

const bar = (...actions: string[]) => mount(ActionBar, { props: { actions: actions.map(action), busy: false }, global: { plugins: [i18n] } })
const names = (wrapper: ReturnType<typeof bar>) => wrapper.findAll('button').map((b) => b.text())
afterEach(() => vi.unstubAllGlobals())

describe('the needs of an action', () => {
  it('are met one by one', () => {
    const finish = action('finish! note photo')
    expect(missing(finish, emptyFilled())).toEqual(['note', 'photo'])
    expect(missing(finish, { ...emptyFilled(), note: '  ' })).toEqual(['note', 'photo'])
    expect(missing(finish, { ...emptyFilled(), note: 'done', photos: 1 })).toEqual([])
  })
  it('may be two photos and each step of the procedure', () => {
    const finish = action('finish! photos steps')
    expect(missing(finish, { ...emptyFilled(), photos: 1, steps: [1, 1] }, 2)).toEqual(['photos', 'steps'])
    expect(missing(finish, { ...emptyFilled(), photos: 2, steps: [2, 1] }, 2)).toEqual([])
  })
  it('leave one primary action at most', () => {
    const { primary, others } = arrange(['return reason', 'take!', 'close!'].map(action))
    expect(primary!.action).toBe('take')
    expect(others.map((a) => a.action)).toEqual(['return', 'close'])
  })
})

describe('the action bar', () => {
  it('shows exactly what the server allows, the primary one last and marked', () => {
    const wrapper = bar('take!', 'return reason')
    expect(names(wrapper)).toEqual(['return', 'take'])
    expect(wrapper.get('[data-test=action-take]').classes()).toContain('primary')
    expect(wrapper.get('[data-test=action-return]').classes()).not.toContain('primary')
  })
  it('says that nothing is to be done when nothing is allowed', () => {
    expect(bar().find('[data-test=action-none]').exists()).toBe(true)
    expect(bar().findAll('button')).toHaveLength(0)
  })
  it('sends an action without needs at once', async () => {
    const wrapper = bar('take!')
    await wrapper.get('[data-test=action-take]').trigger('click')
    expect(wrapper.emitted('submit')![0]).toEqual([{ action: action('take!'), photos: [] }])
  })
  it('keeps rare acts behind a menu', async () => {
    const wrapper = mount(ActionBar, { props: { actions: [action('register!'), { ...action('merge case'), rare: true }], busy: false }, global: { plugins: [i18n] } })
    expect(wrapper.get('[data-test=action-do-merge]').element.closest('details')).not.toBeNull()
    await wrapper.get('[data-test=action-do-merge]').trigger('click')
    expect(wrapper.get('[data-test=action-send]').attributes('disabled')).toBeDefined()
    await wrapper.get('[data-test=field-case]').setValue(' CJ-20260302-00017 ')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toMatchObject([{ case: 'CJ-20260302-00017' }])
  })
  it('asks by how much a limit is to be extended', async () => {
    const wrapper = bar('extend amount reason')
    await wrapper.get('[data-test=action-extend]').trigger('click')
    await wrapper.get('[data-test=field-reason]').setValue('雨天')
    for (const wrong of ['0', '61', '1.5', '']) {
      await wrapper.get('[data-test=field-amount]').setValue(wrong)
      expect(wrapper.get('[data-test=action-send]').attributes('disabled'), wrong).toBeDefined()
    }
    await wrapper.get('[data-test=field-amount]').setValue('4')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toEqual([{ action: action('extend amount reason'), photos: [], reason: '雨天', amount: 4 }])
  })
  it('offers the conditions of the kind, and sends at once where there are none', async () => {
    const register = { ...action('register!'), offers: ['condition' as const] }
    const condition = { id: 'v/x', title: { zh: '缺失', en: 'Missing' }, limit: 2, unit: 'urgent-hour', unitTitle: { zh: '紧急工作时', en: 'urgent hour' }, closing: null, source: 'S' }
    const none = mount(ActionBar, { props: { actions: [register], busy: false }, global: { plugins: [i18n] } })
    await none.get('[data-test=action-register]').trigger('click')
    expect(none.emitted('submit')).toHaveLength(1)
    const some = mount(ActionBar, { props: { actions: [register], busy: false, conditions: [condition] }, global: { plugins: [i18n] } })
    await some.get('[data-test=action-register]').trigger('click')
    expect(some.emitted('submit')).toBeUndefined()
    await some.get('[data-test=field-condition]').setValue('v/x')
    await some.get('form').trigger('submit')
    expect(some.emitted('submit')![0]).toEqual([{ action: register, photos: [], condition: 'v/x' }])
  })
  it('asks which other condition it is, and why', async () => {
    const other = { id: 'v/y', title: { zh: '弹跳', en: 'Rattles' }, limit: 2, unit: 'work-day', unitTitle: { zh: '工作日', en: 'working day' }, closing: null, source: 'S' }
    const wrapper = mount(ActionBar, { props: { actions: [action('condition_ask condition reason')], busy: false, conditions: [other] }, global: { plugins: [i18n] } })
    await wrapper.get('[data-test=action-condition_ask]').trigger('click')
    await wrapper.get('[data-test=field-reason]').setValue('现场只是弹跳')
    expect(wrapper.get('[data-test=action-send]').attributes('disabled')).toBeDefined()
    await wrapper.get('[data-test=field-condition]').setValue('v/y')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toMatchObject([{ condition: 'v/y', reason: '现场只是弹跳' }])
  })
  it('asks for a reason, and sends only when it is given', async () => {
    const wrapper = bar('return reason')
    await wrapper.get('[data-test=action-return]').trigger('click')
    expect(wrapper.get('[data-test=action-send]').attributes('disabled')).toBeDefined()
    await wrapper.get('[data-test=field-reason]').setValue(' 不属本辖区 ')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toEqual([{ action: action('return reason'), photos: [], reason: '不属本辖区' }])
  })
  it('opens an act that the page has a button of its own for, and shows none for it', async () => {
    const wrapper = mount(ActionBar, { props: { actions: [action('extend amount reason')], also: [action('finish! note photo'), action('return reason')], busy: false }, global: { plugins: [i18n] } })
    expect(names(wrapper)).toEqual(['extend'])
    const bar = wrapper.vm as unknown as { begin: (a: ReturnType<typeof action>, reason: string) => Promise<void>; opened: boolean }
    expect(bar.opened).toBe(false)
    await bar.begin(action('return reason'), '不属实：')
    expect(bar.opened).toBe(true)
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toEqual([{ action: action('return reason'), photos: [], reason: '不属实：' }])
  })
  it('asks for nothing that the server does not need', async () => {
    const wrapper = bar('return reason')
    await wrapper.get('[data-test=action-return]').trigger('click')
    for (const field of ['field-note', 'field-photo', 'field-organisation']) expect(wrapper.find(`[data-test=${field}]`).exists()).toBe(false)
  })
  it('offers the organisations of the place and takes a single one by itself', async () => {
    const fetched = vi.fn(async (_path: string) => new Response(JSON.stringify({ items: [{ id: 'o7', name: { zh: '街道办', en: 'Office' } }], total: 1, page: 0, size: 50 })))
    vi.stubGlobal('fetch', fetched)
    const wrapper = mount(ActionBar, { props: { actions: [action('dispatch! organisation')], busy: false, division: '510104017' }, global: { plugins: [i18n] } })
    await wrapper.get('[data-test=action-dispatch]').trigger('click')
    await flushPromises()
    expect(fetched.mock.calls[0]![0]).toContain('division=510104017')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toEqual([{ action: action('dispatch! organisation'), photos: [], organisation: 'o7' }])
  })
  it('proposes the organisation that the server suggests, with the reason, and lists it once', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => new Response(JSON.stringify({ items: [{ id: 'o7', name: { zh: '甲', en: 'A' } }, { id: 'o8', name: { zh: '乙', en: 'B' } }] }))))
    const suggestion = { organisation: { id: 'o8', name: { zh: '乙', en: 'B' } }, why: { zh: '地点在其辖区', en: 'The place lies there' } }
    const wrapper = mount(ActionBar, { props: { actions: [action('dispatch! organisation')], busy: false, suggestion }, global: { plugins: [i18n] } })
    await wrapper.get('[data-test=action-dispatch]').trigger('click')
    await flushPromises()
    expect(wrapper.findAll('option').map((o) => o.attributes('value'))).toEqual(['', 'o8', 'o7'])
    expect(wrapper.text()).toContain('地点在其辖区')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toMatchObject([{ organisation: 'o8' }])
  })
  it('sends a handling once each step is confirmed', async () => {
    const steps = [{ zh: '警戒疏散', en: 'Keep people away' }, { zh: '关阀抢修', en: 'Close the valve' }]
    const wrapper = mount(ActionBar, { props: { actions: [action('finish! note steps')], busy: false, steps }, global: { plugins: [i18n] } })
    await wrapper.get('[data-test=action-finish]').trigger('click')
    await wrapper.get('[data-test=field-note]').setValue('已修复')
    const boxes = wrapper.get('[data-test=field-steps-done]').findAll('input')
    await boxes[1]!.setValue(true)
    expect(wrapper.get('[data-test=action-send]').attributes('disabled')).toBeDefined()
    await boxes[0]!.setValue(true)
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')![0]).toMatchObject([{ note: '已修复', steps: [1, 2] }])
  })
  it('closes a form whose action the server no longer allows', async () => {
    const wrapper = bar('return reason')
    await wrapper.get('[data-test=action-return]').trigger('click')
    await wrapper.setProps({ actions: [action('take!')] })
    expect(wrapper.find('form').exists()).toBe(false)
    expect(names(wrapper)).toEqual(['take'])
  })
})
