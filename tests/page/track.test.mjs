// The track of figures on the plate: dots at their years, with values, and nothing between them.

import assert from 'node:assert/strict';
import { LAPTOP, goHash, pageTest } from './harness.mjs';
import { bounds, data } from './facts.mjs';

const points = data.series.filter((series) => series.track).flatMap((series) => series.points);

pageTest('each number of the track stands at its time, with its value', { hash: 't=1945-01-01/1969-12-31' }, async (page) => {
  const texts = await page.locator('[data-figure]').evaluateAll((all) => all.map((g) => [Number(g.dataset.figure), g.textContent]));
  assert.deepEqual(texts.map(([value]) => value).sort(), points.map((p) => p.value).sort());
  for (const point of points) {
    const [, said] = texts.find(([value]) => value === point.value);
    assert.ok(said.includes(point.value.toLocaleString('en-GB')) && said.includes(point.date), said);
    assert.equal(said.startsWith('about '), Boolean(point.about), said);
    assert.equal(said.endsWith('(derived)'), Boolean(point.derived), said);
  }
});

pageTest('the dots lie where their dates do, hollow where they are not counted, and no line joins them', { hash: 't=1945-01-01/1969-12-31' }, async (page) => {
  const plate = await page.locator('#plate').evaluate((svg) => ({ frame: svg.querySelector('[data-frame]').dataset.frame, days: svg.dataset.days }));
  const [[x0, x1], [from, to]] = [plate.frame, plate.days].map((text) => text.split(' ').map(Number));
  for (const hollow of [false, true]) {
    const d = await page.locator(hollow ? '.figure.hollow' : '.figure:not(.hollow)').getAttribute('d');
    const expected = points.filter((p) => Boolean(p.derived || p.about) === hollow);
    // A circle each, of arcs only.
    assert.doesNotMatch(d, /[HVLC]/);
    const centres = [...d.matchAll(/M([\d.]+) [\d.]+a([\d.]+)/g)].map((m) => Number(m[1]) + Number(m[2])).sort((a, b) => a - b);
    const want = expected.map((p) => {
      const [a, b] = bounds(p.date);
      return x0 + ((a + b) / 2 - from) / (to - from) * (x1 - x0);
    }).sort((a, b) => a - b);
    assert.equal(centres.length, want.length);
    centres.forEach((x, i) => assert.ok(Math.abs(x - want[i]) < 1.5, `${x} for ${want[i]}`));
  }
});

pageTest('what is out of sight has no dot', { hash: 't=1956-01-01/1961-12-31' }, async (page) => {
  assert.deepEqual(await page.locator('[data-figure]').evaluateAll((all) => all.map((g) => g.dataset.figure)), ['2098']);
});

pageTest('a short window has no track', { ...LAPTOP }, async (page) => {
  assert.equal(await page.locator('.figure').count(), 0);
  await goHash(page, 'e=secret-speech');
  assert.equal(await page.locator('[data-figure]').count(), 0);
});
