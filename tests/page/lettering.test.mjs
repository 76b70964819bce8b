// The core measures lettering from tables of advance widths. Here every label of the dataset is measured by
// the browser with the shipped fonts, and the two must agree: else flags would be laid out for other widths
// than they have.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pageTest } from './harness.mjs';
import { events } from './facts.mjs';

const source = readFileSync(new URL('../../src/core/plate/advances.rs', import.meta.url), 'utf8');
const beyond = [...source.match(/BEYOND_ASCII: &str = "([^"]*)"/)[1]];
const characters = [...Array.from({ length: 0x7e - 0x20 + 1 }, (_, i) => String.fromCharCode(0x20 + i)), ...beyond];

/** Width of a text by a table of the core, px at a size. */
function byTable(name, text, size) {
  const table = source.match(new RegExp(`${name}: \\[u16; \\d+\\] = \\[([\\d,\\s]*)\\]`))[1].split(',').map((n) => n.trim()).filter(Boolean).map(Number);
  return [...text].reduce((w, c) => w + (table[characters.indexOf(c)] ?? 1000), 0) * size / 1000;
}

const FACES = [
  ['TEXT_400', '400', 'Brygada 1918'], ['TEXT_600', '600', 'Brygada 1918'], ['ITALIC_500', 'italic 500', 'Brygada 1918'],
  ['LABEL_400', '400', 'Sofia Sans Semi Condensed'], ['LABEL_500', '500', 'Sofia Sans Semi Condensed'], ['LABEL_700', '700', 'Sofia Sans Semi Condensed'],
];

pageTest('the tables of widths agree with the browser within 2 % for every label', {}, async (page) => {
  const texts = [...new Set(events.flatMap((e) => [e.label ?? e.title, e.standfirst]).filter(Boolean))]
    .map((t) => t.replace(/(^|[\s(])'/g, '$1‘').replaceAll("'", '’'));
  assert.ok(texts.length > 150, `${texts.length} texts`);
  for (const [table, style, family] of FACES) {
    const widths = await page.evaluate(async ({ font, all }) => {
      await document.fonts.load(font, all.join(''));
      if (!document.fonts.check(font)) throw new Error(`${font} is not there`);
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.font = font;
      return all.map((t) => canvas.measureText(t).width);
    }, { font: `${style} 100px "${family}"`, all: texts });
    const off = texts.map((t, i) => [t, byTable(table, t, 100), widths[i]]).filter(([, a, b]) => Math.abs(a / b - 1) > 0.02);
    assert.deepEqual(off.slice(0, 5), [], `${table}: ${off.length} of ${texts.length} texts differ by more than 2 %`);
  }
});

pageTest('what is drawn is as wide as the table says', { width: 1440, height: 900 }, async (page) => {
  const lines = await page.$$eval('svg#plate :is(text[data-label], [data-label] text)', (ts) => ts.flatMap((t) => [t, ...t.querySelectorAll('tspan:not(.disputed, .n)')]).flatMap((t) => {
    // What stands in it directly; a piece that has pieces of its own begins with its own letters.
    const text = [...t.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
    const s = getComputedStyle(t);
    return text && [{ text, width: t.getSubStringLength(0, text.length), size: parseFloat(s.fontSize), weight: s.fontWeight, italic: s.fontStyle === 'italic', family: s.fontFamily }] || [];
  }));
  assert.ok(lines.length > 40, `${lines.length} lines of lettering`);
  for (const l of lines) {
    const table = l.italic ? 'ITALIC_500' : `${/Brygada/.test(l.family.split(',')[0]) ? 'TEXT' : 'LABEL'}_${l.weight}`;
    assert.ok(FACES.some(([name]) => name === table), `${l.text}: no table ${table}`);
    const want = byTable(table, l.text, l.size);
    assert.ok(l.width <= want * 1.02 + 1 && l.width >= want * 0.98 - 1, `“${l.text}” is ${l.width} px wide, reserved ${want}`);
  }
});
