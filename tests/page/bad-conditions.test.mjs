// Conditions that no author wants and every school has: a program that arrives broken, storage that throws, a dataset
// of 51 MB, an address of 100 kB. The content stays readable, one calm sentence says what is missing, and no error
// is left uncaught. What is merely missing is tested in failure.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { data, inTime } from './facts.mjs';
import { BASE, address, browser, cardShows, listed, pageTest, readPlate, ready } from './harness.mjs';
import { DIST, serve } from './matrix/server.mjs';

const NOT_STARTED = 'The interactive plate could not start. The events are below.';

/** Notes what nobody caught. What a listener of the page has answered (preventDefault) was caught. */
const watch = (page) => page.addInitScript(() => {
  window.uncaught = [];
  const note = (e) => setTimeout(() => { if (!e.defaultPrevented) window.uncaught.push(`${e.type}: ${e.message ?? e.reason}`); });
  addEventListener('unhandledrejection', note);
  addEventListener('error', (e) => { if (e.target === window) note(e); }, true);
});
const nothingUncaught = async (page) => assert.deepEqual(await page.evaluate(() => window.uncaught), []);

/** Every event can be seen and read, in order of time. */
async function readable(page) {
  const items = await page.$$eval('ol > li[data-event]', (lis) => lis.filter((li) => li.getClientRects().length && li.getBoundingClientRect().height > 10)
    .map((li) => ({ id: li.dataset.event, text: li.textContent })));
  assert.deepEqual(items.map((item) => item.id), inTime);
  const text = new Map(items.map((item) => [item.id, item.text]));
  for (const event of data.events) {
    assert.ok(text.get(event.id).includes(event.title) && text.get(event.id).includes(event.text), event.id);
  }
}

/** The sentence is there once, short, and in words. */
async function saysOnce(page, pattern) {
  const said = page.getByText(pattern).filter({ visible: true });
  await said.first().waitFor();
  assert.equal(await said.count(), 1);
  const text = (await said.innerText()).trim();
  assert.ok(text.length < 200, text);
  assert.doesNotMatch(text, /panic|undefined|\[object|TypeError|RuntimeError|!/, text);
}

/** The file in dist/ whose name begins and ends so. */
const fileOf = (begin, end) => readdirSync(DIST).find((name) => name.startsWith(begin) && name.endsWith(end));
const wasm = readFileSync(DIST + fileOf('app-', '_bg.wasm'));

const broken = (pattern, answer) => async (page) => {
  await watch(page);
  await page.route(pattern, (r) => r.fulfill(answer));
};

for (const [what, body] of [
  ['cut off in the middle', wasm.subarray(0, wasm.length >> 1)],
  ['a page of the school’s filter', Buffer.from('<!doctype html><title>Blocked</title>')],
  ['empty', Buffer.alloc(0)],
]) {
  pageTest(`with a program that is ${what}, all events can be read under one sentence`, {
    ready: false, allow: [/wasm|WebAssembly/i], prepare: broken(/_bg\.wasm(\?|$)/, { contentType: 'application/wasm', body }),
  }, async (page) => {
    await saysOnce(page, NOT_STARTED);
    await readable(page);
    await nothingUncaught(page);
  });
}

pageTest('with the program’s script missing, all events can be read under one sentence', {
  ready: false, allow: [/404/, /app-[0-9a-f]+\.js/], prepare: broken(/app-[0-9a-f]+\.js(\?|$)/, { status: 404, body: 'not here' }),
}, async (page) => {
  await saysOnce(page, NOT_STARTED);
  await readable(page);
  await nothingUncaught(page);
});

pageTest('with the start script missing the timeline works all the same', {
  hash: 'e=china-bomb',
  prepare: async (page) => {
    await watch(page);
    await page.route((url) => url.href.startsWith(BASE) && url.pathname.endsWith('/'), async (route) => {
      const answer = await route.fetch();
      const whole = await answer.text();
      const without = whole.replace(/<script>[^]*?<\/script>/, '');
      assert.ok(without.length < whole.length, 'the page holds no start script');
      await route.fulfill({ response: answer, body: without });
    });
  },
}, async (page) => {
  await cardShows(page, 'china-bomb');
  assert.ok((await readPlate(page)).marks.length > 20);
  assert.equal((await listed(page, true)).length, data.events.length);
  // Nothing stands twice: the printed list is gone, though the script that takes it away is.
  assert.equal(await page.locator('[id="e=china-bomb"]').count(), 1);
  assert.equal(await page.locator('.start').filter({ visible: true }).count(), 0);
  await nothingUncaught(page);
});

for (const [what, spoil] of [
  ['throws when it is touched', () => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
  }],
  ['is full', () => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  }],
  ['is not there', () => { Object.defineProperty(window, 'localStorage', { value: null }); }],
]) {
  pageTest(`with storage that ${what} everything works`, {
    hash: 'e=secret-speech',
    prepare: async (page) => {
      await watch(page);
      await page.addInitScript(spoil);
    },
  }, async (page) => {
    await cardShows(page, 'secret-speech');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('l');
    // The choice that would be remembered is made, for now.
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.waitForSelector('html[data-theme="dark"]', { state: 'attached' });
    assert.equal((await listed(page)).length, data.events.length);
    await nothingUncaught(page);
  });
}

for (const [what, time] of [['forty years behind', '1986-03-01T12:00:00Z'], ['at its beginning', '1970-01-01T00:00:00Z'], ['a century ahead', '2126-01-01T00:00:00Z']]) {
  pageTest(`with a clock ${what} the timeline is the same`, {
    hash: 'e=secret-speech',
    prepare: async (page) => {
      await watch(page);
      await page.clock.setSystemTime(new Date(time));
    },
  }, async (page) => {
    assert.equal(await page.evaluate(() => new Date().getUTCFullYear()), new Date(time).getUTCFullYear(), 'the clock is wrong as it should be');
    await cardShows(page, 'secret-speech');
    assert.equal((await listed(page)).length, data.events.length);
    assert.match(await page.locator('#card').innerText(), /25 February 1956/);
    await nothingUncaught(page);
  });
}

const text = readFileSync(`${DIST}data/timeline.json`, 'utf8');
for (const [what, body] of [
  ['cut off in the middle', text.slice(0, text.length >> 1)],
  ['a page of the school’s filter', '<!doctype html><title>Blocked</title>'],
  ['a list', '[]'],
  ['nested ten thousand deep', '['.repeat(10_000)],
]) {
  pageTest(`with its dataset ${what}, the printed events stay and one sentence says what is missing`, {
    ready: false, prepare: broken(/\/data\/timeline[^/]*\.json/, { contentType: 'application/json', body }),
  }, async (page) => {
    const alert = page.getByRole('alert').filter({ visible: true });
    await alert.first().waitFor();
    assert.equal(await alert.count(), 1);
    const said = await page.locator('.failed').innerText();
    assert.ok(said.includes('data/timeline.json') && said.length < 700, said);
    assert.doesNotMatch(said, /panic|undefined|\[object|RuntimeError/);
    await readable(page);
    await nothingUncaught(page);
  });
}

/** 51 MB of JSON that begins well: written while it is asked for, so that no disk holds it. */
function large(response) {
  const part = Buffer.alloc(1 << 20, ' ');
  let left = 51;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"title":"large","events":[');
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(part)) {
        response.once('drain', more);
        return;
      }
    }
    response.end(']}');
  };
  more();
}

for (const [what, at, query] of [['the reader’s dataset', '/large.json', '?data=large.json'], ['the page’s dataset', '/data/timeline.json', '']]) {
  test(`when ${what} has 51 MB it is refused in a sentence, and the printed events stay`, { timeout: 120_000 }, async () => {
    const site = await serve({ pages: { [at]: large } });
    const page = await (await browser()).newPage();
    try {
      const thrown = [];
      page.on('pageerror', (error) => thrown.push(error.message));
      await watch(page);
      await page.goto(site.address + query);
      const alert = page.getByRole('alert').filter({ visible: true });
      await alert.first().waitFor({ timeout: 60_000 });
      assert.equal(await alert.count(), 1);
      const said = await alert.innerText();
      assert.ok(said.includes(at.slice(1)) && said.includes('50 MB'), said);
      await readable(page);
      await nothingUncaught(page);
      assert.deepEqual(thrown, []);
    } finally {
      await page.close();
      await site.close();
    }
  });
}

/** Fragments of 100 kB, each attacking another part of the grammar. */
const LONG = 100_000;
for (const [what, hash] of [
  ['one letter', 'x'.repeat(LONG)],
  ['a search', `q=${'Хрущёв '.repeat(LONG / 7)}`],
  ['ampersands', '&'.repeat(LONG)],
  ['periods', `p=${'strain,'.repeat(LONG / 7)}`],
  ['broken escapes', `q=${'%'.repeat(LONG)}`],
  ['digits of a span', `t=${'9'.repeat(LONG / 2)}/${'9'.repeat(LONG / 2)}`],
  ['an event', `e=${'secret-speech'.repeat(LONG / 13)}`],
]) {
  pageTest(`a fragment of 100 kB of ${what} is read or ignored`, { hash, prepare: watch }, async (page) => {
    assert.equal((await listed(page, true)).length, data.events.length);
    assert.ok(await page.getByRole('heading', { level: 1 }).first().isVisible());
    assert.equal(await page.getByRole('alert').filter({ visible: true }).count(), 0);
    // It still answers.
    await page.evaluate(() => { location.hash = 'e=china-bomb'; });
    await cardShows(page, 'china-bomb');
    await nothingUncaught(page);
  });
}

for (const query of [
  'embed=1&embed=0&embed[]=2&theme=constructor&size=-1&size=1e999&band=__proto__&lang=../../etc',
  'theme=%00%ff%fe&size=%F0%9F%92%A9&=&&&==&%',
  'data=',
  'data=//example.org/x.json',
  'data=https%3A%2F%2Fexample.org%2Fx.json',
  'data=%5C%5Cexample.org%5Cx.json',
  'data=javascript:alert(1)',
  'data=data:application/json,{}',
  'data=/%09/example.org/x.json',
  `theme=${'a'.repeat(7000)}`,
]) {
  pageTest(`the query ${query.slice(0, 60)} does no harm`, { goto: false, allow: [/404|400/] }, async (page) => {
    await watch(page);
    await page.goto(address({ query, hash: 'e=china-bomb' }));
    await page.locator('html[data-ready], .failed').first().waitFor({ state: 'attached' });
    const origin = new URL(address()).origin;
    assert.deepEqual(page.requests.filter((url) => !url.startsWith(origin) && !/^(data:font|blob:)/.test(url)), [], 'another server was asked');
    assert.equal((await listed(page, true)).length, data.events.length);
    const theme = await page.evaluate(() => document.documentElement.dataset.theme ?? null);
    assert.ok([null, 'auto', 'light', 'dark', 'contrast', 'projector'].includes(theme), theme);
    await nothingUncaught(page);
  });
}

pageTest('no sentence is left when what failed comes back', {
  ready: false, allow: [/wasm|WebAssembly/i], prepare: broken(/_bg\.wasm(\?|$)/, { contentType: 'application/wasm', body: Buffer.alloc(8) }),
}, async (page) => {
  await saysOnce(page, NOT_STARTED);
  await page.unroute(/_bg\.wasm(\?|$)/);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByText(NOT_STARTED).filter({ visible: true }).count(), 0);
});
