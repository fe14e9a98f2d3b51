import { afterEach, expect, it } from 'vitest'
import { chooseTheme, defaultTheme, prefs, themeFor } from './prefs'

afterEach(() => localStorage.clear())

it('reads the plan like print, and the operations room in the dark', () => {
  expect(['/plan', '/plan/months/2026-10', '/m/', '/pub/report'].map(defaultTheme)).toEqual(['light', 'light', 'light', 'light'])
  expect(['/cockpit', '/planner', '/wall'].map(defaultTheme)).toEqual(['dark', 'dark', 'dark'])
})
it('lets the person decide for all pages', () => {
  themeFor('/plan')
  expect(prefs.theme).toBe('light')
  themeFor('/cockpit')
  expect(prefs.theme).toBe('dark')
  chooseTheme('light')
  themeFor('/cockpit')
  expect(prefs.theme).toBe('light')
})
