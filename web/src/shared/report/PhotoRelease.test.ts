import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '@/shared/i18n'
import PhotoRelease from './PhotoRelease.vue'

const look = () => mount(PhotoRelease, { props: { url: '/api/photos/p1', known: [], busy: false, refusal: '' }, global: { plugins: [i18n] } })
const publish = (wrapper: ReturnType<typeof look>) => wrapper.get('[data-test=photo-publish]')

describe('a photo before everybody sees it', () => {
  it('is not published before somebody marked it or said that there is nothing to mark', async () => {
    const wrapper = look()
    expect(publish(wrapper).attributes('disabled')).toBeDefined()
    await wrapper.get('[data-test=photo-nothing]').setValue(true)
    await publish(wrapper).trigger('click')
    expect(wrapper.emitted('publish')![0]).toEqual([[], true])
  })
  it('takes the word back as soon as something is marked', async () => {
    const wrapper = look()
    await wrapper.get('[data-test=photo-nothing]').setValue(true)
    await wrapper.get('[data-test=photo-add]').trigger('click')
    expect(wrapper.get('[data-test=photo-nothing]').attributes('disabled')).toBeDefined()
    await wrapper.get('[data-test=photo-mark]').trigger('keydown', { key: 'ArrowRight' })
    await publish(wrapper).trigger('click')
    expect(wrapper.emitted('publish')![0]).toEqual([[{ x: 0.41, y: 0.4, width: 0.2, height: 0.2 }], false])
  })
  it('loses a mark by the delete key, and then waits again', async () => {
    const wrapper = look()
    await wrapper.get('[data-test=photo-add]').trigger('click')
    await wrapper.get('[data-test=photo-mark]').trigger('keydown', { key: 'Delete' })
    expect(publish(wrapper).attributes('disabled')).toBeDefined()
  })
})
