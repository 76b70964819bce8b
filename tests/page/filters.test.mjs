// Filter chips: what they promise, what they leave in, and what a reader sees when nothing is left.

import assert from 'node:assert/strict';
import { fragment, listed, pageTest, readPlate, rest } from './harness.mjs';
import { bounds, byId, events } from './facts.mjs';

const CHIPS = 'button[data-period],button[data-theme-filter]';

/** Presses a chip and waits until its state has turned. */
async function press(page, chip) {
  await reveal(page, chip);
  const was = await chip.getAttribute('aria-pressed');
  await chip.click();
  await chip.and(page.locator(`:not([aria-pressed="${was}"])`)).waitFor({ state: 'attached' });
}

/** A chip may stand in a menu that has to be opened first. */
async function reveal(page, chip) {
  if (await chip.isVisible()) return;
  await page.getByRole('button', { name: /^more/i }).click();
  await chip.waitFor({ state: 'visible' });
}

pageTest('after pressing a chip exactly as many events are in as it said', {}, async (page) => {
  const chips = page.locator(CHIPS);
  const n = await chips.count();
  assert.ok(n >= 11, `${n} chips: three periods and eight themes at least`);
  for (let i = 0; i < n; i += 1) {
    const chip = chips.nth(i);
    await reveal(page, chip);
    const count = Number(await chip.getAttribute('data-count'));
    assert.match(await chip.innerText(), new RegExp(`\\b${count}\\b`));
    await press(page, chip);
    assert.equal((await listed(page)).length, count, await chip.innerText());
    await press(page, chip);
    assert.equal((await listed(page)).length, events.length);
  }
});

pageTest('pressing a theme in the panel keeps the panel open and the focus on the chip', {}, async (page) => {
  const chip = page.locator('button[data-theme-filter="culture"]');
  await press(page, chip);
  assert.equal(await chip.isVisible(), true, 'the panel closed');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.themeFilter ?? null), 'culture');
  await page.keyboard.press('Escape');
  await chip.waitFor({ state: 'hidden' });
});

pageTest('a period holds the events whose middle falls into it', {}, async (page) => {
  const middle = ({ date }) => {
    const [a, b = a] = date.split('/').map((p) => (p === '..' ? null : p));
    if (!a || !b) return null;
    return (bounds(a)[0] + bounds(b)[1]) / 2;
  };
  const ends = { alliance: [-1e9, '1956-02-14'], strain: ['1956-02-14', '1960-07-16'], split: ['1960-07-16', 1e9] };
  for (const [id, range] of Object.entries(ends)) {
    const [a, b] = range.map((r) => (typeof r === 'string' ? Date.parse(r) / 864e5 : r));
    const chip = page.locator(`button[data-period="${id}"]`);
    await press(page, chip);
    const want = events.filter((e) => { const m = middle(e); return m !== null && m >= a && m < b; }).map((e) => e.id);
    assert.deepEqual((await listed(page)).sort(), want.sort(), id);
    await press(page, chip);
  }
});

pageTest('two chips of a group add, chips of two groups narrow, and counts keep their promise', {}, async (page) => {
  const [strain, split] = ['strain', 'split'].map((p) => page.locator(`button[data-period="${p}"]`));
  const ideology = page.locator('button[data-theme-filter="ideology"]');
  await press(page, strain);
  const one = (await listed(page)).length;
  const both = Number(await split.getAttribute('data-count'));
  await press(page, split);
  assert.equal((await listed(page)).length, both);
  assert.ok(both > one, 'a second period should add events');
  await reveal(page, ideology);
  const narrow = Number(await ideology.getAttribute('data-count'));
  await press(page, ideology);
  const left = await listed(page);
  assert.equal(left.length, narrow);
  assert.ok(narrow > 0 && narrow < both);
  for (const id of left) assert.ok(byId.get(id).themes.includes('ideology'), id);
  for (const chip of await page.locator(CHIPS).all()) {
    if (!(await chip.isVisible()) || (await chip.getAttribute('aria-disabled')) === 'true') continue;
    const count = Number(await chip.getAttribute('data-count'));
    await press(page, chip);
    assert.equal((await listed(page)).length, count, `${await chip.innerText()} on top of the others`);
    await press(page, chip);
  }
});

pageTest('All leaves every period in again', {}, async (page) => {
  await press(page, page.locator('button[data-period="strain"]'));
  const all = page.getByRole('button', { name: /^All\b/ }).first();
  assert.equal(await all.getAttribute('aria-pressed'), 'false');
  await all.click();
  await page.waitForFunction(() => !document.querySelector('li[data-event][data-out]'));
  assert.equal(await all.getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('button[data-period="strain"]').getAttribute('aria-pressed'), 'false');
});

pageTest('events left out have no flag and no mark, but stay on the rails as ticks', { hash: 'p=strain' }, async (page) => {
  const inside = new Set(await listed(page));
  const plate = await readPlate(page);
  for (const l of plate.labels) assert.ok(inside.has(l.id), `flag of ${l.id}`);
  for (const m of plate.marks) assert.ok(inside.has(m.id), `mark of ${m.id}`);
  assert.equal(plate.marks.reduce((n, m) => n + m.cluster, 0), inside.size);
});

pageTest('the filter is told once in the live region and stands in the address', {}, async (page) => {
  await press(page, page.locator('button[data-period="strain"]'));
  const n = (await listed(page)).length;
  await page.waitForFunction((want) => document.querySelector('[role=status]').textContent.includes(want), `${n} of ${events.length} events`);
  assert.equal(await page.locator('[role=status]').count(), 1);
  await rest(page);
  assert.ok((await fragment(page)).split('&').includes('p=strain'), await fragment(page));
});

pageTest('an impossible pair says what is impossible, and each removal button undoes its part', {}, async (page) => {
  const strain = page.locator('button[data-period="strain"]');
  const culture = page.locator('button[data-theme-filter="culture"]');
  await press(page, strain);
  assert.equal(await culture.getAttribute('data-count'), '0', 'the data now has culture in Strain: choose another pair');
  // A chip that leads nowhere is told as disabled but the address may still ask for the pair.
  await page.evaluate(() => { location.hash = 'p=strain&th=culture'; });
  const removals = page.getByRole('button', { name: /^remove/i }).filter({ visible: true });
  for (const [nth, left] of [[0, 'th=culture'], [1, 'p=strain']]) {
    await page.waitForFunction(() => !document.querySelector('li[data-event]:not([data-out])'));
    const words = page.getByText(/^Nothing is both/).filter({ visible: true }).first();
    await words.waitFor();
    assert.ok(await page.locator('svg#plate [data-year]').first().isVisible(), 'years should remain');
    assert.equal(await removals.count(), 2);
    await removals.nth(nth).click();
    await page.waitForFunction(() => document.querySelector('li[data-event]:not([data-out])'));
    await words.waitFor({ state: 'hidden' });
    await rest(page);
    assert.equal(await fragment(page), left);
    await page.evaluate(() => { location.hash = 'p=strain&th=culture'; });
  }
});

pageTest('“Clear filters” appears only when a filter is set and clears all', { hash: 'p=split&th=nuclear' }, async (page) => {
  const clear = page.getByRole('button', { name: /^clear filters/i }).filter({ visible: true }).first();
  await clear.click();
  await page.waitForFunction(() => !document.querySelector('li[data-event][data-out]'));
  await clear.waitFor({ state: 'hidden' });
  assert.equal(await page.locator(`:is(${CHIPS})[aria-pressed="true"]:visible`).count(), 0);
});
