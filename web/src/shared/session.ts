import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api } from './api/client'
import { ApiError } from './api/http'
import type { City, User } from './api/types'
import { setZone } from './time/zone'

/** Who is here and which city this is. */
export const useSession = defineStore('session', () => {
  const user = ref<User | null>(null)
  const city = ref<City | null>(null)
  let asked = false

  /** Asks the server once who is logged in; a network failure is told to the caller. */
  async function ready(): Promise<boolean> {
    if (user.value && city.value) return true
    if (asked && !user.value) return false
    try {
      user.value = await api.session()
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
        asked = true
        return false
      }
      throw error
    }
    await loadCity()
    return true
  }

  async function loadCity(): Promise<void> {
    city.value = await api.city()
    setZone(city.value.zone)
  }

  async function logIn(login: string, password: string): Promise<void> {
    user.value = await api.logIn(login, password)
    await loadCity()
  }

  async function logOut(): Promise<void> {
    await api.logOut().catch(() => undefined)
    forget()
  }

  function forget(): void {
    user.value = null
    asked = true
  }

  const is = (...roles: string[]) => roles.some((role) => user.value?.roles.includes(role) ?? false)

  return { user, city, ready, logIn, logOut, forget, is }
})
