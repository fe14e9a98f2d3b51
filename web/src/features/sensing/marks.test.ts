import { describe, expect, it } from 'vitest'
import { buildStyle } from '@/shared/map/style'
import { MARKS, markHealth, tilesOf } from './marks'

describe('the map of devices', () => {
  const style = markHealth(buildStyle({ origin: 'http://city', token: (name) => name, shown: null, english: false, things: true }), (name) => name, 'http://city/tiles')

  it('asks for the devices that the list shows', () => {
    expect(tilesOf('http://city', { division: '510104', kind: 'air-station', health: 'SILENT' })).toBe('http://city/tiles/things/{z}/{x}/{y}.mvt?division=510104&kind=air-station&health=SILENT')
    expect(tilesOf('http://city', { division: '', kind: '', health: '' })).toBe('http://city/tiles/things/{z}/{x}/{y}.mvt')
  })

  it('draws the marks over the ground and no layer that it does not show', () => {
    expect(style.layers.map((l) => l.id)).toEqual(['background', 'ground', 'line-frame', ...MARKS, 'thing-counts', 'label'])
    expect(style.layers.filter((l) => 'source' in l && !(String(l.source) in style.sources))).toEqual([])
  })

  it('keeps the warning hues for warnings', () => expect(JSON.stringify(style.layers)).not.toContain('sev'))
})
