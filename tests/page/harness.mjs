// What every page test shares: one browser per file, pages that fail the test on any complaint of the
// browser, and a reading of the plate in plain numbers.
//
// BASE_URL is the address of a served `dist/`; CHROMIUM and FIREFOX the browsers (default: Debian's); ENGINE which of
// them is driven, `chromium` or `firefox`.

import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { chromium } from 'playwright-core';
import { firefoxFingers, firefoxKeys, firefoxTravel, launchFirefox, preferences, teachTap } from './engines/firefox.mjs';

/** The engine that drives the tests which name none. */
export const ENGINE = process.env.ENGINE ?? 'chromium';
assert.ok(['chromium', 'firefox'].includes(ENGINE), `ENGINE=${ENGINE} is no engine that the tests know`);

export const BASE = process.env.BASE_URL ?? 'http://127.0.0.1:8080/';

export const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-features=LocalNetworkAccessChecks', '--font-render-hinting=none', '--force-color-profile=srgb',
];

const started = new Map();
/** The browser of this file, started at first use. Firefox: one for each set of preferences. */
export function browser(engine = ENGINE, options = {}) {
  const prefs = engine === 'firefox' ? preferences(options) : {};
  const key = engine + JSON.stringify(prefs);
  if (!started.has(key)) {
    started.set(key, engine === 'firefox' ? launchFirefox(prefs) : chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS,
    }));
  }
  return started.get(key);
}
after(async () => {
  for (const each of started.values()) await (await each).close();
});

/** The three window sizes of the sweeps, and the six that must not clip anything. */
export const DESKTOP = { width: 1440, height: 900 };
export const LAPTOP = { width: 1024, height: 768 };
export const TABLET = { width: 768, height: 1024 };
export const FRAME = { width: 600, height: 400 };
export const PHONE = { width: 360, height: 740 };

/** An address of the application. */
export function address({ query = '', hash = '' } = {}) {
  return BASE + (query && `?${query}`) + (hash && `#${hash}`);
}

/**
 * A test with a page of its own. Options: `width`, `height`, `scale` (of the screen's dots), `query`, `hash`, `theme`, `touch`, `script: false`,
 * `still: true` (reduced motion), `across: true` (the mouse is to reach a frame of another site), `prepare(page)` before the address is opened, `goto: false` to open
 * nothing, `patience` (how long anything is waited for, ms), `prefers` (what the reader's system asks for, in Firefox by its own preferences), `engine` for a test that names its engine, and `allow`, a list of patterns for the complaints that this
 * test provokes on purpose. Any other console error or warning, page error, failed request or policy violation fails
 * the test. `chromium: '<why>'` marks a test of what only Chromium has; with ENGINE=firefox it does not exist.
 */
export function pageTest(name, options, body) {
  if (options.chromium && (options.engine ?? ENGINE) !== 'chromium') return;
  test(name, { timeout: 120_000 }, () => run(options, body));
}

/**
 * The contexts of this file that tests share, by what a context is made with: a page in a used one finds the
 * site in the cache and starts in half the time.
 */
const shared = new Map();

/** A context for a test, and what ends its use of it. */
async function contextFor(options, alone) {
  const engine = options.engine ?? ENGINE;
  const made = {
    viewport: { width: options.width ?? DESKTOP.width, height: options.height ?? DESKTOP.height },
    deviceScaleFactor: options.scale ?? 1,
    hasTouch: options.touch ?? false,
    // In Firefox these three are preferences of the browser.
    ...(engine === 'chromium' && {
      isMobile: options.touch ?? false,
      javaScriptEnabled: options.script ?? true,
      reducedMotion: options.still ? 'reduce' : 'no-preference',
    }),
    permissions: [],
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Or each page of each test would load the whole site a second time. offline.test.mjs has workers of its own.
    serviceWorkers: 'block',
  };
  const key = JSON.stringify([engine, made, engine === 'firefox' && preferences(options)]);
  const context = (!alone && shared.get(key)) || await (await browser(engine, options)).newContext(made);
  if (alone) return { context, end: () => context.close() };
  shared.set(key, context);
  return {
    context,
    async end(failed) {
      // What a failed test leaves behind is nobody's to use.
      if (failed) {
        shared.delete(key);
        return context.close();
      }
      const [page] = context.pages();
      // The site keeps the reader's place when its page goes; the next test begins without one.
      for (const each of context.pages()) {
        await each.evaluate(() => addEventListener('pagehide', () => { try { localStorage.removeItem('place'); } catch { /* refused */ } })).catch(() => {});
      }
      if (engine === 'chromium') {
        const cdp = await context.newCDPSession(page);
        await cdp.send('Storage.clearDataForOrigin', { origin: new URL(BASE).origin, storageTypes: 'local_storage,indexeddb,cache_storage,cookies' });
      } else if (page.url().startsWith(BASE)) {
        await page.evaluate(() => localStorage.clear());
      } else {
        shared.delete(key);
        return context.close();
      }
      for (const each of context.pages()) await each.close();
    },
  };
}

async function run(options, body) {
  const complaints = [];
  // Who prepares the page, opens it by itself, or works on the context has a context of its own.
  const alone = Boolean(options.prepare || options.goto === false || body.length > 1);
  const { context, end } = await contextFor(options, alone);
  let failed = true;
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(options.patience ?? 10_000);
    if (engineOf(page) === 'firefox') teachTap(page);
    page.requests = [];
    page.on('console', (m) => {
      if (m.text().includes('Service Worker registration blocked by Playwright')) return;
      if (['error', 'warning'].includes(m.type())) complaints.push(`console ${m.type()}: ${m.text()} ${m.location().url}`);
    });
    page.on('pageerror', (e) => complaints.push(`page error: ${e.message}`));
    page.on('request', (r) => page.requests.push(r.url()));
    page.on('requestfailed', (r) => {
      // A reload cuts off what is under way; that is not a failure of the page.
      if (!/ERR_ABORTED|NS_BINDING_ABORTED/.test(r.failure()?.errorText)) complaints.push(`request failed: ${r.url()} ${r.failure()?.errorText}`);
    });
    page.on('response', (r) => {
      if (r.status() >= 400) complaints.push(`status ${r.status()}: ${r.url()}`);
    });
    if (options.prepare) await options.prepare(page);
    if (options.goto !== false) {
      const query = [options.query, options.theme && `theme=${options.theme}`].filter(Boolean).join('&');
      await page.goto(address({ query, hash: options.hash }));
      if (options.script !== false && options.ready !== false) await ready(page);
    }
    await body(page, context);
    const left = complaints.filter((c) => !(options.allow ?? []).some((p) => p.test(c)));
    assert.deepEqual(left, [], 'the browser complained');
    failed = false;
  } finally {
    await end(failed);
  }
}

/** The engine that shows a page. */
export const engineOf = (page) => page.context().browser().browserType().name();

/** One step back in the history (forth: 1). */
export const travel = (page, delta = -1) => {
  if (engineOf(page) === 'firefox') return firefoxTravel(page, delta);
  return delta < 0 ? page.goBack() : page.goForward();
};

/** Presses keys in a frame that has the focus. */
export async function pressIn(frame, ...keys) {
  const page = frame.page();
  if (engineOf(page) === 'firefox') return firefoxKeys(frame, keys);
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until the application answers input and its typefaces are there. */
export async function ready(target) {
  await target.waitForSelector('html[data-ready]', { state: 'attached' });
  await target.evaluate(() => document.fonts.ready.then(() => true));
  await still(target);
}

/** Waits until the drawing has stood still for 250 ms: no gesture, inertia or flight is running. */
export async function still(target) {
  await target.evaluate(() => new Promise((done) => {
    const look = () => {
      const svg = document.querySelector('svg#plate');
      const marks = [...document.querySelectorAll('[data-mark],[data-label]')].slice(0, 40)
        .map((m) => { const r = m.getBoundingClientRect(); return `${r.x.toFixed(1)},${r.y.toFixed(1)}`; });
      return `${svg?.dataset.from}/${svg?.dataset.to} ${marks}`;
    };
    let last = look(), since = performance.now();
    const end = since + 6000;
    const step = (now) => {
      const next = look();
      // While a gesture runs the drawing stands still under its pictures.
      if (next !== last || document.querySelector('.glide')?.hidden === false) [last, since] = [next, now];
      if (now - since > 250 || now > end) done();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }));
}

/**
 * Waits until the plate is still and a gesture has been written into the address (600 ms after its end). By the page's own
 * clock: the timer that writes was set before this one, so it is heard first, however slow the machine is.
 */
export async function rest(page) {
  await still(page);
  await page.evaluate(() => new Promise((done) => { setTimeout(() => requestAnimationFrame(done), 900); }));
}

/** Goes to another fragment in place, as a link or the address field would. */
export async function goHash(page, hash) {
  await page.evaluate((h) => { location.hash = h; }, hash);
  await still(page);
}

/** The fragment of the address, decoded, without `#`. */
export const fragment = (page) => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));

/** The visible span as ISO days; nothing in the list view. */
export const span = (target) => target.evaluate(() => {
  const { from, to, level } = document.querySelector('svg#plate')?.dataset ?? {};
  return { from, to, level };
});

/**
 * The plate in numbers, px of the window: the frame, marks (x and y of the symbol's middle), label boxes,
 * poles and ties, years, band.
 */
export const readPlate = (target) => target.evaluate(() => {
  const box = (el) => {
    const r = el.getBoundingClientRect();
    return { left: r.left, right: r.right, top: r.top, bottom: r.bottom, width: r.width, height: r.height };
  };
  // The box of letters or of a line without what is stroked about them: Firefox counts the halo of a label, and a mitre
  // that no pole has, to the box of `getBoundingClientRect`; Chromium does not.
  const bare = (el) => {
    const { x, y, width, height } = el.getBBox();
    const { a, d, e, f } = el.getScreenCTM();
    return { left: x * a + e, right: (x + width) * a + e, top: y * d + f, bottom: (y + height) * d + f };
  };
  const svg = document.querySelector('svg#plate');
  const all = (selector) => [...svg.querySelectorAll(selector)];
  // `data-frame` holds the ends of the visible span in the drawing's own units.
  const frame = () => {
    const axis = svg.querySelector('[data-frame]');
    if (!axis) return null;
    const [x0, x1] = axis.dataset.frame.split(' ').map(Number);
    const to = svg.getScreenCTM();
    const left = x0 * to.a + to.e, right = x1 * to.a + to.e;
    const lines = all('.neatline').map(box);
    return { left, right, width: right - left, top: Math.min(...lines.map((l) => l.top)), bottom: Math.max(...lines.map((l) => l.bottom)) };
  };
  // A label's box is the union of its lines; a line's box has 2 px of air above that no letter uses.
  const lettering = (label) => {
    const lines = (label.localName === 'text' ? [label] : [...label.querySelectorAll('text')]).map(bare);
    if (!lines.length) return box(label);
    return {
      left: Math.min(...lines.map((l) => l.left)), right: Math.max(...lines.map((l) => l.right)),
      top: Math.min(...lines.map((l) => l.top)) + 2, bottom: Math.max(...lines.map((l) => l.bottom)) - 2,
    };
  };
  // The upright lines of a path, each from its move.
  const uprights = (path) => {
    const { a, d, e, f } = path.getScreenCTM();
    return [...path.getAttribute('d').matchAll(/M(\S+) (\S+?)V([^M]+)/g)].map((line) => {
      const [x, from, to] = line.slice(1).map(Number);
      return { x: x * a + e, top: Math.min(from, to) * d + f, bottom: Math.max(from, to) * d + f };
    });
  };
  return {
    from: svg.dataset.from, to: svg.dataset.to, level: svg.dataset.level, svg: box(svg),
    frame: frame(),
    marks: all('[data-mark]').map((m) => {
      const b = box(m);
      return {
        id: m.dataset.mark, x: (b.left + b.right) / 2, y: (b.top + b.bottom) / 2, width: b.width,
        cluster: Number(m.dataset.cluster ?? 1),
      };
    }),
    labels: all('[data-label]').map((l) => ({ id: l.dataset.label, ...lettering(l), text: l.textContent.trim() })),
    poles: all('.poles path').flatMap(uprights),
    ties: all('.ties .tie').flatMap(uprights),
    years: all('[data-year]').map((y) => ({ year: y.dataset.year, ...box(y) })),
    band: box(svg.querySelector('.band') ?? svg),
  };
});

/**
 * Where the plate shows a day, from the marks themselves: the straight line through the outermost two.
 * `data-from` and `data-to` are whole days and too coarse for this after a gesture.
 */
export function scaleOf(plate, dayOf) {
  const marks = plate.marks.map((m) => ({ day: dayOf(m.id), x: m.x })).sort((a, b) => a.day - b.day);
  const [a, b] = [marks[0], marks.at(-1)];
  assert.ok(a && b && b.day > a.day, 'two marks at different dates are needed to read the scale');
  const perDay = (b.x - a.x) / (b.day - a.day);
  return { x: (day) => a.x + (day - a.day) * perDay, day: (x) => a.day + (x - a.x) / perDay, perDay };
}

/** A point in the frame without a mark or label, at a share of its width: where a gesture may start. */
export async function openPoint(target, share = 0.5) {
  const plate = await readPlate(target);
  const { frame } = plate;
  // Whole px, because the browser rounds the place of a wheel event.
  const x0 = Math.round(frame.left + frame.width * share);
  const free = (x, y) => !plate.labels.some((l) => x > l.left - 6 && x < l.right + 6 && y > l.top - 6 && y < l.bottom + 6)
    && !plate.marks.some((m) => Math.hypot(m.x - x, m.y - y) < 30)
    && (y < plate.band.top - 20 || y > plate.band.bottom + 20);
  for (let d = 0; d < frame.width * 0.1; d += 3) {
    for (const x of [x0 + d, x0 - d]) {
      for (let y = frame.top + 40; y < frame.bottom - 30; y += 7) if (free(x, y)) return { x, y };
    }
  }
  throw new Error('no open place on the plate');
}

/**
 * Fingers drawn over the glass, through the browser's own touch input: each path is [[x, y], [x, y]], in px of the page
 * or of the frame that is named. They hold still before they are lifted, so that nothing is thrown. Firefox's driver gives
 * them to the page only: what the browser itself does with a finger, to scroll and to zoom, it does not do there.
 */
export async function fingers(target, paths, steps = 12) {
  const page = target.page?.() ?? target;
  if (engineOf(page) === 'firefox') return firefoxFingers(target, paths, steps);
  const cdp = await page.context().newCDPSession(page);
  const { x: left, y: top } = target === page ? { x: 0, y: 0 } : await (await target.frameElement()).boundingBox();
  const at = (k) => paths.map(([[x0, y0], [x1, y1]], id) => ({ id, x: left + x0 + ((x1 - x0) * k) / steps, y: top + y0 + ((y1 - y0) * k) / steps }));
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let k = 1; k <= steps; k += 1) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(k) });
    await page.waitForTimeout(14);
  }
  await page.waitForTimeout(200);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Tabs until an event of the plate has the focus; the number of presses. */
export async function tabToPlate(page) {
  for (let n = 1; n <= 60; n += 1) {
    await page.keyboard.press('Tab');
    if (await focusedEvent(page)) return n;
  }
  throw new Error('the plate is not reached by Tab');
}

/** The event that has the focus in the list or on the plate, if any. */
export const focusedEvent = (page) => page.evaluate(
  () => document.activeElement?.closest('li[data-event]')?.dataset.event ?? null);

/** The event on the open card, if any. */
export const openCard = (page) => page.evaluate(() => {
  const card = document.querySelector('#card[data-event]');
  return card && card.getClientRects().length ? card.dataset.event : null;
});

/** Waits until the card shows this event (null: until it is closed). */
export async function cardShows(page, id) {
  await page.waitForFunction((want) => {
    const card = document.querySelector('#card[data-event]');
    return (card && card.getClientRects().length ? card.dataset.event : null) === want;
  }, id);
}

/** Ids of the list's events; those in the filter only, or all of them. */
export const listed = (page, all = false) => page.evaluate(
  (every) => [...document.querySelectorAll('li[data-event]')]
    .filter((li) => every || !li.hasAttribute('data-out')).map((li) => li.dataset.event), all);

/** Deterministic numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fails unless two numbers are within a tolerance. */
export function near(got, want, tolerance, what) {
  assert.ok(Math.abs(got - want) <= tolerance, `${what}: ${got}, expected ${want} ± ${tolerance}`);
}

/** Waits until the plate is drawn by assets/glide.js: a gesture runs, and its first frame stands. */
export const gliding = (page) => page.waitForFunction(() => document.querySelector('.glide')?.hidden === false);

/** What the application writes down for assets/glide.js from now on, a text a frame; `written` gives the texts so far. */
export async function writing(page) {
  await page.waitForFunction(() => typeof window.glide === 'function');
  await page.evaluate(() => {
    const texts = [];
    const { glide } = window;
    window.written = texts;
    window.glide = (text) => {
      texts.push(text);
      return glide(text);
    };
  });
  return () => page.evaluate(() => window.written.filter((text) => text.includes('\n')));
}

/** The place of each flag and symbol in such a text, by the name under which it was learnt. */
export const placesOf = (text) => new Map(text.split('\n').map((line) => line.split('\t'))
  .filter(([what, , , name]) => what === 'i' || (what === 'm' && name))
  .map(([what, at, name, last]) => [what === 'i' ? name : last, at.split(' ').map(Number)]));
