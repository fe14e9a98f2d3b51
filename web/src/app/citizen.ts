import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import CitizenApp from '@/features/citizen/CitizenApp.vue'
import FollowPage from '@/features/citizen/FollowPage.vue'
import HomePage from '@/features/citizen/HomePage.vue'
import ReportPage from '@/features/citizen/ReportPage.vue'
import { i18n } from '@/shared/i18n'
import { applyPrefs } from '@/shared/prefs'
import './base.css'

// The page of the citizens: no account, no store, the map only when somebody asks for it.
window.__furong = { mapReady: false }
applyPrefs()
const router = createRouter({
  history: createWebHistory('/pub/'),
  routes: [
    { path: '/', component: HomePage },
    { path: '/report', component: ReportPage },
    { path: '/plan', component: () => import('@/features/citizen/PublicPlanPage.vue') },
    { path: '/r/:link', component: FollowPage, props: true },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (to) => (to.hash ? { el: to.hash } : { top: 0 }),
})
createApp(CitizenApp).use(i18n).use(router).mount('#app')
