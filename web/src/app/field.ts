import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import FieldApp from '@/features/field/FieldApp.vue'
import FieldCase from '@/features/field/FieldCase.vue'
import FieldMap from '@/features/field/FieldMap.vue'
import FieldFound from '@/features/field/FieldFound.vue'
import FieldTasks from '@/features/field/FieldTasks.vue'
import { rememberWho } from '@/features/field/useOutbox'
import LoginPage from '@/features/login/LoginPage.vue'
import { i18n } from '@/shared/i18n'
import { onUnauthorised } from '@/shared/api/http'
import { applyPrefs } from '@/shared/prefs'
import { useSession } from '@/shared/session'
import './base.css'

// The page of the grid workers: one small bundle that works offline as a whole; the map comes when somebody looks at it.
window.__furong = { mapReady: false }
applyPrefs()
const router = createRouter({
  history: createWebHistory('/m/'),
  routes: [
    { path: '/', component: FieldTasks },
    { path: '/login', component: LoginPage, props: { home: '/' }, meta: { open: true } },
    { path: '/case/:id', component: FieldCase, props: true },
    { path: '/map', component: FieldMap },
    { path: '/found', component: FieldFound },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
router.beforeEach(async (to) => {
  if (to.meta.open) return true
  try {
    const session = useSession()
    const known = await session.ready()
    if (session.user) rememberWho(session.user.login)
    return known ? true : { path: '/login', query: to.path === '/' ? {} : { to: to.fullPath } }
  } catch {
    return true // offline: what was kept on the phone is shown
  }
})
createApp(FieldApp).use(createPinia()).use(i18n).use(router).mount('#app')

onUnauthorised(() => {
  useSession().forget()
  void router.push({ path: '/login', query: { to: router.currentRoute.value.fullPath } })
})

// The worker exists in the built page only; a browser that refuses it (private mode) just has no offline page.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => undefined)
}
