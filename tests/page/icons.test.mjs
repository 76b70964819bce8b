// The icons of the installed timeline are drawn from assets/favicon.svg. `UPDATE=1` draws them anew; look at
// them before they are kept.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { browser } from './harness.mjs';

const ASSETS = new URL('../../assets/', import.meta.url);
const drawing = readFileSync(new URL('favicon.svg', ASSETS), 'utf8');
// A system may cut a maskable icon down to a circle of 80 % of its width: the drawing stands in there, on paper
// that reaches every edge.
const masked = drawing.replace('viewBox="0 0 32 32"', 'viewBox="-6.4 -6.4 44.8 44.8"').replace('<rect width="32" height="32" rx="5"', '<rect x="-7" y="-7" width="46" height="46"');

for (const [name, size, svg] of [['icon-192', 192, drawing], ['icon-512', 512, drawing], ['maskable-512', 512, masked]]) {
  test(`the icon ${name} is the drawing of the favicon`, async () => {
    assert.equal(svg === drawing, !name.startsWith('maskable'), 'the drawing is written otherwise than this test expects');
    const page = await (await browser()).newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg.replace('<svg', `<svg width="${size}" height="${size}"`)}`);
    const shot = await page.screenshot({ omitBackground: true });
    await page.close();
    const file = new URL(`icons/${name}.png`, ASSETS);
    if (process.env.UPDATE) writeFileSync(file, shot);
    assert.ok(existsSync(file), `no icon: run with UPDATE=1 and look at ${name}.png`);
    const [got, want] = [shot, readFileSync(file)].map((bytes) => PNG.sync.read(bytes));
    assert.deepEqual([want.width, want.height], [size, size]);
    assert.ok(pixelmatch(want.data, got.data, null, size, size, { threshold: 0.15 }) <= size * size * 0.005, 'the icon differs from the drawing');
    const corner = want.data[3];
    assert.equal(corner, name.startsWith('maskable') ? 255 : 0, 'opacity of the corner');
  });
}
