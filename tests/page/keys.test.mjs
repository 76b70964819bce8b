// The keyboard map of the timeline.

import assert from 'node:assert/strict';
import { cardShows, focusedEvent, fragment, goHash, listed, openCard, pageTest, readPlate, scaleOf, span, still, tabToPlate } from './harness.mjs';
import { byId, dayNumber, dayOf, inTime, laneOf, standsAt } from './facts.mjs';

/** Waits until the focus is on this event. */
const focusIs = (page, id) => page.waitForFunction(
  (want) => document.activeElement?.closest('li[data-event]')?.dataset.event === want, id);

pageTest('the plate is one Tab stop, reached in at most twelve presses, and left with the next', {}, async (page) => {
  assert.ok(await tabToPlate(page) <= 12);
  await page.keyboard.press('Tab');
  assert.equal(await focusedEvent(page), null, 'a second event is a Tab stop');
  await page.keyboard.press('Shift+Tab');
  assert.ok(await focusedEvent(page));
});

pageTest('right and left go to the later and the earlier event and open nothing', {}, async (page) => {
  await tabToPlate(page);
  await page.keyboard.press('Home');
  await focusIs(page, inTime[0]);
  for (const n of [1, 2, 3]) {
    await page.keyboard.press('ArrowRight');
    await focusIs(page, inTime[n]);
  }
  await page.keyboard.press('ArrowLeft');
  await focusIs(page, inTime[2]);
  assert.equal(await openCard(page), null);
});

pageTest('Home and End go to the first and the last event of the filter', { hash: 'p=strain' }, async (page) => {
  const strain = await listed(page);
  await tabToPlate(page);
  await page.keyboard.press('End');
  await focusIs(page, strain.at(-1));
  await page.keyboard.press('Home');
  await focusIs(page, strain[0]);
});

pageTest('down and up go to the nearest event in time of the next lane', { hash: 'e=secret-speech' }, async (page) => {
  await page.keyboard.press('Escape');
  await focusIs(page, 'secret-speech');
  await page.keyboard.press('ArrowDown');
  await still(page);
  const below = await focusedEvent(page);
  assert.ok(['south', 'middle'].includes(laneOf(byId.get(below))), `${below} is no act below the band`);
  assert.ok(Math.abs(dayOf(below) - dayOf('secret-speech')) < 120, `${below} is not near in time`);
  await page.keyboard.press('ArrowUp');
  await still(page);
  assert.equal(laneOf(byId.get(await focusedEvent(page))), 'north');
});

for (const [name, key] of [['Enter', 'Enter'], ['Space', ' ']]) {
  pageTest(`${name} opens the card, a second press moves into it, Esc returns to the event`, {}, async (page) => {
    await tabToPlate(page);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await focusIs(page, inTime[1]);
    await page.keyboard.press(key);
    await cardShows(page, inTime[1]);
    assert.equal(await focusedEvent(page), inTime[1], 'opening keeps the focus on the event');
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.querySelector('#card')?.contains(document.activeElement));
    await page.keyboard.press('Escape');
    await cardShows(page, null);
    await focusIs(page, inTime[1]);
  });
}

pageTest('while the card is open the arrows change it', { hash: `e=${inTime[40]}` }, async (page) => {
  await page.locator(`li[data-event="${inTime[40]}"] a`).focus();
  await page.keyboard.press('ArrowRight');
  await cardShows(page, inTime[41]);
  await page.keyboard.press('ArrowLeft');
  await cardShows(page, inTime[40]);
});

pageTest('PageDown and PageUp step through the events also when nothing has the focus', {}, async (page) => {
  await page.keyboard.press('PageDown');
  await still(page);
  const first = (await openCard(page)) ?? (await focusedEvent(page));
  assert.ok(first, 'PageDown did nothing');
  await page.keyboard.press('PageDown');
  await still(page);
  const second = (await openCard(page)) ?? (await focusedEvent(page));
  assert.equal(inTime.indexOf(second), inTime.indexOf(first) + 1);
  await page.keyboard.press('PageUp');
  await still(page);
  assert.equal((await openCard(page)) ?? (await focusedEvent(page)), first);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

pageTest('] and [ go to the next and the previous period', {}, async (page) => {
  await tabToPlate(page);
  const shown = [];
  for (const key of [']', ']', '[']) {
    await page.keyboard.press(key);
    await still(page);
    const { from, to } = await span(page);
    shown.push((dayNumber(from) + dayNumber(to)) / 2);
  }
  assert.ok(shown[1] > shown[0], '] should go on to a later period');
  assert.ok(Math.abs(shown[2] - shown[0]) < 400, '[ should come back');
});

pageTest('shift and an arrow pan by a fifth and leave the focus where it is', { hash: 't=1953-01-01/1960-12-31' }, async (page) => {
  await tabToPlate(page);
  const id = await focusedEvent(page);
  const { from, to } = await span(page);
  await page.keyboard.press('Shift+ArrowRight');
  await still(page);
  const now = await span(page);
  const fifth = (dayNumber(to) + 1 - dayNumber(from)) / 5;
  assert.ok(Math.abs(dayNumber(now.from) - dayNumber(from) - fifth) < 3, `moved by ${dayNumber(now.from) - dayNumber(from)} days, a fifth is ${fifth}`);
  await page.keyboard.press('Shift+ArrowLeft');
  await still(page);
  assert.ok(Math.abs(dayNumber((await span(page)).from) - dayNumber(from)) < 3);
  assert.equal(await focusedEvent(page), id);
});

pageTest('an event out of sight is brought into view by the arrow', { hash: 't=1953-01-01/1955-12-31' }, async (page) => {
  await tabToPlate(page);
  await page.keyboard.press('End');
  await focusIs(page, inTime.at(-1));
  await still(page);
  const plate = await readPlate(page);
  const x = scaleOf(plate, standsAt).x(dayOf(inTime.at(-1)));
  assert.ok(x > plate.frame.left && x < plate.frame.right, 'the focused event is outside the frame');
});

pageTest('/ goes to the search, f to the filters, l to the list and back', {}, async (page) => {
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.matches('input[type=search]'));
  assert.equal(await page.locator('input[type=search]').inputValue(), '', 'the key was typed into the field');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.activeElement?.matches('#period-all,[data-period],[data-theme-filter]'));
  await page.keyboard.press('l');
  await page.waitForFunction(() => location.hash.includes('v=list'));
  await page.waitForFunction(() => !document.querySelector('svg#plate')?.getClientRects().length);
  await page.keyboard.press('l');
  await page.waitForFunction(() => !location.hash.includes('v=list') && document.querySelector('svg#plate')?.getClientRects().length);
});

pageTest('letters typed into the search are no commands', {}, async (page) => {
  await page.keyboard.press('/');
  await page.keyboard.type('full0+');
  assert.equal(await page.locator('input[type=search]').inputValue(), 'full0+');
  assert.ok(!(await fragment(page)).includes('v=list'));
});

pageTest('u and Ctrl+Z undo the last change of view', {}, async (page) => {
  await goHash(page, 't=1953-01-01/1960-12-31');
  for (const key of ['u', 'Control+z']) {
    await page.keyboard.press('+');
    await still(page);
    assert.notEqual((await span(page)).from, '1953-01-01');
    await page.keyboard.press(key);
    await still(page);
    assert.deepEqual(await span(page).then((s) => [s.from, s.to]), ['1953-01-01', '1960-12-31'], key);
  }
});

pageTest('? opens the help with the table of keys and reads it from its title; Esc closes it and goes back to the event', {}, async (page) => {
  const focused = (test) => page.waitForFunction(test);
  await page.locator('li[data-event="secret-speech"] a').focus();
  await page.keyboard.press('ArrowRight');
  await focused(() => document.activeElement.closest('li[data-event]') && document.activeElement.closest('li').dataset.event !== 'secret-speech');
  const event = await page.evaluate(() => document.activeElement.closest('li').dataset.event);
  await page.keyboard.press('?');
  const table = page.getByRole('table').filter({ hasText: /PageDown|Page Down/ });
  await table.first().waitFor({ state: 'visible' });
  await focused(() => document.activeElement.id === 'help-title');
  await page.keyboard.press('Escape');
  await table.first().waitFor({ state: 'hidden' });
  await page.waitForFunction((id) => document.activeElement.closest('li')?.dataset.event === id, event);
});

pageTest('n numbers the events by their place in time, v opens two views, m leads to the map', { hash: 'e=secret-speech&p=strain' }, async (page) => {
  await page.locator('li[data-event="secret-speech"] a').focus();
  // Firefox tells where the content comes from, Chromium what it is.
  const number = () => page.$eval('li[data-event="secret-speech"] a', (link) => getComputedStyle(link, '::before').content.replace('attr(data-no)', `"${link.dataset.no}"`));
  assert.equal(await number(), 'none');
  await page.keyboard.press('n');
  const place = await page.$$eval('#events li[data-event]', (all) => all.findIndex((one) => one.dataset.event === 'secret-speech') + 1);
  assert.equal(await number(), `"${place}"`);
  await page.keyboard.press('n');
  assert.equal(await number(), 'none');
  await page.locator('#card .views details').evaluate((fold) => { fold.open = false; });
  await page.keyboard.press('v');
  assert.deepEqual(await page.$eval('#card .views details', (fold) => [fold.open, fold.contains(document.activeElement)]), [true, true]);
  await page.keyboard.press('m');
  await page.waitForURL(/places\.html$/);
});

pageTest('Esc closes the search first and the card after it', { hash: 'e=secret-speech' }, async (page) => {
  await page.locator('li[data-event="secret-speech"] a').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('treaty');
  await page.waitForFunction(() => document.querySelectorAll('li[data-event][data-out]').length > 0);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('li[data-event][data-out]').length === 0);
  assert.equal(await openCard(page), 'secret-speech');
  await page.keyboard.press('Escape');
  await cardShows(page, null);
});
