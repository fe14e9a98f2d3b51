import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { figure, percent, rangeText, unitText, whole } from './number'
import { viewRefBar } from './refbar'
import RefBar from './RefBar.vue'

describe('the reference-interval bar', () => {
  it('puts a value in the middle of its interval at the middle of the bar', () => {
    // 10..20: the scale is 10 - 7.5 .. 20 + 7.5
    const view = viewRefBar(15, { low: 10, high: 20 })!
    expect(view.mark).toBeCloseTo(50)
    expect(view.band.from).toBeCloseTo(30)
    expect(view.band.to).toBeCloseTo(70)
    expect(view.inside).toBe(true)
  })
  it('starts at zero for an interval that is open below', () => {
    // 0..35 with a margin above of 26.25: 39 stands at 39 / 61.25
    const view = viewRefBar(39, { low: null, high: 35 })!
    expect(view.band.from).toBe(0)
    expect(view.mark).toBeCloseTo((39 / 61.25) * 100)
    expect(view.inside).toBe(false)
  })
  it('keeps a value far outside at the end of the bar and says so', () => {
    expect(viewRefBar(500, { low: 0, high: 35 })).toMatchObject({ mark: 100, clipped: 'high', inside: false })
    expect(viewRefBar(-90, { low: 10, high: 20 })).toMatchObject({ mark: 0, clipped: 'low' })
  })
  it('counts the limits themselves as inside', () => {
    expect(viewRefBar(35, { low: null, high: 35 })!.inside).toBe(true)
    expect(viewRefBar(95, { low: 95, high: null })!.inside).toBe(true)
  })
  it('shows the interval alone when there is no value', () => expect(viewRefBar(null, { low: 0, high: 1 })).toMatchObject({ mark: null, inside: null }))
  it('is not drawn without an interval', () => {
    expect(viewRefBar(3, null)).toBeNull()
    expect(viewRefBar(3, { low: null, high: null })).toBeNull()
    expect(mount(RefBar, { props: { value: 3, reference: null } }).find('svg').exists()).toBe(false)
  })
  it('stays finite for an interval of one point', () => expect(viewRefBar(0, { low: 0, high: 0 })!.mark).toBe(0))
  it('takes the hue of the level and fades when stale', () => {
    const bar = mount(RefBar, { props: { value: 39, reference: { low: null, high: 35 }, level: 3, stale: true } })
    expect(bar.classes()).toEqual(expect.arrayContaining(['refbar', 'sev3', 'abnormal', 'stale']))
    expect(bar.find('.mark').exists()).toBe(true)
  })
})

describe('figures', () => {
  it('show no more digits than a reader can use', () => expect([0.3124, 9.987, 39.54, 6178.4, 0, 1.5].map((v) => figure(v))).toEqual(['0.312', '9.99', '39.5', '6178', '0', '1.5']))
  it('show the digits that a property is read with', () => expect(figure(39, 1)).toBe('39.0'))
  it('show a dash for nothing, never a zero', () => expect([figure(null), figure(undefined), figure(NaN), percent(null), whole(null)]).toEqual(['–', '–', '–', '–', '–']))
  it('print units and intervals as people write them', () => {
    expect(['{home}', 'm2/{person}', '%', '{unheard}'].map(unitText)).toEqual(['套', 'm²/人', '%', ''])
    expect([unitText('ug/m3'), unitText('Cel'), unitText('1'), unitText(null)]).toEqual(['µg/m³', '°C', '', ''])
    expect([unitText('10*8.CNY'), unitText('km/10*4.{person}')]).toEqual(['10⁸ CNY', 'km/10⁴ 人'])
    expect([unitText('{person}/m2'), unitText('{unheard}')]).toEqual(['人/m²', ''])
    expect([unitText('dB[A]'), unitText('%{LEL}'), unitText('deg')]).toEqual(['dB(A)', '%LEL', '°'])
    expect([rangeText({ low: null, high: 35 }), rangeText({ low: 95, high: null }), rangeText({ low: 0.25, high: 0.4 }), rangeText(null)]).toEqual(['≤ 35', '≥ 95', '0.25–0.4', ''])
  })
  it('group thousands', () => expect(whole(1234567)).toBe('1,234,567'))
})
