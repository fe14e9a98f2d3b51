import { ref } from 'vue'
import type { LngLat } from '@/shared/api/types'

/** A telephone that has no fix by then is indoors. */
const PATIENCE_MS = 12_000
/** A position of the last minute is good enough for sorting tasks. */
const AGE_MS = 60_000

const here = ref<LngLat | null>(null)
const noFix = ref(false)
const looking = ref(false)

function locate(): void {
  if (!('geolocation' in navigator)) return void (noFix.value = true)
  looking.value = true
  noFix.value = false
  navigator.geolocation.getCurrentPosition(
    (fix) => ((here.value = [fix.coords.longitude, fix.coords.latitude]), (looking.value = false)),
    () => ((noFix.value = true), (looking.value = false)),
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: AGE_MS },
  )
}

/** Looks without asking where the person has allowed it before; a page never asks by itself. */
async function locateIfAllowed(): Promise<void> {
  const allowed = await navigator.permissions?.query({ name: 'geolocation' }).then((p) => p.state === 'granted', () => false)
  if (allowed) locate()
}

/** Where this telephone is, as far as it was asked; one position for all pages of the worker. */
export const useHere = () => ({ here, noFix, looking, locate, locateIfAllowed })
