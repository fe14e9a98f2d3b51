import { describe, expect, it } from 'vitest'
import { isAt, pagesFor } from './pages'
import { routes } from '../router'

const names = (roles: string[]) => pagesFor(roles).menu.map((p) => p.to)

describe('the pages', () => {
  it('that an administrator finds in the menu include the audit trail', () => expect(names(['ADMIN'])).toContain('/audit'))
  it('that a street officer finds do not', () => expect(names(['STREET'])).not.toContain('/audit'))
  it('of the bar are the same for all', () => expect(pagesFor(['STREET']).bar).toEqual(pagesFor(['ADMIN']).bar))

  it('ask for the roles that their route asks for', () => {
    for (const page of pagesFor(['ADMIN', 'PLANNER', 'OPERATOR', 'STREET', 'INSPECTOR']).menu) {
      const route = routes.find((r) => r.path === page.to)
      expect(route?.meta?.roles?.slice().sort() ?? [], page.to).toEqual(page.roles?.slice().sort() ?? [])
    }
  })

  it('keep their mark on what lies below them', () => {
    expect(isAt('/plan/months/2025-03', '/plan')).toBe(true)
    expect(isAt('/planner', '/plan')).toBe(false)
    expect(isAt('/alerts/7', '/cockpit')).toBe(true)
  })
})
