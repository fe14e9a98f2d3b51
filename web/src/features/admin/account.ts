import type { Text } from '@/shared/api/types'

export interface Account {
  id: string
  login: string
  name: Text
  roles: { code: string; title: Text }[]
  divisions: string[]
  organisation: string | null
  organisationName: Text | null
  /** Null while it is open. */
  closedAt: string | null
}

export interface Wanted { login: string; nameZh: string; nameEn: string; roles: string[]; divisions: string[]; organisation: string | null }

/** What a person may be; devices and screens have keys of their own. */
export const ROLES = ['OPERATOR', 'STREET', 'INSPECTOR', 'PLANNER', 'ADMIN'] as const

/** Where a person sets a new password. Behind the #, which no server and no log of addresses sees. */
export const passwordLink = (origin: string, token: string) => `${origin}/password#${token}`
