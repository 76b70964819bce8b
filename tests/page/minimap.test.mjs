// The overview under the plate: its window, its handles and the fields From and To.

import assert from 'node:assert/strict';
import { near, pageTest, rest, span, still } from './harness.mjs';
import { dayNumber } from './facts.mjs';

const START = 't=1953-01-01/1960-12-31';

const map = (page) => page.evaluate(() => {
  const box = (selector) => { const r = document.querySelector(selector).getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2, left: r.left, right: r.right, width: r.width }; };
  return { all: box('[data-minimap]'), start: box('[data-handle=start]'), end: box('[data-handle=end]') };
});

async function pull(page, from, dx) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 1; i <= 8; i += 1) await page.mouse.move(from.x + (dx * i) / 8, from.y);
  await page.mouse.up();
  await rest(page);
}

const bounds = async (page) => {
  const { from, to } = await span(page);
  return [dayNumber(from), dayNumber(to) + 1];
};

pageTest('the window can be dragged and keeps its width', { hash: START }, async (page) => {
  const [a, b] = await bounds(page);
  const { start, end } = await map(page);
  const before = await page.evaluate(() => history.length);
  await pull(page, { x: (start.x + end.x) / 2, y: start.y }, 60);
  const [a2, b2] = await bounds(page);
  near(b2 - a2, b - a, 2, 'days shown');
  near(a2 - a, ((b - a) * 60) / (end.x - start.x), 40, 'days moved');
  assert.equal(await page.evaluate(() => history.length), before + 1);
});

pageTest('the start handle moves the beginning only', { hash: START }, async (page) => {
  const [a, b] = await bounds(page);
  const { start, end } = await map(page);
  await pull(page, start, 50);
  const [a2, b2] = await bounds(page);
  near(b2, b, 1.5, 'end');
  near(a2 - a, ((b - a) * 50) / (end.x - start.x), 40, 'days moved');
});

pageTest('the end handle moves the end only', { hash: START }, async (page) => {
  const [a, b] = await bounds(page);
  const { start, end } = await map(page);
  await pull(page, end, -70);
  const [a2, b2] = await bounds(page);
  near(a2, a, 1.5, 'start');
  near(b - b2, ((b - a) * 70) / (end.x - start.x), 40, 'days moved');
});

pageTest('a click beside the window brings it there', { hash: START }, async (page) => {
  const [a, b] = await bounds(page);
  const { start, end } = await map(page);
  await page.mouse.click(end.x + 50, end.y);
  await rest(page);
  const [a2, b2] = await bounds(page);
  near(b2 - a2, b - a, 2, 'days shown');
  assert.ok(a2 > a + 200, `moved by ${a2 - a} days`);
  assert.ok(start.x < end.x);
});

pageTest('the fields From and To set the span without any dragging', { hash: START }, async (page) => {
  await page.locator('summary', { hasText: 'Dates' }).click();
  const from = page.getByLabel('From', { exact: true });
  const to = page.getByLabel('To', { exact: true });
  assert.equal(await from.inputValue(), '1953-01-01');
  assert.equal(await to.inputValue(), '1960-12-31');
  await to.fill('1964-12-31');
  await to.press('Enter');
  await still(page);
  await from.fill('1958-01-01');
  await from.press('Enter');
  await still(page);
  const { from: a, to: b } = await span(page);
  assert.deepEqual([a, b], ['1958-01-01', '1964-12-31']);
});

pageTest('nonsense in a field changes nothing and is corrected', { hash: START }, async (page) => {
  await page.locator('summary', { hasText: 'Dates' }).click();
  const from = page.getByLabel('From', { exact: true });
  const before = await from.inputValue();
  await from.fill('');
  await from.press('Enter');
  await from.blur();
  await still(page);
  assert.deepEqual(await span(page).then((s) => [s.from, s.to]), ['1953-01-01', '1960-12-31']);
  assert.equal(await from.inputValue(), before);
});

pageTest('the window follows the hand at each frame', { hash: START }, async (page) => {
  const { start, end } = await map(page);
  const at = { x: (start.x + end.x) / 2, y: start.y };
  await page.evaluate(() => {
    window.seen = new Set();
    new MutationObserver(() => window.seen.add(document.querySelector('[data-minimap] .window').getAttribute('x')))
      .observe(document.querySelector('.foot'), { subtree: true, attributes: true });
  });
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let i = 1; i <= 10; i += 1) {
    await page.mouse.move(at.x + 4 * i, at.y);
    await page.waitForTimeout(30);
  }
  const seen = await page.evaluate(() => window.seen.size);
  await page.mouse.up();
  await rest(page);
  assert.ok(seen >= 8, `${seen} places in ten moves`);
});
