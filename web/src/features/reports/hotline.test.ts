import { describe, expect, it } from 'vitest'
import { inOrder, reportCsv, type Row } from './hotline'

/** `row('4 A3 refused')` */
const row = (line: string, faults: Row['faults'] = []): Row => {
  const [number, id, outcome] = line.split(' ') as [string, string, Row['outcome']]
  return { row: Number(number), id, outcome, caseId: null, number: null, receivedAt: null, appeal: null, replyDue: null, category: null, division: null, faults }
}

describe('the rows of a table', () => {
  it('come with those first that have to be mended', () => {
    expect(inOrder([row('2 A1 known'), row('3 A2 new'), row('5 A4 refused'), row('4 A3 refused')]).map((r) => r.id)).toEqual(['A3', 'A4', 'A2', 'A1'])
  })
  it('are written down with each fault on a line of its own, and run nothing', () => {
    const faults = [{ column: '来电时间', code: 'report.time', message: "'昨天' is no time", cell: '昨天' }, { column: '=区县', code: 'report.place', message: 'a, "b"', cell: '' }]
    expect(reportCsv([row('2 A1 new'), row('3 A2 refused', faults)])).toBe(
      '\uFEFFrow,id,outcome,case,column,code,message\r\n2,A1,new,,,,\r\n3,A2,refused,,来电时间,report.time,\'昨天\' is no time\r\n3,A2,refused,,\'=区县,report.place,"a, ""b"""\r\n',
    )
  })
})
