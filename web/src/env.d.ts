/// <reference types="vite/client" />
interface Window {
  /** Hooks for browser tests; see web/README.md. */
  __furong: { mapReady: boolean; map?: unknown }
}
