import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const FEATURES = join(import.meta.dirname, '..', 'features')
const files = (dir: string): string[] => readdirSync(dir).flatMap((n) => (statSync(join(dir, n)).isDirectory() ? files(join(dir, n)) : [join(dir, n)]))

/** Tables that are no lists of the server, or whose file another part of the same page offers. */
const ELSEWHERE: Record<string, string> = {
  'admin/PackParts.vue': 'a pack is files; its page and the workbench offer them',
  'admin/ReplayTable.vue': 'the answer to a question of this moment, which nobody keeps; `pack replay` prints the same table',
  'cases/CaseTable.vue': 'CasesPage offers the list',
  'cases/PrintPage.vue': 'a sheet of paper',
  'checkup/CountTable.vue': 'CampaignPage offers the sheets that are counted',
  'evaluation/DispatchRulesPage.vue': 'the answer to a trial of this moment',
  'forms/TableExchange.vue': 'the report of what was brought; the page makes its file itself',
  'indicators/DayStations.vue': 'StreamHistory of the device offers the readings',
  'indicators/FormulaPage.vue': 'FormulaAround, on the same page, offers the series and the divisions',
  'indicators/HourObservations.vue': 'StreamHistory of the device offers the readings',
  'indicators/ObservedDays.vue': 'StreamHistory of the device offers the readings',
  'indicators/SeriesTable.vue': 'IndicatorPage offers the series',
  'plan/ItemPage.vue': 'PlanPage offers all items',
  'reports/HotlinePage.vue': 'a table that was brought; the page makes its report itself',
  'sensing/DevicePage.vue': 'SensingPage offers the devices; StreamHistory the readings',
  'sensing/FlowPage.vue': 'what flows by at this moment',
  'vitals/ScoreCardBox.vue': 'one score opened to its terms; VitalsPage offers the comparison',
}

test('each table can be taken away as a file, or another part of its page offers it', () => {
  const without = files(FEATURES)
    .filter((f) => f.endsWith('.vue'))
    .filter((f) => /class="table[ "]/.test(readFileSync(f, 'utf8')) && !/FileLinks|exportUrl|TableExchange|format: '(csv|xlsx)'|\.file\b|file\('(csv|xlsx)'\)/.test(readFileSync(f, 'utf8')))
    .map((f) => relative(FEATURES, f).replaceAll('\\', '/'))
  expect(without.sort()).toEqual(Object.keys(ELSEWHERE).sort())
})
