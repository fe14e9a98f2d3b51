import type { Alert, AllowedAction, Level } from '@/shared/api/types'

/** A small text world: `alert('a 2 10:00 acked')`. */
export function alert(line: string): Alert {
  const [id, level, time, ...flags] = line.split(' ') as [string, string, string, ...string[]]
  const at = `2026-11-24T${time}:00Z`
  return {
    id, rule: 'r', pack: 'p', title: { zh: id, en: id }, level: Number(level) as Level, state: flags.includes('cleared') ? 'CLEARED' : 'OPEN',
    openedAt: at, changedAt: at, clearedAt: null, division: { code: '510104', name: { zh: '锦江区', en: 'Jinjiang' } }, thing: null, value: null, unit: null, reason: '',
    acknowledged: flags.includes('acked') ? { by: 'x', at } : null, muted: null, caseId: null, simulated: false,
  }
}
export const alerts = (...lines: string[]) => new Map(lines.map((line) => [line.split(' ')[0]!, alert(line)]))

/** `action('finish! note photo')`: the mark says that it is the primary one. */
export function action(line: string): AllowedAction {
  const [name, ...needs] = line.split(' ') as [string, ...string[]]
  const plain = name.replace('!', '')
  return { action: plain, title: { zh: plain, en: plain }, primary: name.endsWith('!'), needs: needs as AllowedAction['needs'] }
}
