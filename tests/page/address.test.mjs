// The address: what it keeps, what Back does, and what it forgives.

import assert from 'node:assert/strict';
import { BASE, address, cardShows, fragment, listed, openCard, openPoint, pageTest, ready, rest, span, still, travel } from './harness.mjs';
import { events } from './facts.mjs';

/** Everything a reader can see of a state, for comparing two moments. */
const state = async (page) => ({
  span: await span(page),
  card: await openCard(page),
  listed: await listed(page),
  query: await page.locator('input[type=search]').inputValue(),
  pressed: await page.$$eval('button[aria-pressed="true"]', (bs) => bs.map((b) => b.textContent.replace(/\d+/g, '').trim())),
  theme: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
  plate: await page.evaluate(() => (document.querySelector('svg#plate')?.getClientRects().length ?? 0) > 0),
});

for (const [what, query, hash] of [
  ['an event', '', 'e=secret-speech'],
  ['a span', '', 't=1956-01-01/1961-12-31'],
  ['periods and themes', '', 'p=strain,split&th=ideology'],
  ['a search', '', 'q=treaty'],
  ['the list', '', 'v=list'],
  ['all of it', 'theme=dark&band=even', 'e=khr-beijing-1959&t=1958-06-01/1960-12-31&p=strain&th=third-parties,diplomacy&q=beijing'],
]) {
  pageTest(`a reload restores ${what}`, { query, hash }, async (page) => {
    await rest(page);
    assert.equal(await fragment(page), hash, 'the canonical address is the one that was opened');
    const before = await state(page);
    await page.reload();
    await ready(page);
    assert.deepEqual(await state(page), before);
    assert.equal(await fragment(page), hash);
  });
}

pageTest('what was done by hand survives a reload too', {}, async (page) => {
  await page.locator('button[data-period="split"]').click();
  const at = await openPoint(page, 0.8);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -240);
  await rest(page);
  const before = await state(page);
  await page.reload();
  await ready(page);
  const after = await state(page);
  assert.deepEqual(after, before);
});

pageTest('select, filter, zoom, then Back three times restores the start exactly', {}, async (page) => {
  const start = await state(page);
  const href = await page.evaluate(() => location.href);
  const entries = await page.evaluate(() => history.length);
  await page.locator('svg#plate [data-label="stalin-dies"]').click({ force: true });
  await cardShows(page, 'stalin-dies');
  await rest(page);
  await page.locator('button[data-period="alliance"]').click();
  await rest(page);
  await page.getByRole('button', { name: /zoom in/i }).click();
  await rest(page);
  assert.equal(await page.evaluate(() => history.length), entries + 3);
  const end = await state(page);
  for (let i = 0; i < 3; i += 1) {
    await travel(page);
    await still(page);
  }
  assert.deepEqual(await state(page), start);
  assert.equal(await page.evaluate(() => location.href), href);
  for (let i = 0; i < 3; i += 1) {
    await travel(page, 1);
    await still(page);
  }
  assert.deepEqual(await state(page), end);
});

for (const [what, hash, want] of [
  ['an unknown event', 'e=no-such-event&p=strain', 'p=strain'],
  ['a span that is no span', 't=1956-13-01/soon&p=strain', 'p=strain'],
  ['a span the wrong way round', 't=1961-01-01/1956-01-01&p=strain', 'p=strain'],
  ['an unknown period among known ones', 'p=strain,golden-age', 'p=strain'],
  ['an unknown person', 'w=nobody&p=strain', 'p=strain'],
  ['an unknown theme', 'e=secret-speech&th=cheese', 'e=secret-speech'],
  ['an unknown view', 'v=hologram&p=strain', 'p=strain'],
  ['parts nobody knows', 'zz=1&p=strain&&=&=x&e', 'p=strain'],
  ['broken escapes', 'q=%E0%A4%A&p=strain', 'p=strain'],
]) {
  pageTest(`${what} is ignored and the rest holds`, { goto: false }, async (page) => {
    await page.goto(`${BASE}#${hash}`);
    await ready(page);
    const got = await state(page);
    await page.goto('about:blank');
    await page.goto(address({ hash: want }));
    await ready(page);
    assert.deepEqual(got, await state(page));
  });
}

pageTest('an address typed over the old one is followed', {}, async (page) => {
  await page.evaluate(() => { location.hash = 'e=china-bomb'; });
  await cardShows(page, 'china-bomb');
  await page.evaluate(() => { location.hash = 'p=alliance'; });
  await cardShows(page, null);
  assert.ok((await listed(page)).length < events.length);
});

pageTest('no history call is made while the wheel turns, and one afterwards', {
  prepare: (page) => page.addInitScript(() => {
    globalThis.calls = [];
    globalThis.turns = [];
    for (const name of ['pushState', 'replaceState']) {
      const real = history[name].bind(history);
      history[name] = (...args) => { globalThis.calls.push([name, performance.now()]); return real(...args); };
    }
    addEventListener('wheel', () => globalThis.turns.push(performance.now()), { capture: true, passive: true });
  }),
}, async (page) => {
  const at = await openPoint(page);
  await page.mouse.move(at.x, at.y);
  const turned = async (delta) => {
    await page.evaluate(() => { globalThis.calls = []; globalThis.turns = []; });
    for (let i = 0; i < 12; i += 1) {
      await page.mouse.wheel(0, delta);
      await page.waitForTimeout(16);
    }
    await rest(page);
    return page.evaluate(() => ({ calls: globalThis.calls, turns: globalThis.turns }));
  };
  // A busy machine may let a quarter of a second pass between two turns. That is a rest, after which
  // a call is right, and one that replaces where little was moved: then the wheel is turned again.
  for (let attempt = 1; ; attempt += 1) {
    const { calls, turns } = await turned(attempt % 2 ? -40 : 40);
    for (const [, when] of calls) {
      const last = Math.max(...turns.filter((turn) => turn < when));
      assert.ok(when - last > 230, `a call ${(when - last).toFixed(0)} ms after a turn of the wheel`);
    }
    if (turns.slice(1).some((turn, at) => turn - turns[at] > 230)) {
      assert.ok(attempt < 8, 'the machine never turned the wheel without a rest');
      continue;
    }
    // It also puts several turns into one.
    assert.ok(turns.length >= 3, `${turns.length} turns arrived`);
    assert.deepEqual(calls.map(([name]) => name), ['pushState']);
    break;
  }
});
