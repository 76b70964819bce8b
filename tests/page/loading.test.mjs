// What a reader gets on opening the page, before touching anything.

import assert from 'node:assert/strict';
import { BASE, DESKTOP, FRAME, LAPTOP, TABLET, fragment, near, pageTest, readPlate, span } from './harness.mjs';
import { events, headlines, inTime } from './facts.mjs';

pageTest('the whole span is shown and the address stays bare', {}, async (page) => {
  assert.deepEqual(await span(page).then(({ from, to }) => [from, to]), ['1945-01-01', '1969-12-31']);
  assert.equal(await fragment(page), '');
});

for (const [size, query] of [[DESKTOP, ''], [LAPTOP, ''], [TABLET, ''], [FRAME, 'embed=1']]) {
  pageTest(`the first drawing fills its room at ${size.width}×${size.height}`, { ...size, query }, async (page) => {
    const [drawing, room] = await page.evaluate(() => ['svg#plate', '.plate-area'].map((s) => document.querySelector(s).getBoundingClientRect().width));
    near(drawing, room, 1, 'width of the plate');
    assert.ok(room > size.width * 0.9, `the room is ${room} px wide`);
    const { frame } = await readPlate(page);
    assert.ok(frame.right > size.width * 0.9, `the frame ends at ${frame.right} px`);
  });
}

pageTest('the list holds every event once, in time order, with its date', {}, async (page) => {
  const items = await page.$$eval('ol > li[data-event]', (lis) => lis.map((li) => [
    li.dataset.event, li.id, li.querySelector('time')?.getAttribute('datetime') ?? '']));
  assert.deepEqual(items.map(([id]) => id), inTime);
  for (const [id, anchor, datetime] of items) {
    assert.equal(anchor, `e=${id}`);
    assert.match(datetime, /^\d{4}(-\d{2}(-\d{2})?)?$/, id);
  }
});

pageTest('nothing is asked of another server', { hash: 'e=secret-speech' }, async (page) => {
  const origin = new URL(BASE).origin;
  const strangers = page.requests.filter((u) => !u.startsWith(origin) && !/^(data|blob):/.test(u));
  assert.deepEqual(strangers, []);
  assert.ok(page.requests.length <= 10, `${page.requests.length} requests for the first view:\n${page.requests.join('\n')}`);
});

for (const [size, query, least] of [[DESKTOP, '', 21], [LAPTOP, '', 19], [TABLET, '', 18], [FRAME, 'embed=1', 8]]) {
  pageTest(`at least ${least} headlines are named at ${size.width}×${size.height}, the boundaries among them`, { ...size, query }, async (page) => {
    const plate = await readPlate(page);
    const named = new Set(plate.labels.map((l) => l.id));
    const missing = headlines.filter((id) => !named.has(id));
    assert.ok(headlines.length - missing.length >= least, `unnamed: ${missing}`);
    for (const id of ['secret-speech', 'specialists-withdrawn']) assert.ok(named.has(id), `${id} has no flag`);
    const marks = new Set(plate.marks.map((m) => m.id));
    assert.deepEqual(headlines.filter((id) => !marks.has(id)), [], 'headlines without a mark');
  });
}

pageTest('a cluster counts its members: together they are all the events', {}, async (page) => {
  const { marks } = await readPlate(page);
  assert.ok(marks.some((m) => m.cluster > 1), 'no cluster on the whole span');
  assert.equal(marks.reduce((n, m) => n + m.cluster, 0), events.length);
});

pageTest('the plate stays light: at most 200 marks', {}, async (page) => {
  const { marks } = await readPlate(page);
  assert.ok(marks.length > 30 && marks.length <= 200, `${marks.length} marks`);
});
