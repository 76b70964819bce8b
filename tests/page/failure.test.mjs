// What a reader gets when something is broken: the program, the dataset, or a dataset of their own.

import assert from 'node:assert/strict';
import { data, events, inTime } from './facts.mjs';
import { address, listed, pageTest, readPlate, ready } from './harness.mjs';

/** What the readable page must hold without the program. */
async function readable(page) {
  const items = await page.$$eval('ol > li[data-event]', (lis) => lis.map((li) => ({
    id: li.dataset.event, time: li.querySelector('time')?.textContent.trim() ?? '', words: li.textContent.trim().split(/\s+/).length,
    seen: li.getClientRects().length > 0 && li.getBoundingClientRect().height > 10,
  })));
  assert.deepEqual(items.map((i) => i.id), inTime);
  for (const i of items) {
    assert.ok(i.seen, `${i.id} cannot be seen`);
    assert.match(i.time, /19\d\d/, i.id);
    assert.ok(i.words > 12, `${i.id} has ${i.words} words: its text is missing`);
  }
}

pageTest('with WebAssembly blocked a plain sentence stands above all events', {
  ready: false, allow: [/\.wasm/, /WebAssembly|Failed to fetch|ERR_FAILED/i],
  prepare: (page) => page.route(/\.wasm(\?|$)/, (r) => r.abort()),
}, async (page) => {
  await page.getByText('The interactive plate could not start.').filter({ visible: true }).first().waitFor();
  await readable(page);
  assert.equal(await page.locator('html[data-ready]').count(), 0);
});

pageTest('with WebAssembly blocked the address of a lesson leads to the sentence and all events as well', {
  ready: false, hash: 'v=quiz', allow: [/\.wasm/, /WebAssembly|Failed to fetch|ERR_FAILED/i],
  prepare: (page) => page.route(/\.wasm(\?|$)/, (r) => r.abort()),
}, async (page) => {
  await page.getByText('The interactive plate could not start.').filter({ visible: true }).first().waitFor();
  await readable(page);
});

pageTest('where the lessons cannot come the timeline stays', {
  allow: [/lesson-.*\.wasm/, /WebAssembly|Failed to fetch|ERR_FAILED/i],
  prepare: (page) => page.route(/lesson-[^/]*\.wasm(\?|$)/, (r) => r.abort()),
}, async (page) => {
  await page.evaluate(() => { location.hash = 'v=quiz'; });
  await page.waitForSelector('html:not([data-lesson])', { state: 'attached' });
  assert.ok(await page.locator('#plate').isVisible());
});

pageTest('with WebAssembly missing on the server it is the same', {
  ready: false, allow: [/\.wasm/, /WebAssembly|404|Failed to load|MIME|TypeError/i],
  prepare: (page) => page.route(/\.wasm(\?|$)/, (r) => r.fulfill({ status: 404, body: 'not here' })),
}, async (page) => {
  await page.getByText('The interactive plate could not start.').filter({ visible: true }).first().waitFor();
  await readable(page);
});

pageTest('with scripts switched off all events can be read in order', { script: false, allow: [/\.js csp$/] }, async (page) => {
  await readable(page);
  const items = await page.locator('ol > li[data-event]').count();
  assert.equal(items, events.length);
});

pageTest('a link to an event works before the program starts', {
  ready: false, hash: 'e=china-bomb', allow: [/\.wasm/, /WebAssembly|Failed to fetch|ERR_FAILED/i],
  prepare: (page) => page.route(/\.wasm(\?|$)/, (r) => r.abort()),
}, async (page) => {
  await page.getByText('The interactive plate could not start.').first().waitFor();
  const { top } = await page.locator('li[data-event="china-bomb"]').evaluate((li) => ({ top: li.getBoundingClientRect().top }));
  assert.ok(top > -5 && top < 900, `the event stands at ${top} px`);
});

for (const [what, query, pattern, file] of [
  ['the dataset of the page', '', /\/data\/timeline[^/]*\.json/, 'data/timeline.json'],
  ['a dataset of the reader', 'data=mine.json', /\/mine\.json/, 'mine.json'],
]) {
  pageTest(`${what} that is not there is named, and there is a way on`, {
    query, ready: false, allow: [pattern, /404/], prepare: (page) => page.route(pattern, (r) => r.fulfill({ status: 404, body: 'not here' })),
  }, async (page) => {
    const alert = page.getByRole('alert').filter({ visible: true }).first();
    await alert.waitFor();
    assert.ok((await alert.innerText()).includes(file), await alert.innerText());
    assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
    await page.unroute(pattern);
    await page.getByRole('link', { name: /own data/i }).click();
    await ready(page);
    assert.equal((await listed(page)).length, events.length);
  });
}

/** A copy of the dataset with something broken in it, served at its own path. */
const broken = (mend, body) => ({
  query: 'data=mine.json',
  prepare: (page) => page.route('**/mine.json', (r) => {
    const copy = structuredClone(data);
    if (mend) mend(copy);
    return r.fulfill({ contentType: 'application/json', body: body ?? JSON.stringify(copy) });
  }),
});

pageTest('an event with a wrong date is named with its field, and the rest is shown', broken((d) => { d.events[17].date = '1956-02-31'; }), async (page) => {
  const notice = await page.locator('[data-notice]').filter({ visible: true }).first().innerText();
  assert.ok(notice.includes('mine.json'), notice);
  assert.ok(notice.includes(data.events[17].id), notice);
  assert.match(notice, /\bdate\b/);
  const left = await listed(page, true);
  assert.equal(left.length, events.length - 1);
  assert.ok(!left.includes(data.events[17].id));
  assert.ok((await readPlate(page)).marks.length > 20);
});

pageTest('several problems are all told, and none is told twice', broken((d) => {
  d.events[3].kind = 'sorcery';
  d.events[8].themes = ['cheese'];
  d.events[20].significance = 9;
}), async (page) => {
  const notice = await page.locator('[data-notice]').filter({ visible: true }).first();
  await notice.evaluate((n) => n.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const text = await notice.innerText();
  for (const [n, field] of [[3, 'kind'], [8, 'themes'], [20, 'significance']]) {
    assert.ok(text.includes(data.events[n].id) && text.includes(field), `${data.events[n].id} ${field}: ${text}`);
  }
  assert.equal(await notice.locator('[data-problem]').count(), 3);
  assert.ok((await listed(page, true)).length >= events.length - 3);
});

for (const [what, body] of [['no JSON at all', '<!doctype html><p>Sorry'], ['an empty object', '{}'], ['nothing', '']]) {
  pageTest(`a dataset that is ${what} is refused in words`, { ...broken(null, body), ready: false }, async (page) => {
    const notice = page.locator('[data-notice]').filter({ visible: true }).first();
    await notice.waitFor();
    const text = await notice.innerText();
    assert.ok(text.includes('mine.json'), text);
    assert.ok(text.length < 600 && !/panicked|unwrap|undefined|\[object/.test(text), text);
  });
}

pageTest('a dataset of another origin is not fetched', { goto: false }, async (page) => {
  await page.goto(address({ query: 'data=//example.org/mine.json' }));
  await ready(page);
  assert.ok(!page.requests.some((u) => new URL(u).hostname === 'example.org'), `${page.requests}`);
  assert.equal((await listed(page)).length, events.length);
});
