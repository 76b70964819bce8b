// Marks that stand for several events.

import assert from 'node:assert/strict';
import { cardShows, goHash, pageTest, readPlate, rest, span, still } from './harness.mjs';
import { byId, dayNumber, dayOf, events, laneOf } from './facts.mjs';

/** The marks that stand for more than one event. */
const clusters = async (page) => (await readPlate(page)).marks.filter((m) => m.cluster > 1);

pageTest('a cluster stands for its own event and the next ones of its lane', {}, async (page) => {
  const { marks, frame } = await readPlate(page);
  const perDay = frame.width / (dayNumber('1970-01-01') - dayNumber('1945-01-01'));
  for (const m of marks.filter((c) => c.cluster > 1)) {
    const lane = laneOf(byId.get(m.id)) === 'middle' ? 'south' : laneOf(byId.get(m.id));
    // All members lie in its bin of 24 px or in the one that joined it.
    const near = events.filter((e) => (laneOf(e) === 'middle' ? 'south' : laneOf(e)) === lane
      && Math.abs(dayOf(e.id) - dayOf(m.id)) * perDay <= 48);
    assert.ok(near.length >= m.cluster, `${m.id} counts ${m.cluster}, but only ${near.length} events are near`);
  }
});

pageTest('activating a cluster without a flag separates it or lists its events', {}, async (page) => {
  const plate = await readPlate(page);
  const named = new Set(plate.labels.map((l) => l.id));
  const bare = plate.marks.filter((m) => m.cluster > 1 && !named.has(m.id));
  assert.ok(bare.length > 0, 'no cluster without a flag on the whole span');
  const it = bare[Math.floor(bare.length / 2)];
  await page.mouse.click(it.x, it.y);
  await still(page);
  const list = page.getByRole('dialog').filter({ visible: true });
  if (await list.count()) {
    assert.equal(await list.getByRole('link').count(), it.cluster);
    return;
  }
  const after = await readPlate(page);
  assert.ok(dayNumber(after.to) - dayNumber(after.from) < dayNumber(plate.to) - dayNumber(plate.from), 'the view did not come nearer');
  const [a, b] = [dayNumber(after.from), dayNumber(after.to) + 1];
  const lane = laneOf(byId.get(it.id));
  const now = after.marks.filter((m) => laneOf(byId.get(m.id)) === lane && dayOf(m.id) >= a && dayOf(m.id) < b);
  assert.ok(now.length > 1, 'its members still stand in one mark');
});

pageTest('the "+n" of a flag is part of it: pressing the flag selects its event', {}, async (page) => {
  const plate = await readPlate(page);
  const it = plate.labels.find((l) => /\+\d+/.test(l.text) && l.left > plate.frame.left + 100);
  assert.ok(it, 'no flag with a count');
  await page.mouse.click((it.left + it.right) / 2, (it.top + it.bottom) / 2);
  await cardShows(page, it.id);
});

pageTest('at the nearest zoom nothing is left in a cluster that cannot be reached', {}, async (page) => {
  // The day of the treaty: three acts on one date.
  await goHash(page, 't=1950-01-20/1950-03-10');
  const left = await clusters(page);
  for (const m of left) {
    // The count of a flagged mark stands in its flag.
    const n = page.locator(`svg#plate [data-label="${m.id}"] .n`);
    const box = await n.count() ? await n.boundingBox() : { x: m.x - 1, y: m.y - 1, width: 2, height: 2 };
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await still(page);
    const list = page.getByRole('dialog').filter({ visible: true });
    assert.equal(await list.count(), 1, `${m.id} stands for ${m.cluster} events and lists none`);
    await page.keyboard.press('Escape');
    await still(page);
  }
  const { marks } = await readPlate(page);
  const inside = events.filter((e) => dayOf(e.id) >= dayNumber('1950-01-20') && dayOf(e.id) <= dayNumber('1950-03-10'));
  assert.equal(marks.reduce((n, m) => n + m.cluster, 0), inside.length);
  await rest(page);
  assert.equal((await span(page)).from, '1950-01-20');
});
