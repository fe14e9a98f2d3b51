export interface PageLink { to: string; name: string; test: string; roles?: readonly string[] }

/** What most people need on most days. */
const DAILY: readonly PageLink[] = [
  { to: '/cockpit', name: 'nav.cockpit', test: 'nav-cockpit' },
  { to: '/duty', name: 'nav.duty', test: 'nav-duty' },
  { to: '/cases', name: 'nav.cases', test: 'nav-cases' },
  { to: '/reports', name: 'nav.reports', test: 'nav-reports' },
  { to: '/sensing', name: 'nav.sensing', test: 'nav-sensing' },
  { to: '/indicators', name: 'nav.indicators', test: 'nav-indicators' },
  { to: '/plan', name: 'nav.plan', test: 'nav-plan' },
]

/** What is looked at now and then, or by a few. */
const SELDOM: readonly PageLink[] = [
  { to: '/forms', name: 'nav.forms', test: 'nav-forms' },
  { to: '/vitals', name: 'nav.vitals', test: 'nav-vitals' },
  { to: '/checkup', name: 'nav.checkup', test: 'nav-checkup' },
  { to: '/evaluation', name: 'nav.evaluation', test: 'nav-evaluation' },
  { to: '/dispatch-rules', name: 'nav.dispatchRules', test: 'nav-dispatch-rules', roles: ['OPERATOR', 'PLANNER', 'ADMIN'] },
  { to: '/packs', name: 'nav.packs', test: 'nav-packs', roles: ['ADMIN', 'PLANNER'] },
  { to: '/clients', name: 'nav.clients', test: 'nav-clients', roles: ['ADMIN'] },
  { to: '/users', name: 'nav.users', test: 'nav-users', roles: ['ADMIN'] },
  { to: '/hooks', name: 'nav.hooks', test: 'nav-hooks', roles: ['ADMIN'] },
  { to: '/screens', name: 'nav.screens', test: 'nav-screens', roles: ['ADMIN'] },
  { to: '/audit', name: 'nav.audit', test: 'nav-audit', roles: ['ADMIN'] },
]

/** The links for somebody with these roles: those in the bar, and those in the menu behind it. */
export function pagesFor(roles: readonly string[]): { bar: PageLink[]; menu: PageLink[] } {
  const may = (page: PageLink) => !page.roles || page.roles.some((role) => roles.includes(role))
  return { bar: DAILY.filter(may), menu: SELDOM.filter(may) }
}

/** Whether a path belongs to a page; an alert belongs to the cockpit. */
export const isAt = (path: string, to: string): boolean => path === to || path.startsWith(to + '/') || (to === '/cockpit' && path.startsWith('/alerts'))
