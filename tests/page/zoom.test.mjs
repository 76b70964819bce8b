// Zooming with the wheel, the pinch, the double click, the buttons and the keys.

import assert from 'node:assert/strict';
import { goHash, near, openPoint, pageTest, readPlate, rest, scaleOf, span, still } from './harness.mjs';
import { dayNumber, dayOf, standsAt } from './facts.mjs';

/** Days that the plate shows. */
const days = async (page) => {
  const { from, to } = await span(page);
  return dayNumber(to) + 1 - dayNumber(from);
};

/** Turns the wheel at a point and checks that the date under the pointer stays put. */
async function wheelKeepsDate(page, share, turns, deltaY) {
  const at = await openPoint(page, share);
  await page.mouse.move(at.x, at.y);
  const before = scaleOf(await readPlate(page), standsAt);
  const day = before.day(at.x);
  for (let i = 0; i < turns; i += 1) {
    await page.mouse.wheel(0, deltaY);
    await still(page);
    const now = scaleOf(await readPlate(page), standsAt);
    near(now.x(day), at.x, 1, `px of the date under the pointer after ${i + 1} turns`);
  }
  return scaleOf(await readPlate(page), standsAt).perDay / before.perDay;
}

for (const share of [0.2, 0.5, 0.8]) {
  pageTest(`the wheel zooms about the pointer at ${share * 100} % of the plate`, {}, async (page) => {
    assert.ok(await wheelKeepsDate(page, share, 4, -120) > 1.8, 'four turns should come much nearer');
    assert.ok(await wheelKeepsDate(page, share, 2, 120) < 0.8, 'turning back should go away');
  });
}

pageTest('ctrl and the wheel zoom the plate and not the page', {}, async (page) => {
  await page.keyboard.down('Control');
  assert.ok(await wheelKeepsDate(page, 0.6, 3, -60) > 1.2);
  await page.keyboard.up('Control');
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
});

pageTest('a turn comes to rest though its frame comes later than its rest', {
  prepare: (page) => page.addInitScript(() => {
    const real = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (draw) => (globalThis.slow ? setTimeout(() => real(draw), 500) : real(draw));
  }),
}, async (page) => {
  const at = await openPoint(page);
  await page.mouse.move(at.x, at.y);
  const before = await span(page);
  await page.evaluate(() => { globalThis.slow = true; });
  await page.mouse.wheel(0, -240);
  await page.waitForFunction((from) => document.querySelector('svg#plate').dataset.from !== from, before.from, { polling: 50 });
  await page.waitForFunction(() => location.hash.startsWith('#t='), null, { polling: 50 });
});

pageTest('what the page draws while the wheel turns leaves the plate where the wheel did', {}, async (page) => {
  const at = await openPoint(page);
  await page.mouse.move(at.x, at.y);
  // Once with the pictures, which come with the first turn.
  await page.mouse.wheel(0, -40);
  await rest(page);
  // What a choice brought about is said 400 ms later.
  await page.locator('button[data-period="split"]').click();
  const said = await page.locator('[role=status]').textContent();
  await page.mouse.move(at.x, at.y);
  for (let i = 0; i < 60 && (i < 6 || await page.locator('[role=status]').textContent() === said); i += 1) {
    await page.mouse.wheel(0, i % 2 ? 120 : -100);
    await page.waitForTimeout(30);
  }
  await rest(page);
  const { from, to } = await span(page);
  assert.equal(await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('t')), `${from}/${to}`);
});

pageTest('one turn of the wheel never zooms by more than 1.35', {}, async (page) => {
  const factor = await wheelKeepsDate(page, 0.5, 1, -5000);
  near(factor, 1.35, 0.01, 'factor of a violent turn');
});

for (const [what, shift, dx, dy] of [['a sideways wheel pans', false, 120, 0], ['shift and the wheel pan', true, 0, 120]]) {
  pageTest(what, { hash: 't=1955-01-01/1962-12-31' }, async (page) => {
    const at = await openPoint(page);
    await page.mouse.move(at.x, at.y);
    const before = scaleOf(await readPlate(page), standsAt);
    if (shift) await page.keyboard.down('Shift');
    await page.mouse.wheel(dx, dy);
    if (shift) await page.keyboard.up('Shift');
    await still(page);
    const after = scaleOf(await readPlate(page), standsAt);
    near(after.perDay, before.perDay, before.perDay * 0.002, 'px a day while panning');
    assert.ok(after.day(at.x) > before.day(at.x) + 30, 'the plate should have moved to later dates');
  });
}

pageTest('a double click comes twice as near at the point, with shift half', {}, async (page) => {
  await goHash(page, 't=1950-01-01/1965-12-31');
  const at = await openPoint(page, 0.4);
  const before = scaleOf(await readPlate(page), standsAt);
  const day = before.day(at.x);
  await page.mouse.dblclick(at.x, at.y);
  await still(page);
  const nearer = scaleOf(await readPlate(page), standsAt);
  near(nearer.perDay / before.perDay, 2, 0.02, 'factor');
  near(nearer.x(day), at.x, 1, 'px of the date that was clicked');
  await page.keyboard.down('Shift');
  const open = await openPoint(page, 0.4);
  await page.mouse.dblclick(open.x, open.y);
  await page.keyboard.up('Shift');
  await still(page);
  near(scaleOf(await readPlate(page), standsAt).perDay / before.perDay, 1, 0.02, 'factor after shift');
});

pageTest('the buttons zoom by 1.6 about the middle', {}, async (page) => {
  await goHash(page, 't=1950-01-01/1965-12-31');
  const full = await days(page);
  await page.getByRole('button', { name: /zoom in/i }).click();
  await still(page);
  near(await days(page), full / 1.6, 3, 'days after zooming in');
  await page.getByRole('button', { name: /zoom out/i }).click();
  await still(page);
  near(await days(page), full, 3, 'days after zooming out');
});

pageTest('the keys + − and 0 zoom in, out, and to the whole', {}, async (page) => {
  await goHash(page, 't=1950-01-01/1965-12-31');
  const full = await days(page);
  await page.keyboard.press('+');
  await still(page);
  near(await days(page), full / 1.6, 3, 'days after +');
  await page.keyboard.press('=');
  await still(page);
  near(await days(page), full / 2.56, 3, 'days after =');
  await page.keyboard.press('-');
  await still(page);
  near(await days(page), full / 1.6, 3, 'days after −');
  await page.keyboard.press('0');
  await still(page);
  assert.deepEqual(await span(page).then(({ from, to }) => [from, to]), ['1945-01-01', '1969-12-31']);
});

pageTest('the keys zoom about the event that has the focus', { hash: 'e=sino-indian-war&t=1955-01-01/1969-12-31' }, async (page) => {
  await page.locator('#card').press('Escape');
  await page.locator('li[data-event="sino-indian-war"] a').focus();
  await still(page);
  const before = scaleOf(await readPlate(page), standsAt).x(dayOf('sino-indian-war'));
  await page.keyboard.press('+');
  await still(page);
  near(scaleOf(await readPlate(page), standsAt).x(dayOf('sino-indian-war')), before, 1, 'px of the focused event');
});

pageTest('no view is narrower than 45 days or wider than the data and a margin', {}, async (page) => {
  const at = await openPoint(page, 0.62);
  await page.mouse.move(at.x, at.y);
  for (let i = 0; i < 30; i += 1) await page.mouse.wheel(0, -400);
  await still(page);
  near(await days(page), 45, 1.01, 'days at the near limit');
  for (let i = 0; i < 60; i += 1) await page.mouse.wheel(0, 400);
  await still(page);
  const whole = dayNumber('1970-01-01') - dayNumber('1945-01-01');
  const widest = await days(page);
  assert.ok(widest >= whole && widest <= whole * 1.06 + 2, `${widest} days at the far limit`);
  await rest(page);
});
