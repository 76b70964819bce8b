// The phone layout: the page itself is the time axis.

import assert from 'node:assert/strict';
import { PHONE, cardShows, fingers, goHash, pageTest, readPlate, travel } from './harness.mjs';
import { inTime } from './facts.mjs';

const phone = { ...PHONE, touch: true };

pageTest('every event is a row of at least 44 px, in order and below one another', phone, async (page) => {
  const rows = await page.$$eval('li[data-event]', (lis) => lis.map((li) => { const r = (li.querySelector('a') ?? li).getBoundingClientRect(); return { id: li.dataset.event, top: r.top, height: r.height, left: r.left, right: r.right }; }));
  assert.deepEqual(rows.map((r) => r.id), inTime);
  rows.forEach((r, i) => {
    assert.ok(r.height >= 43.9, `${r.id} is ${r.height} px high`);
    assert.ok(r.left >= 0 && r.right <= PHONE.width + 0.5, `${r.id} leaves the screen`);
    if (i) assert.ok(r.top >= rows[i - 1].top + rows[i - 1].height - 0.5, `${r.id} lies over ${rows[i - 1].id}`);
  });
});

pageTest('a year is at least 48 px, and the page says that years are stretched', phone, async (page) => {
  const years = await page.$$eval('[data-year]', (ys) => ys.map((y) => [Number(y.dataset.year), y.getBoundingClientRect().top]));
  assert.deepEqual(years.map(([y]) => y), Array.from({ length: 25 }, (_, i) => 1945 + i));
  for (let i = 1; i < years.length; i += 1) assert.ok(years[i][1] - years[i - 1][1] >= 47.9, `${years[i - 1][0]} is ${years[i][1] - years[i - 1][1]} px`);
  await page.getByText(/years stretched to fit/i).first().waitFor({ state: 'visible' });
});

pageTest('a mark stands level with its row', phone, async (page) => {
  const { marks } = await readPlate(page);
  const rows = new Map(await page.$$eval('li[data-event]', (lis) => lis.map((li) => { const r = (li.querySelector('a') ?? li).getBoundingClientRect(); return [li.dataset.event, [r.top, r.bottom]]; })));
  assert.equal(marks.length, inTime.length);
  for (const m of marks) {
    const [top, bottom] = rows.get(m.id);
    assert.ok(m.y >= top - 1 && m.y <= bottom + 1, `${m.id}: mark at ${m.y}, row from ${top} to ${bottom}`);
  }
});

pageTest('the page scrolls under the finger and nothing zooms', { ...phone, chromium: 'Firefox’s driver does not scroll by fingers' }, async (page) => {
  await fingers(page, [[[200, 650], [200, 150]]]);
  await page.waitForFunction(() => scrollY > 300);
  assert.equal(await page.evaluate(() => location.hash), '', 'the swipe selected something');
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
});

pageTest('a tap opens the sheet over the lower part, and the row stays in sight', phone, async (page) => {
  const row = page.locator('li[data-event="secret-speech"] a').first();
  await row.scrollIntoViewIfNeeded();
  await row.tap();
  await cardShows(page, 'secret-speech');
  await page.waitForTimeout(500);
  const card = await page.locator('#card').boundingBox();
  const it = await row.boundingBox();
  assert.ok(card.y > PHONE.height * 0.4 && card.y + card.height >= PHONE.height - 1, `sheet from ${card.y} to ${card.y + card.height}`);
  assert.ok(it.y >= 0 && it.y + it.height <= card.y + 1, `row from ${it.y} to ${it.y + it.height}, sheet from ${card.y}`);
});

pageTest('an address that names an event opens with its row in sight above the sheet', { ...phone, hash: 'e=secret-speech' }, async (page) => {
  await cardShows(page, 'secret-speech');
  await page.waitForTimeout(500);
  const card = await page.locator('#card').boundingBox();
  const row = await page.locator('li[data-event="secret-speech"] a').first().boundingBox();
  assert.ok(row.y >= 0 && row.y + row.height <= card.y + 1, `row from ${row.y}, sheet from ${card.y}`);
});

pageTest('Back closes the sheet, and Earlier and Later walk on', phone, async (page) => {
  const row = page.locator('li[data-event="secret-speech"] a').first();
  await row.tap();
  await cardShows(page, 'secret-speech');
  const later = page.locator('#card').getByRole('button', { name: /later|next/i });
  assert.ok((await later.boundingBox()).height >= 43.9);
  await later.tap();
  const next = inTime[inTime.indexOf('secret-speech') + 1];
  await cardShows(page, next);
  await travel(page);
  await cardShows(page, 'secret-speech');
  await travel(page);
  await cardShows(page, null);
});

pageTest('chips are 44 px high and their row scrolls by itself', phone, async (page) => {
  const chips = await page.$$eval('button[data-period]', (bs) => bs.map((b) => b.getBoundingClientRect().height));
  assert.ok(chips.length >= 3);
  for (const h of chips) assert.ok(h >= 43.9, `chip of ${h} px`);
  await page.locator('button[data-period="split"]').tap();
  await page.waitForFunction(() => document.querySelector('li[data-event][data-out]'));
  const shown = await page.$$eval('li[data-event]', (lis) => lis.filter((li) => li.getClientRects().length && !li.hasAttribute('data-out')).length);
  assert.equal(shown, Number(49));
});

pageTest('turned on its side the phone shows the plate with the same selection', { ...phone, hash: 'e=secret-speech' }, async (page) => {
  await cardShows(page, 'secret-speech');
  await page.setViewportSize({ width: 740, height: 360 });
  await page.waitForFunction(() => document.querySelector('svg#plate [data-mark="secret-speech"]')?.getClientRects().length);
  await cardShows(page, 'secret-speech');
  await page.setViewportSize({ width: PHONE.width, height: PHONE.height });
  await goHash(page, 'e=secret-speech');
  assert.ok((await page.$$('li[data-event]')).length === inTime.length);
});
