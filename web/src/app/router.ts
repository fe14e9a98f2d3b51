import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '@/shared/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Seen without a login. */
    open?: boolean
    /** Key of the page's title. */
    title?: string
    /** Only for these roles. */
    roles?: string[]
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/cockpit' },
  { path: '/login', component: () => import('@/features/login/LoginPage.vue'), meta: { open: true, title: 'nav.login' } },
  { path: '/password', component: () => import('@/features/login/PasswordPage.vue'), meta: { open: true, title: 'password.heading' } },
  { path: '/cockpit', component: () => import('@/features/cockpit/CockpitPage.vue'), meta: { title: 'nav.cockpit' } },
  { path: '/wall', component: () => import('@/features/wall/WallPage.vue'), meta: { open: true, title: 'nav.wall' } },
  { path: '/users', component: () => import('@/features/admin/UsersPage.vue'), meta: { title: 'nav.users', roles: ['ADMIN'] } },
  { path: '/hooks', component: () => import('@/features/admin/HooksPage.vue'), meta: { title: 'nav.hooks', roles: ['ADMIN'] } },
  { path: '/screens', component: () => import('@/features/admin/ScreensPage.vue'), meta: { title: 'nav.screens', roles: ['ADMIN'] } },
  { path: '/alerts', component: () => import('@/features/alerts/AlertsPage.vue'), meta: { title: 'nav.alert' } },
  { path: '/alerts/:id', component: () => import('@/features/alerts/AlertPage.vue'), props: true, meta: { title: 'nav.alert' } },
  { path: '/duty', component: () => import('@/features/duty/DutyPage.vue'), meta: { title: 'nav.duty' } },
  { path: '/cases', component: () => import('@/features/cases/CasesPage.vue'), meta: { title: 'nav.cases' } },
  { path: '/cases/new', component: () => import('@/features/cases/NewCasePage.vue'), meta: { title: 'newCase.heading', roles: ['OPERATOR', 'STREET', 'INSPECTOR'] } },
  { path: '/cases/:id', component: () => import('@/features/cases/CasePage.vue'), props: true, meta: { title: 'nav.case' } },
  { path: '/sensing', component: () => import('@/features/sensing/SensingPage.vue'), meta: { title: 'nav.sensing' } },
  { path: '/sensing/:id(\\d+)', component: () => import('@/features/sensing/DevicePage.vue'), props: true, meta: { title: 'nav.sensing' } },
  { path: '/sensing/registrations', component: () => import('@/features/sensing/RegistrationsPage.vue'), meta: { title: 'registration.heading', roles: ['ADMIN'] } },
  { path: '/sensing/live', component: () => import('@/features/sensing/FlowPage.vue'), meta: { title: 'flow.heading' } },
  { path: '/sensing/keys', component: () => import('@/features/sensing/KeysPage.vue'), meta: { title: 'deviceKey.heading', roles: ['ADMIN'] } },
  { path: '/cases/:id/print', component: () => import('@/features/cases/PrintPage.vue'), props: true, meta: { title: 'nav.print' } },
  { path: '/evaluation', component: () => import('@/features/evaluation/EvaluationPage.vue'), meta: { title: 'nav.evaluation' } },
  { path: '/dispatch-rules', component: () => import('@/features/evaluation/DispatchRulesPage.vue'), meta: { title: 'nav.dispatchRules', roles: ['OPERATOR', 'PLANNER', 'ADMIN'] } },
  { path: '/vitals', component: () => import('@/features/vitals/VitalsPage.vue'), meta: { title: 'nav.vitals' } },
  { path: '/indicators', component: () => import('@/features/indicators/IndicatorsPage.vue'), meta: { title: 'nav.indicators' } },
  { path: '/indicators/:id', component: () => import('@/features/indicators/IndicatorPage.vue'), props: true, meta: { title: 'nav.indicators' } },
  { path: '/formulas/:id', component: () => import('@/features/indicators/FormulaPage.vue'), props: true, meta: { title: 'nav.indicators' } },
  { path: '/plan', component: () => import('@/features/plan/PlanPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/items/:id', component: () => import('@/features/plan/ItemPage.vue'), props: true, meta: { title: 'nav.plan' } },
  { path: '/plan/projects', component: () => import('@/features/plan/ProjectsPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/assessment', component: () => import('@/features/plan/AssessmentPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/changes', component: () => import('@/features/plan/ChangesPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/months', component: () => import('@/features/plan/MonthsPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/months/:month', component: () => import('@/features/plan/MonthPage.vue'), props: true, meta: { title: 'nav.plan' } },
  { path: '/plan/months/:month/print', component: () => import('@/features/plan/PrintSheet.vue'), props: true, meta: { title: 'nav.plan' } },
  { path: '/plan/reviews', component: () => import('@/features/plan/ReviewsPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/plan/reviews/:id', component: () => import('@/features/plan/ReviewPage.vue'), props: true, meta: { title: 'nav.plan' } },
  { path: '/plan/supervised', component: () => import('@/features/plan/SupervisedPage.vue'), meta: { title: 'nav.plan' } },
  { path: '/checkup', component: () => import('@/features/checkup/CheckupPage.vue'), meta: { title: 'nav.checkup' } },
  { path: '/checkup/campaigns', component: () => import('@/features/checkup/CampaignsPage.vue'), meta: { title: 'nav.checkup' } },
  { path: '/checkup/campaigns/:id(\\d+)', component: () => import('@/features/checkup/CampaignPage.vue'), props: true, meta: { title: 'nav.checkup' } },
  { path: '/forms', component: () => import('@/features/forms/FormsPage.vue'), meta: { title: 'nav.forms' } },
  { path: '/forms/:form', component: () => import('@/features/forms/TreePage.vue'), props: true, meta: { title: 'nav.forms' } },
  { path: '/forms/:form/:division(\\d+)/:period', component: () => import('@/features/forms/SheetPage.vue'), props: true, meta: { title: 'nav.forms' } },
  { path: '/reports', component: () => import('@/features/reports/ReportsPage.vue'), meta: { title: 'nav.reports' } },
  { path: '/reports/hotline', component: () => import('@/features/reports/HotlinePage.vue'), meta: { title: 'nav.reports', roles: ['OPERATOR'] } },
  { path: '/clients', component: () => import('@/features/admin/ClientsPage.vue'), meta: { title: 'nav.clients', roles: ['ADMIN'] } },
  { path: '/packs/:id/workbench', component: () => import('@/features/admin/WorkbenchPage.vue'), props: true, meta: { title: 'bench.heading', roles: ['ADMIN', 'PLANNER'] } },
  { path: '/plan/risks', component: () => import('@/features/plan/RegisterPage.vue'), props: { sort: 'risk' }, meta: { title: 'nav.plan' } },
  { path: '/plan/opportunities', component: () => import('@/features/plan/RegisterPage.vue'), props: { sort: 'opportunity' }, meta: { title: 'nav.plan' } },
  { path: '/packs', component: () => import('@/features/admin/PacksPage.vue'), meta: { title: 'nav.packs', roles: ['ADMIN', 'PLANNER'] } },
  { path: '/audit', component: () => import('@/features/admin/AuditPage.vue'), meta: { title: 'nav.audit', roles: ['ADMIN'] } },
  { path: '/:rest(.*)*', component: () => import('./NotFound.vue'), meta: { title: 'nav.notFound' } },
]

export function makeRouter() {
  const router = createRouter({ history: createWebHistory(), routes })
  router.beforeEach(async (to) => {
    const session = useSession()
    if (to.meta.open) return true
    try {
      if (!(await session.ready())) return { path: '/login', query: to.fullPath === '/cockpit' ? {} : { to: to.fullPath } }
    } catch {
      return { path: '/login', query: { to: to.fullPath, down: '1' } }
    }
    if (to.meta.roles && !session.is(...to.meta.roles)) return { path: '/cockpit' }
    return true
  })
  return router
}
