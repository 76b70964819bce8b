// The frame layout inside another site's page: it must behave as a guest.
//
// The host page stands on another origin (localhost beside 127.0.0.1), as a course page does.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BASE, fingers, near, openPoint, pageTest, pressIn, readPlate, ready, scaleOf, span, still } from './harness.mjs';
import { standsAt } from './facts.mjs';

const base = new URL(BASE);
const other = base.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
const HOST = `http://${other}:${base.port}/lesson.html`;
const host = readFileSync(new URL('fixtures/host.html', import.meta.url), 'utf8');

/** A test inside a course page; `body(page, frame, offset)` with the frame's place in the page. */
function frameTest(name, options, body) {
  pageTest(name, {
    goto: false, across: true, width: 900, height: 700, ...options,
    prepare: async (page) => {
      await page.route(`**/lesson.html`, (r) => r.fulfill({ contentType: 'text/html', body: host.replaceAll('SRC', `${BASE}?embed=1${options.hash ? `#${options.hash}` : ''}`) }));
      await page.route(`http://${other}:${base.port}/favicon.ico`, (r) => r.fulfill({ status: 204 }));
    },
  }, async (page) => {
    await page.goto(HOST);
    const handle = await page.waitForSelector('iframe');
    const frame = await handle.contentFrame();
    await ready(frame);
    const box = await handle.boundingBox();
    await body(page, frame, async (share) => {
      const p = await openPoint(frame, share);
      return { x: p.x + box.x, y: p.y + box.y };
    });
  });
}

frameTest('fifty interactions leave the history of the host as it was', {}, async (page, frame, open) => {
  const before = await page.evaluate(() => history.length);
  for (let i = 0; i < 10; i += 1) {
    const at = await open(0.3 + (i % 5) / 10);
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, i % 2 ? 120 : -120);
    await page.keyboard.up('Control');
    await page.mouse.down();
    await page.mouse.move(at.x - 50, at.y, { steps: 4 });
    await page.mouse.up();
    await still(frame);
    const plate = await readPlate(frame);
    const label = plate.labels.find((l) => l.left > plate.frame.left && l.right < plate.frame.right);
    if (label) await frame.locator(`svg#plate [data-label="${label.id}"]`).click({ force: true });
    await pressIn(frame, 'ArrowRight', i % 2 ? '0' : '+');
    await page.waitForTimeout(700);
  }
  assert.equal(await page.evaluate(() => history.length), before);
  assert.ok(await frame.evaluate(() => location.hash.length > 1), 'the state should stand in the frame’s own address');
});

frameTest('the skip link leads to the events, and leaves the place and the history as they are', {}, async (page, frame) => {
  await frame.locator('svg#plate [data-label]').first().click({ force: true });
  await frame.waitForFunction(() => location.hash.includes('e='));
  const [place, entries] = [await frame.evaluate(() => location.hash), await page.evaluate(() => history.length)];
  await frame.locator('a.skip').focus();
  await pressIn(frame, 'Enter', 'Tab');
  assert.ok(await frame.evaluate(() => document.activeElement.closest('li[data-event]') !== null), 'the focus is not among the events');
  assert.equal(await frame.evaluate(() => location.hash), place);
  assert.equal(await page.evaluate(() => history.length), entries);
});

frameTest('a plain wheel over the plate scrolls the host and leaves the plate alone', {}, async (page, frame, open) => {
  const before = await span(frame);
  const at = await open(0.5);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY > 100);
  assert.deepEqual(await span(frame), before);
});

frameTest('ctrl and the wheel zoom about the pointer and do not scroll', {}, async (page, frame, open) => {
  const at = await open(0.5);
  const offset = at.x - (await openPoint(frame, 0.5)).x;
  await page.mouse.move(at.x, at.y);
  const before = scaleOf(await readPlate(frame), standsAt);
  const day = before.day(at.x - offset);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await still(frame);
  const after = scaleOf(await readPlate(frame), standsAt);
  assert.ok(after.perDay > before.perDay * 1.15);
  near(after.x(day), at.x - offset, 1, 'px of the date under the pointer');
  assert.equal(await page.evaluate(() => scrollY), 0);
});

frameTest('the hint about zooming is shown once and no more', {}, async (page, frame, open) => {
  const hint = frame.getByText(/hold ctrl.*scroll to zoom/i).filter({ visible: true });
  assert.equal(await hint.count(), 0);
  const at = await open(0.5);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 20);
  await hint.first().waitFor({ state: 'visible', timeout: 1500 });
  await frame.waitForFunction(() => ![...document.querySelectorAll('*')].some(
    (el) => el.children.length === 0 && /scroll to zoom/i.test(el.textContent) && el.checkVisibility({ opacityProperty: true, visibilityProperty: true })), null, { timeout: 4000 });
  await page.mouse.wheel(0, -20);
  await page.waitForTimeout(600);
  assert.equal(await frame.evaluate(() => [...document.querySelectorAll('*')].filter(
    (el) => el.children.length === 0 && /scroll to zoom/i.test(el.textContent) && el.checkVisibility({ opacityProperty: true, visibilityProperty: true })).length), 0);
});

frameTest('keys do nothing until the focus is inside', {}, async (page, frame) => {
  const before = await span(frame);
  await page.locator('body').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('PageDown');
  await page.waitForTimeout(300);
  assert.deepEqual(await span(frame), before);
  assert.equal(await frame.evaluate(() => document.querySelector('#card[data-event]')?.dataset.event ?? null), null);
});

/** Draws a finger over the plate, from an open place at a share of its width. */
async function swipe(frame, share, dx, dy) {
  const { x, y } = await openPoint(frame, share);
  await fingers(frame, [[[x, y], [x + dx, y + dy]]]);
  await still(frame);
}
const swiped = { touch: true, hash: 't=1955-01-01/1961-12-31' };

frameTest('a finger drawn sideways over the plate pans it and leaves the host in place', swiped, async (page, frame) => {
  const before = await span(frame);
  await swipe(frame, 0.6, -150, 0);
  assert.notDeepEqual(await span(frame), before);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

frameTest('a finger drawn upwards over the plate scrolls the host and does not pan', { ...swiped, chromium: 'Firefox’s driver does not scroll by fingers' }, async (page, frame) => {
  const before = await span(frame);
  await swipe(frame, 0.5, 0, -120);
  await page.waitForFunction(() => scrollY > 40);
  assert.deepEqual(await span(frame), before);
});

pageTest('the frame has its own title line, counts its events and leads to the full timeline', { width: 600, height: 400, query: 'embed=1', hash: 'p=strain' }, async (page) => {
  await page.getByText(/^30 of 119 events$/).filter({ visible: true }).first().waitFor();
  const open = page.getByRole('link', { name: /open full timeline/i });
  assert.match(await open.getAttribute('target'), /_blank|_top/);
  assert.ok(!(await open.getAttribute('href')).includes('embed'));
  await page.getByRole('button', { name: /periods/i }).click();
  await page.locator('button[data-period="split"]').filter({ visible: true }).waitFor();
});

pageTest('in the smallest room there is a plate too', { width: 240, height: 200, query: 'embed=1' }, async (page) => {
  const marks = await page.locator('#plate [data-mark]').count();
  assert.ok(marks > 5, `${marks} symbols`);
});
