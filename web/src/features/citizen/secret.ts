/** 32 random bytes in base64url: made here, so that a report which is sent twice over a bad line is one report. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export interface Mine { link: string; number: string; title: string; at: number }
const KEY = 'furong.reports'
/** More than a person reports in a year. */
const MOST = 30

/** The reports that were sent from this phone, newest first; they are kept on the phone only. */
export function mine(): Mine[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as Mine[]
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

export function keep(report: Mine): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([report, ...mine().filter((m) => m.link !== report.link)].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing: the link on the page is all there is, and the page says so.
  }
}

export function drop(link: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(mine().filter((m) => m.link !== link)))
  } catch {
    // as above
  }
}
