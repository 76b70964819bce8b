// Without network after one visit, and what happens on the way there: new versions, deploys cut in the middle, no
// room, no storage, a wrong clock. Each test has a host of its own (site.mjs) and a browser that keeps its profile.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { events } from './facts.mjs';
import { FLAGS, listed, ready } from './harness.mjs';
import { built, host, version } from './site.mjs';

/**
 * A test with a host and a profile. `open()` starts the browser with that profile; the body may close and start it
 * again. Any complaint of a page (as in harness.mjs) fails the test, unless `allow` names it.
 */
function offlineTest(name, options, body) {
  test(name, { timeout: 240_000 }, async () => {
    const site = await host(options);
    const profile = mkdtempSync(join(tmpdir(), 'offline-'));
    if (options.preferences) {
      mkdirSync(join(profile, 'Default'), { recursive: true });
      writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(options.preferences));
    }
    const complaints = [];
    const asked = [];
    let context;
    const open = async () => {
      await context?.close();
      context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS,
        viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC',
      });
      context.setDefaultTimeout(30_000);
      if (options.prepare) await context.addInitScript(options.prepare);
      context.on('request', (r) => asked.push(r.url()));
      context.on('console', (m) => {
        if (['error', 'warning'].includes(m.type())) complaints.push(`console ${m.type()}: ${m.text()} ${m.location().url}`);
      });
      context.on('weberror', (e) => complaints.push(`page error: ${e.error().message}`));
      context.on('requestfailed', (r) => {
        if (r.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`request failed: ${r.url()} ${r.failure()?.errorText}`);
      });
      return context;
    };
    try {
      await body({ site, open, asked });
      // Whatever the test was about: nothing was asked of another site, and nothing was left with the reader.
      assert.deepEqual(asked.filter((url) => /^https?:/.test(url) && !url.startsWith(site.origin)), []);
      assert.deepEqual(await context.cookies(), []);
      assert.deepEqual(complaints.filter((c) => !(options.allow ?? []).some((p) => p.test(c))), [], 'the browser complained');
    } finally {
      await context?.close();
      await site.stop().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** Opens an address in a new tab and waits until the application answers. */
async function visit(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await ready(page);
  return page;
}

/** Opens the timeline and waits until it is kept. */
async function visitAndKeep(context, url) {
  const page = await visit(context, url);
  await kept(page);
  return page;
}

/** Asks the page, or the host, until the answer is yes. */
async function until(asks) {
  for (const end = Date.now() + 60_000; !(await asks());) {
    assert.ok(Date.now() < end, 'it never came to it');
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

/** Which workers there are: at work, on trial, waiting for their turn. */
const workers = (page) => page.evaluate(async () => {
  // Its own: until that is there, one of a folder above answers for it.
  const own = (await navigator.serviceWorker.getRegistrations()).find(({ scope }) => scope === new URL('.', location.href).href);
  const { active, installing, waiting } = own ?? {};
  return { active: active?.state === 'activated', installing: Boolean(installing), waiting: Boolean(waiting) };
});

/** Waits until a worker has kept the site and none is under way. */
const kept = (page) => until(async () => {
  const { active, installing, waiting } = await workers(page);
  return active && !installing && !waiting;
});

/** Waits until a new version is kept and waits for its turn. */
const waits = (page) => until(async () => (await workers(page)).waiting);

/** Waits until the worker on trial has asked for this file and given up. */
const refused = (page, site, path) => until(async () => site.asked.includes(path) && !(await workers(page)).installing);

/** What Help says about it. */
async function help(page) {
  await page.evaluate(() => { location.hash = 'v=help'; });
  const note = page.locator('[data-saved]');
  await note.waitFor({ state: 'visible' });
  return note.innerText();
}

const keptNames = (page) => page.evaluate(() => caches.keys());

/** Which version a page is made of: of the page itself, and of the data that it shows. */
const madeOf = (page) => page.evaluate(() => [
  document.querySelector('meta[name="description"]').content,
  document.querySelector('li[data-event="secret-speech"] time').textContent.trim(),
]);

/** A second version: another description in the page, another date in the data. */
const NEXT_PAGE = 'The second version.';
function next() {
  const index = built('index.html').replace(/(<meta name="description" content=")[^"]*"/, `$1${NEXT_PAGE}"`);
  const data = JSON.parse(built('data/timeline.json'));
  data.events.find((e) => e.id === 'secret-speech').date = '1956-02-24';
  return version({ 'index.html': index, 'data/timeline.json': JSON.stringify(data) });
}
async function assertFirst(page) {
  const [words, date] = await madeOf(page);
  assert.notEqual(words, NEXT_PAGE);
  assert.match(date, /25 Feb/);
}
async function assertSecond(page) {
  const [words, date] = await madeOf(page);
  assert.equal(words, NEXT_PAGE);
  assert.match(date, /24 Feb/);
}

for (const [where, options] of [['at the root of its host', {}], ['in a folder, from a host without headers', { folder: '/a/b/', headers: false }]]) {
  offlineTest(`after one visit it opens without network, ${where}`, options, async ({ site, open }) => {
    await visitAndKeep(await open(), site.url);
    assert.deepEqual(site.asked.filter((path) => !path.startsWith(site.folder)), [], 'asked outside its folder');
    await site.stop();
    const context = await open();
    const page = await visit(context, `${site.url}#e=secret-speech`);
    assert.equal((await listed(page)).length, events.length);
    await page.locator('#card[data-event="secret-speech"]').waitFor();
    // Those that stand in are looked for on the device, which may not have them.
    assert.deepEqual(await page.evaluate(() => [...document.fonts].filter((f) => f.status === 'error' && !/ until loaded$/.test(f.family)).map((f) => f.family)), []);
    assert.equal(await help(page), 'Saved for offline use, 21 Nov 2026.');
    // Another address of the same page, and every page beside it, by its link.
    const embedded = await visit(context, `${site.url}?embed=1&theme=dark#p=strain`);
    await embedded.locator('.app.frame').waitFor();
    const about = await visit(context, `${site.url}index.html#v=about`);
    const pages = await about.$$eval('#about [data-counted] a[href$=".html"]', (links) => links.map((a) => a.href));
    assert.ok(pages.length >= 8, `${pages}`);
    for (const address of pages) {
      await about.goto(address);
      await about.getByRole('heading', { level: 1 }).waitFor();
    }
    await about.getByRole('link', { name: 'Timeline', exact: true }).click();
    await ready(about);
    assert.equal(about.url(), site.url);
  });
}

offlineTest('a page beside the timeline keeps the site too', {}, async ({ site, open }) => {
  const page = await (await open()).newPage();
  await page.goto(`${site.url}disputes.html`);
  await kept(page);
  await site.stop();
  await page.getByRole('link', { name: 'Timeline', exact: true }).click();
  await ready(page);
});

offlineTest('nothing of it is asked before the first view, nor by a frame', {}, async ({ site, open }) => {
  const context = await open();
  const page = await context.newPage();
  const order = [];
  context.on('request', (r) => order.push(new URL(r.url()).pathname));
  await page.exposeFunction('noteReady', () => order.push('ready'));
  await page.addInitScript(() => {
    new MutationObserver(() => document.documentElement.hasAttribute('data-ready') && !window.noted && (window.noted = true) && window.noteReady())
      .observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
  });
  await page.goto(site.url);
  await ready(page);
  await kept(page);
  const before = order.slice(0, order.indexOf('ready'));
  assert.ok(before.length > 5 && before.length <= 10, `${before}`);
  assert.ok(!before.some((path) => /sw\.js|manifest|icons/.test(path)), `${before}`);
  assert.ok(site.asked.includes('/sw.js'));

  // A host of the frame on the same origin, whose reader never opened the timeline itself.
  site.folder = '/lesson/';
  site.instead.set('host.html', '<!doctype html><title>Lesson</title><link rel="icon" href="data:,"><iframe src="./?embed=1" width="600" height="400"></iframe>');
  site.asked.length = 0;
  await page.goto(`${site.origin}/lesson/host.html`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await ready(frame);
  await page.waitForTimeout(500);
  assert.ok(!site.asked.some((path) => /sw\.js|manifest/.test(path)), `${site.asked}`);
});

offlineTest('the manifest makes it installable', {}, async ({ site, open }) => {
  const context = await open();
  const page = await visitAndKeep(context, site.url);
  const cdp = await context.newCDPSession(page);
  const { url, data, errors } = await cdp.send('Page.getAppManifest');
  assert.equal(url, `${site.url}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // A profile of a test may be private to Chromium; everything else would be ours.
  assert.deepEqual(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito'), []);
  for (const icon of JSON.parse(data).icons) {
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, icon.src);
    assert.equal(size, icon.sizes, icon.src);
  }
});

offlineTest('a new version waits until the old one is closed, and no page mixes the two', {}, async ({ site, open }) => {
  const context = await open();
  const old = await visitAndKeep(context, site.url);
  const [first] = await keptNames(old);
  site.instead = next();
  await old.reload();
  await ready(old);
  await waits(old);
  // The old tab, reloaded and beside a new one, is wholly of the old version.
  await assertFirst(old);
  const beside = await visit(context, site.url);
  await assertFirst(beside);
  await old.reload();
  await ready(old);
  await assertFirst(old);
  await old.close();
  await beside.goto('about:blank');
  await beside.waitForTimeout(500);
  const page = await visitAndKeep(context, site.url);
  await assertSecond(page);
  const names = await keptNames(page);
  assert.equal(names.length, 1);
  assert.notEqual(names[0], first);
  await site.stop();
  await assertSecond(await visit(await open(), site.url));
});

offlineTest('a deploy cut in the middle is refused whole, and taken when it is complete', {}, async ({ site, open }) => {
  const context = await open();
  const page = await visitAndKeep(context, site.url);
  const names = await keptNames(page);
  const whole = next();
  // The worker and the page are of the second version, the data still of the first.
  site.instead = new Map([...whole].filter(([name]) => name !== 'data/timeline.json'));
  site.asked.length = 0;
  await page.reload();
  await ready(page);
  await refused(page, site, '/data/timeline.json');
  assert.equal((await workers(page)).waiting, false);
  assert.deepEqual(await keptNames(page), names);
  await page.close();
  const again = await visit(context, site.url);
  await assertFirst(again);
  site.instead = whole;
  await again.reload();
  await ready(again);
  await waits(again);
  await again.goto('about:blank');
  await again.waitForTimeout(500);
  await assertSecond(await visitAndKeep(context, site.url));
});

offlineTest('a worker of an older version is replaced, with all that it kept', {}, async ({ site, open }) => {
  // What an earlier build may have left: another text, another list, and a page of which nothing else is there any more.
  site.instead = new Map([
    ['index.html', '<!doctype html><title>Old</title><link rel="icon" href="data:,"><p>Old page</p>'],
    ['sw.js', `
      const NAME = 'china-ussr-timeline ' + registration.scope + ' old';
      addEventListener('install', (e) => e.waitUntil(caches.open(NAME).then((c) => c.add(registration.scope + 'index.html'))));
      addEventListener('activate', (e) => e.waitUntil(clients.claim()));
      addEventListener('fetch', (e) => e.respondWith(caches.match(registration.scope + 'index.html').then((r) => e.request.mode === 'navigate' && r || fetch(e.request))));`],
  ]);
  const context = await open();
  const page = await context.newPage();
  await page.goto(site.url);
  await page.evaluate(() => navigator.serviceWorker.register('sw.js'));
  await kept(page);
  await page.evaluate(() => caches.open('of somebody else'));
  site.instead.clear();
  await page.reload();
  assert.equal(await page.locator('p').innerText(), 'Old page');
  await waits(page);
  await page.goto('about:blank');
  await page.waitForTimeout(500);
  const fresh = await visitAndKeep(context, site.url);
  assert.equal((await listed(fresh)).length, events.length);
  const names = await keptNames(fresh);
  assert.equal(names.length, 2);
  assert.ok(names.includes('of somebody else') && !names.some((n) => n.endsWith(' old')), `${names}`);
});

offlineTest('two copies on one host leave each other alone', { folder: ['/a/', '/a/b/'] }, async ({ site, open }) => {
  const context = await open();
  const outer = await visitAndKeep(context, `${site.origin}/a/`);
  await outer.close();
  const inner = await visitAndKeep(context, `${site.origin}/a/b/`);
  assert.equal((await keptNames(inner)).length, 2);
  await site.stop();
  for (const folder of ['/a/', '/a/b/']) {
    const page = await visit(context, site.origin + folder);
    assert.equal((await listed(page)).length, events.length);
  }
});

offlineTest('without room nothing is kept, quietly, and it is tried once a visit', {}, async ({ site, open }) => {
  const context = await open();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 100_000 });
  await page.goto(site.url);
  await ready(page);
  await refused(page, site, '/take.js');
  await page.waitForTimeout(1500);
  assert.deepEqual(await keptNames(page), []);
  assert.equal(await help(page), 'Not saved for offline use on this device.');
  assert.equal(site.asked.filter((path) => path === '/take.js').length, 1, 'it was tried again and again');
  // With room again, the next visit keeps it.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
  await page.reload();
  await ready(page);
  await kept(page);
  assert.match(await help(page), /^Saved for offline use, 21 Nov 2026\.$/);
});

// The browser’s own setting, and a frame-like refusal of every kind of storage.
const REFUSED = () => {
  for (const [target, name] of [[window, 'caches'], [window, 'localStorage'], [Navigator.prototype, 'serviceWorker']]) {
    Object.defineProperty(target, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
  }
};
for (const [how, options] of [
  ['blocked in the settings', { preferences: { profile: { default_content_setting_values: { cookies: 2 } } } }],
  ['refused at every touch', { prepare: REFUSED }],
]) {
  offlineTest(`with storage ${how} the timeline works and says that it is not saved`, options, async ({ site, open }) => {
    const page = await visit(await open(), site.url);
    const refused = await page.evaluate(() => { try { return localStorage.length < 0; } catch { return true; } });
    assert.ok(refused, 'the storage is not blocked');
    assert.equal(await help(page), 'Not saved for offline use on this device.');
    assert.equal((await listed(page, true)).length, events.length);
    assert.equal(await page.locator('html[data-failed]').count(), 0);
  });
}

for (const [clock, time] of [['stopped in 1970', 0], ['fast by 80 years', Date.UTC(2106, 0, 1)]]) {
  offlineTest(`with a clock ${clock} the day of saving is that of the server`, {}, async ({ site, open }) => {
    const context = await open();
    await context.clock.setFixedTime(time);
    const page = await visitAndKeep(context, site.url);
    assert.equal(await page.evaluate(() => Date.now()), time);
    assert.equal(await help(page), 'Saved for offline use, 21 Nov 2026.');
  });
}

for (const date of [null, 'yesterday']) {
  offlineTest(`a server whose clock says ${date ?? 'nothing'} makes no nonsense of the day`, { date }, async ({ site, open }) => {
    assert.equal(await help(await visitAndKeep(await open(), site.url)), 'Saved for offline use.');
  });
}

offlineTest('without network links to other sites say what they need', {}, async ({ site, open }) => {
  const context = await open();
  const page = await visitAndKeep(context, `${site.url}#e=secret-speech`);
  const marks = () => page.evaluate(() => [...document.querySelectorAll('a[href]')].filter((a) => a.getClientRects().length)
    .map((a) => [/^https?:/.test(a.getAttribute('href')) || a.hasAttribute('download'), getComputedStyle(a, '::after').content.includes('needs internet')]));
  await page.waitForFunction(() => [...document.querySelectorAll('#card a[href^="http"]')].length > 0);
  await page.evaluate(() => document.querySelectorAll('#card details').forEach((d) => { d.open = true; }));
  assert.ok((await marks()).every(([, marked]) => !marked));
  await context.setOffline(true);
  await page.waitForSelector('html[data-offline]');
  const all = await marks();
  assert.ok(all.some(([out]) => out) && all.some(([out]) => !out), 'links of both kinds are needed');
  assert.deepEqual(all.filter(([out, marked]) => out !== marked), []);
  // Also on a page that is opened without network.
  await page.goto(`${site.url}sources.html`);
  assert.ok(await page.locator('a[download]').filter({ visible: true }).count() > 0 && await page.locator('a[href^="http"]').filter({ visible: true }).count() > 0);
  assert.deepEqual((await marks()).filter(([out, marked]) => out !== marked), []);
  await context.setOffline(false);
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-offline'));
  assert.ok((await marks()).every(([, marked]) => !marked));
});

offlineTest('what is not kept comes from the network: a reader’s own data is always fresh', {}, async ({ site, open }) => {
  const context = await open();
  await (await visitAndKeep(context, site.url)).close();
  const mine = JSON.parse(built('data/timeline.json'));
  for (const title of ['My first', 'My second']) {
    mine.title = title;
    site.instead.set('mine.json', JSON.stringify(mine));
    const page = await visit(context, `${site.url}?data=mine.json`);
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), new RegExp(title));
    assert.ok(!(await page.evaluate(async () => (await caches.match(new URL('mine.json', location.href).href)) !== undefined)));
  }
});
