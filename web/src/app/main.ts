import { createPinia } from 'pinia'
import { createApp, watchEffect } from 'vue'
import { onUnauthorised } from '@/shared/api/http'
import { i18n } from '@/shared/i18n'
import { applyPrefs, themeFor } from '@/shared/prefs'
import { useSession } from '@/shared/session'
import App from './App.vue'
import './base.css'
import { makeRouter } from './router'

window.__furong = { mapReady: false }
applyPrefs()
const router = makeRouter()
router.afterEach((to) => themeFor(to.path))
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')

onUnauthorised(() => {
  const session = useSession()
  if (!session.user) return
  session.forget()
  void router.push({ path: '/login', query: { to: router.currentRoute.value.fullPath } })
})

watchEffect(() => {
  const title = router.currentRoute.value.meta.title
  document.title = (title ? i18n.global.t(title) + ' · ' : '') + i18n.global.t('app.name')
})
