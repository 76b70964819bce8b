// The application takes over from the printed page without a flash: on a slow network nothing jumps, no frame is
// blank, and the reader who has begun to read or to move by keyboard stays where he was.

import assert from 'node:assert/strict';
import { dataset } from '../../bench/serve.mjs';
import { DESKTOP, PHONE, TABLET, address, pageTest } from './harness.mjs';

/** A school's network: 1.6 Mbit/s and 150 ms, as in the usual “slow 4G”. */
async function slow(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
}

/** Notes shifts of the layout and, frame by frame, how many letters stand in the window. */
const watch = (page) => page.addInitScript(() => {
  window.shifts = [];
  window.frames = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shifts.push({
        value: entry.value, at: Math.round(entry.startTime), ready: document.documentElement.hasAttribute('data-ready'),
        what: entry.sources.map((s) => `${s.node?.nodeName ?? '?'}.${s.node?.className?.baseVal ?? s.node?.className ?? ''}`),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  // Letters that could be read: at nine places of the window, the text of what is hit.
  const letters = () => {
    let count = 0;
    for (const el of document.querySelectorAll('h1, h2, h3, p, time, text')) {
      const r = el.getBoundingClientRect();
      if (r.width && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth && el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) count += el.textContent.trim().length;
    }
    return count;
  };
  const look = (now) => {
    if (document.body) window.frames.push({ at: Math.round(now), letters: letters(), ready: document.documentElement.hasAttribute('data-ready') });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});

const isReady = (page) => page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 60_000 });

for (const [size, hash] of [[DESKTOP, ''], [TABLET, ''], [PHONE, ''], [DESKTOP, 'e=china-bomb'], [PHONE, 'e=china-bomb']]) {
  const where = `${size.width}×${size.height}${hash && ', with an event in the address'}`;
  pageTest(`nothing jumps and no frame is blank on a slow network at ${where}`, { ...size, goto: false }, async (page) => {
    await watch(page);
    await slow(page);
    await page.goto(address({ hash }), { waitUntil: 'commit' });
    await isReady(page);
    await page.waitForTimeout(2000);
    const { shifts, frames } = await page.evaluate(() => ({ shifts: window.shifts, frames: window.frames }));
    const before = frames.filter((f) => !f.ready && f.letters > 0).length;
    assert.ok(before > 10, `only ${before} frames were seen before the application`);
    const first = frames.findIndex((f) => f.letters > 0);
    const blank = frames.slice(first).filter((f) => f.letters < 40);
    assert.deepEqual(blank, [], 'frames without text');
    const sum = shifts.reduce((total, shift) => total + shift.value, 0);
    assert.ok(sum <= 0.01, `layout shift ${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
  });
}

pageTest('the first part of the page can be read before any other file is there', { goto: false }, async (page) => {
  await page.route('**/*', (route) => (route.request().resourceType() === 'document' ? route.continue() : undefined));
  await page.goto(address(), { waitUntil: 'commit' });
  await page.locator('h1').waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.start-list')).listStyleType), 'none', 'the style sheet is missing');
});

/** The family that the name of the first printed event is set in: the typeface’s own, or the one that stands in for it. */
const family = (page) => page.evaluate(() => getComputedStyle(document.querySelector('.start-list h3')).fontFamily.split(',')[0].replaceAll('"', ''));

pageTest('typefaces that come late do not change the printed page, and the application has them', { goto: false }, async (page) => {
  await watch(page);
  const go = await held(page);
  let come;
  const gate = new Promise((done) => { come = done; });
  await page.route('**/*.woff2', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(address(), { waitUntil: 'commit' });
  await page.locator('.start-list h3').first().waitFor();
  assert.equal(await family(page), 'Serif until loaded');
  come();
  await page.waitForFunction(() => document.fonts.check('1em "Brygada 1918"') || performance.now() > 5000);
  await page.waitForTimeout(300);
  assert.equal(await family(page), 'Serif until loaded');
  assert.deepEqual(await page.evaluate(() => window.shifts), []);
  go();
  await isReady(page);
  await page.waitForFunction(() => document.fonts.check('1em "Brygada 1918"'));
  assert.match(await page.evaluate(() => getComputedStyle(document.querySelector('#events')).fontFamily), /^"Brygada 1918"/);
});

pageTest('typefaces that are there in time are those of the printed page', { goto: false }, async (page) => {
  const go = await held(page);
  // However busy the machine is, they come before the page is tired of waiting.
  await page.addInitScript(() => {
    const [timeout, frame] = [setTimeout, requestAnimationFrame];
    window.setTimeout = (then, ms, ...more) => timeout(then, 20 * ms, ...more);
    window.requestAnimationFrame = (then) => timeout(() => frame(then), 2000);
  });
  await page.goto(address(), { waitUntil: 'commit' });
  await page.locator('.start-list h3').first().waitFor();
  assert.equal(await family(page), 'Brygada 1918');
  assert.ok(await page.evaluate(() => document.fonts.check('1em "Brygada 1918"')));
  go();
  await isReady(page);
});

pageTest('who asked for a dataset that cannot be shown has the page in its typefaces, however late they come', { goto: false, allow: [/lost\.json/] }, async (page) => {
  await page.route('**/*.woff2', async (route) => {
    await new Promise((done) => { setTimeout(done, 600); });
    await route.continue();
  });
  await page.goto(address({ query: 'data=lost.json' }), { waitUntil: 'commit' });
  await page.waitForSelector('html[data-refused]', { state: 'attached' });
  await page.locator('.start-list h3').first().waitFor();
  assert.equal(await family(page), 'Brygada 1918');
});

pageTest('who has no application has the page in its typefaces, however late they come', { goto: false, allow: [/_bg\.wasm/] }, async (page) => {
  await page.route('**/*_bg.wasm', (route) => route.abort());
  await page.route('**/*.woff2', async (route) => {
    await new Promise((done) => { setTimeout(done, 600); });
    await route.continue();
  });
  await page.goto(address(), { waitUntil: 'commit' });
  await page.getByText('The interactive plate could not start.').waitFor();
  assert.equal(await family(page), 'Brygada 1918');
  await page.waitForFunction(() => document.fonts.check('1em "Brygada 1918"'));
});

/** Holds the program back until the test says so. */
async function held(page) {
  let go;
  const gate = new Promise((done) => { go = done; });
  await page.route(/_bg\.wasm(\?|$)/, async (r) => {
    await gate;
    await r.continue();
  });
  return go;
}

pageTest('who waits longer than a moment is told that the plate is coming, and nothing moves for it', { goto: false }, async (page) => {
  await watch(page);
  const go = await held(page);
  await page.goto(address(), { waitUntil: 'commit' });
  const note = page.getByRole('status').filter({ hasText: 'The interactive plate is loading.' });
  await note.waitFor();
  assert.ok(await page.evaluate(() => performance.now()) >= 300);
  go();
  await isReady(page);
  await note.waitFor({ state: 'detached' });
  assert.deepEqual(await page.evaluate(() => window.shifts.filter((shift) => !shift.ready)), []);
});

pageTest('who waits for a dataset of their own is told that what stands there meanwhile is another', { goto: false }, async (page) => {
  let go;
  const gate = new Promise((done) => { go = done; });
  await page.route('**/mine.json', async (r) => {
    await gate;
    await r.fulfill({ json: dataset(100) });
  });
  await page.goto(address({ query: 'data=mine.json' }), { waitUntil: 'commit' });
  const note = page.getByText('The events of “mine.json” are on their way. Until they are here, this page shows its own.');
  await note.waitFor();
  go();
  await isReady(page);
  await note.waitFor({ state: 'detached' });
});

/** How many events of the printed list are not laid out. */
const waiting = (page) => page.$$eval('.start-list h3', (all) => all.filter((title) => !title.checkVisibility({ contentVisibilityAuto: true })).length);

for (const [act, move] of [
  ['turns the wheel', async (page) => { await page.mouse.move(180, 400); await page.mouse.wheel(0, 200); }],
  ['goes to the end', (page) => page.keyboard.press('End')],
]) {
  pageTest(`until somebody ${act} only what is in view of the printed list is laid out, and then all of it`, { ...PHONE, goto: false }, async (page) => {
    await held(page);
    await page.goto(address(), { waitUntil: 'commit' });
    await page.waitForSelector('main.start');
    await page.evaluate(() => document.fonts.ready);
    assert.ok(await waiting(page) > 80, `${await waiting(page)} wait`);
    await move(page);
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-untouched'));
    assert.equal(await waiting(page), 0);
  });
}

pageTest('who comes by the address of an event finds all of the printed list laid out', { ...PHONE, goto: false }, async (page) => {
  await held(page);
  await page.goto(address({ hash: 'e=china-bomb' }), { waitUntil: 'commit' });
  await page.waitForSelector('main.start');
  assert.equal(await waiting(page), 0);
});

for (const size of [DESKTOP, TABLET, PHONE]) {
  pageTest(`who reads in the printed list reads on at the same place at ${size.width}×${size.height}`, { ...size, goto: false }, async (page) => {
    const go = await held(page);
    await page.goto(address());
    const id = 'lushan-1959';
    // Who moves by an act of their own has all of the list laid out before.
    await page.mouse.move(size.width / 2, size.height / 2);
    await page.mouse.wheel(0, 40);
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-untouched'));
    await page.locator(`li[data-event="${id}"]`).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 160);
    await page.waitForTimeout(300);
    const old = await page.locator(`li[data-event="${id}"]`).evaluate((li) => li.getBoundingClientRect().top);
    assert.ok(old > 0 && old < size.height, `the test has scrolled ${id} out of sight`);
    go();
    await isReady(page);
    await page.waitForTimeout(600);
    // In the list or on the plate, wherever its name can be read.
    const tops = await page.evaluate((event) => [...document.querySelectorAll(`li[data-event="${event}"] :is(h2, h3, time), [data-label="${event}"]`)]
      .filter((el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && el.getClientRects().length)
      .map((el) => Math.round(el.getBoundingClientRect().top)), id);
    const nearest = Math.min(...tops.map((top) => Math.abs(top - old)));
    assert.ok(nearest <= 40, `${id} stood at ${Math.round(old)} px and stands at ${tops} px`);
  });
}

pageTest('the focus on an event before the swap is on the same event after it', { goto: false }, async (page) => {
  const go = await held(page);
  await page.goto(address());
  await page.locator('li[data-event]').first().waitFor();
  const on = () => page.evaluate(() => document.activeElement?.closest('li[data-event]')?.dataset.event ?? null);
  await page.evaluate(() => document.getElementById('e=china-bomb').querySelector('a, summary, button, [tabindex]')?.focus());
  assert.equal(await on(), 'china-bomb', 'nothing in the printed event takes the focus');
  go();
  await isReady(page);
  await page.waitForTimeout(600);
  assert.equal(await on(), 'china-bomb');
});

pageTest('an event that the address names before the swap is open after it, at no new entry of the history', { goto: false }, async (page) => {
  const go = await held(page);
  await page.goto(address());
  await page.evaluate(() => { location.hash = 'e=china-bomb'; });
  const entries = await page.evaluate(() => history.length);
  go();
  await isReady(page);
  await page.waitForSelector('#card[data-event="china-bomb"]');
  assert.equal(await page.evaluate(() => history.length), entries);
  assert.equal(await page.evaluate(() => decodeURIComponent(location.hash)), '#e=china-bomb');
});
