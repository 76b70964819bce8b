// axe-core on the main views in the four themes, and the hooks that assistive technology stands on.

import assert from 'node:assert/strict';
import { THEMES, WCAG, violations, violationsInThemes } from './axe.mjs';
import { DESKTOP, FRAME, LAPTOP, PHONE, TABLET, engineOf, pageTest } from './harness.mjs';
import { events } from './facts.mjs';
import { CONTROLS, LESSONS, VIEWS as SHOWN, answer, openView, unfold } from './views.mjs';

const TAGS = [...WCAG, 'best-practice'];

const MENU = async (page) => {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('.tools .pop').first().waitFor();
};
const [, , RESULTS] = SHOWN.find(([what]) => what === 'the results');

/** A window in which nothing is rolled out of sight: of what is, axe does not tell the contrast. */
const all = (size) => ({ ...size, height: 20_000 });

const VIEWS = [
  ['the plate', DESKTOP, '', ''], ['the card', DESKTOP, '', 'e=secret-speech'], ['the list', all(DESKTOP), '', 'v=list'],
  ['a search', DESKTOP, '', 'q=treaty'], ['an empty filter', DESKTOP, '', 'p=strain&th=culture'], ['the help', all(DESKTOP), '', 'v=help'],
  ['the about page', all(DESKTOP), '', 'v=about'], ['the tablet', TABLET, '', 'e=secret-speech'], ['the phone', PHONE, '', ''],
  ['the phone’s sheet', PHONE, '', 'e=secret-speech'], ['the frame', FRAME, 'embed=1', 'e=secret-speech'],
  ['the laptop', LAPTOP, '', 'e=secret-speech'], ['the list in the frame', all(FRAME), 'embed=1', 'v=list'], ['the help in the frame', FRAME, 'embed=1', 'v=help'],
  ['the phone’s menu', PHONE, '', '', MENU], ['the results of a search', DESKTOP, '', '', RESULTS], ['the phone’s results of a search', PHONE, '', '', RESULTS],
  // The lessons on the desktop: lessons.test.mjs.
  ['the quiz after an answer', DESKTOP, '', 'v=quiz&seed=7', answer],
];

for (const [what, size, query, hash, act] of VIEWS) {
  pageTest(`axe finds nothing in ${what}, in the four themes`, { ...size, query, hash, theme: 'light', still: true }, async (page) => {
    if (act) await act(page);
    assert.deepEqual(await violationsInThemes(page, TAGS), []);
  });
}

// The pages beside have their own: evidence.test.mjs and embed.test.mjs.
// The layouts that the views above do not show, each with another theme.
[['list', TABLET, ''], ['list', PHONE, ''], ['help', PHONE, ''], ['about', TABLET, '']].forEach(([view, size, query], i) => {
  pageTest(`axe finds nothing in the ${view}, ${THEMES[i]}, ${size.width} px`, { ...size, query, hash: `v=${view}`, theme: THEMES[i], still: true }, async (page) => {
    assert.deepEqual(await violations(page, TAGS), []);
  });
});

LESSONS.forEach((view, i) => {
  const theme = THEMES[i % THEMES.length];
  pageTest(`axe finds nothing in the lessons on the phone, ${view[0]}, ${theme}`, { ...PHONE, touch: true, still: true, goto: false }, async (page) => {
    await openView(page, view, `theme=${theme}`);
    assert.deepEqual(await violations(page, TAGS), []);
  });
});

pageTest('the themes differ, and the one that was asked for is shown', { goto: false }, async (page) => {
  const papers = [];
  for (const theme of THEMES) {
    await page.goto(`${process.env.BASE_URL ?? 'http://127.0.0.1:8080/'}?theme=${theme}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    papers.push(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim().toUpperCase()));
  }
  assert.deepEqual(papers, ['#F7F6F0', '#14181C', '#FFFFFF', '#FEFDFB']);
});

pageTest('the drawing is hidden from assistive technology and the list is not', {}, async (page) => {
  assert.equal(await page.locator('svg#plate').getAttribute('aria-hidden'), 'true');
  const tree = await page.locator('body').ariaSnapshot();
  assert.ok(tree.includes('Secret Speech'), tree.slice(0, 500));
  assert.equal(await page.getByRole('listitem').filter({ has: page.locator('time') }).count(), events.length);
});

pageTest('there is one main heading, one live region and a skip link that works', {}, async (page) => {
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
  assert.equal(await page.locator('[role=status]').count(), 1);
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => ({ text: document.activeElement.textContent, box: document.activeElement.getBoundingClientRect().toJSON() }));
  assert.match(skip.text, /skip to the list of events/i);
  assert.ok(skip.box.width > 24 && skip.box.top >= 0, 'the skip link is not visible on focus');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('li[data-event]') !== null), 'the skip link does not lead to the events');
});

pageTest('the name of an event begins with the words that its flag shows', {}, async (page) => {
  const other = await page.$$eval('svg#plate [data-label]', (flags) => flags.map((flag) => {
    // The lines of a label, without its date: its own words, and those of the lines that have no class.
    const seen = [...flag.querySelectorAll(':is(.l1, .l2, .l3, .ls)')].flatMap((text) => [...text.childNodes]).filter((node) => !node.className?.baseVal);
    const words = seen.map((node) => node.textContent).join(' ').replace(/\s+/g, ' ').trim();
    const name = document.querySelector(`li[data-event="${flag.dataset.label}"] a`).getAttribute('aria-label');
    return { words, name };
  }));
  assert.ok(other.filter(({ words }) => words).length >= 20, 'flags');
  assert.deepEqual(other.filter(({ words, name }) => words && !name.startsWith(words)), []);
});

for (const view of ['help', 'about']) {
  pageTest(`the skip link leads to what stands there: ${view}`, { hash: `v=${view}` }, async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), view);
    assert.match(page.url(), new RegExp(`#v=${view}$`));
  });
}

pageTest('names of events carry their dates in words', {}, async (page) => {
  for (const [id, words] of [
    ['secret-speech', '25 February 1956'], ['moscow-conf-1957', 'November 1957'], ['mao-view-1959', 'autumn 1959, between September and November'],
    ['mao-view-1962', '1962, exact date not given'], ['lushun-returned', 'May 1955'],
  ]) {
    const name = await page.locator(`li[data-event="${id}"] a`).first().evaluate((a) => a.getAttribute('aria-label') ?? a.textContent);
    assert.ok(name.includes(words), `${id}: ${name}`);
  }
});

/** The element that has the focus; null where it has left the page. */
const focused = (page) => page.evaluate(() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const stops = globalThis.stops ??= [];
  const again = stops.includes(el);
  if (!again) stops.push(el);
  const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ''} “${(e.getAttribute('aria-label') ?? e.textContent).trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  const s = getComputedStyle(el);
  const boxes = [...el.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
  const [r] = boxes;
  // What is higher than most of the window is seen where it begins.
  const high = (box) => box.height > innerHeight * 0.6;
  // A link in a line reaches a little into the lines above and below it; its words do not.
  const air = 3 + (s.display === 'inline' ? parseFloat(s.paddingTop) : 0);
  const covers = boxes.flatMap((box) => [[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => [
    Math.min(Math.max(box.left + 3, box.left + box.width * x), box.right - 3), Math.min(Math.max(box.top + air, box.top + box.height * y), box.bottom - air),
  ]).filter(([, y]) => !high(box) || y < innerHeight * 0.5)).map(([x, y]) => document.elementFromPoint(x, y))
    .filter((top) => !top || !(el.contains(top) || top.contains(el) || top.closest('label')?.contains(el)))
    // The targets of the plate have no ground and no letters of their own: one over another hides nothing.
    .filter((top) => !(el.matches('.placed') && top?.closest('.placed')))
    // Firefox stops at what scrolls, here the whole card; the pattern along its edge lies on its margin.
    .filter((top) => !(el.matches('.card-body') && top?.closest('.edge')))
    // The sheet's handle reaches under its first line, to be large enough for a finger.
    .filter((top) => !(el.matches('.grab') && top?.closest('.sheet')));
  return {
    again, at: stops.indexOf(el), what: name(el), ring: s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth),
    seen: boxes.length > 0 && r.left >= -1 && r.right <= innerWidth + 1 && r.top >= -1 && (high(r) ? r.top < innerHeight * 0.6 : boxes.every((b) => b.bottom <= innerHeight + 1)),
    where: r && [r.left, r.top, r.right, r.bottom].map(Math.round).join(' '),
    covered: covers.map((top) => (top ? name(top) : 'the edge')),
  };
});

/** Presses Tab until the first stop comes again; what is wrong with the stops, and how many there were. */
async function walk(page) {
  const faults = [];
  // Chromium without a window comes round to the page after some presses more; Firefox does not.
  const afterTheEnd = engineOf(page) === 'firefox' ? 0 : 3;
  let left = 0, at, before;
  for (let n = 0; n < 500; n += 1) {
    before = at;
    await page.keyboard.press('Tab');
    // What comes into the window with the focus is drawn in the next frame.
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    at = await focused(page);
    if (!at) {
      // Out of the page, or between its end and its beginning.
      left += 1;
      if (left > afterTheEnd) return { faults, count: await page.evaluate(() => globalThis.stops.length) };
      continue;
    }
    // A field of a date is several stops in one.
    if (before && before.at === at.at) continue;
    if (at.again && at.at === 0) return { faults, count: await page.evaluate(() => globalThis.stops.length) };
    if (at.again) return { faults: [...faults, `a trap: from ${before?.what} back to ${at.what}`], count: 0 };
    if (at.ring < 2) faults.push(`no ring on ${at.what}`);
    if (!at.seen) faults.push(`not in the window: ${at.what} at ${at.where}`);
    if (at.covered.length) faults.push(`covered: ${at.what} by ${at.covered[0]}`);
  }
  return { faults: [...faults, `a trap: the focus never comes round, at last to ${at?.what}`], count: 0 };
}

/** What is shown and can be pressed, and has had no focus. Of a group in which the arrows go on, one is the stop. */
const unreached = (page) => page.evaluate((controls) => {
  const { stops } = globalThis;
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0;
  return [...document.querySelectorAll(controls)].filter((el) => shown(el) && !el.disabled && el.tabIndex >= 0 && !stops.includes(el))
    .filter((el) => el.type !== 'radio' || !stops.some((other) => other.type === 'radio' && other.name === el.name))
    .map((el) => el.outerHTML.slice(0, 100));
}, CONTROLS);

const SMALLEST = { width: 320, height: 256, scale: 4 };
/** Where it is walked: the window, the view, and the stops there are at least, if not eight. */
const WALKS = [
  ['desktop', DESKTOP, '', ['', '']], ['tablet', TABLET, '', ['', 'e=secret-speech']], ['phone with an open card', PHONE, '', ['', 'e=secret-speech']],
  ['400 % zoom', SMALLEST, '', ['', 'e=secret-speech']], ['list', DESKTOP, '', ['', 'v=list']], ['help', DESKTOP, '', ['', 'v=help']], ['frame', FRAME, 'embed=1', ['', 'e=secret-speech'], 7],
  ['stories', DESKTOP, '', ['', 'v=stories', unfold]], ['slide', DESKTOP, '', ['', 'v=present&s=why-split.2']], ['quiz', PHONE, '', ['', 'v=quiz&seed=7', unfold]],
  ['selection at 400 % zoom', SMALLEST, '', ['', 'v=selection&x=treaty-1950|secret-speech']],
];
for (const engine of ['chromium', 'firefox']) {
  for (const [what, size, query, view, least = 8] of WALKS) {
    const where = engine === 'firefox' ? `${what}, in Firefox` : what;
    pageTest(`Tab goes once around and out: ${where}; every control has the focus, with a ring, and nothing over it`, { ...size, engine, still: true, goto: false }, async (page) => {
      await openView(page, view, query);
      const { faults, count } = await walk(page);
      assert.deepEqual(faults, []);
      assert.ok(count >= least, `${count} stops`);
      assert.deepEqual(await unreached(page), []);
    });
  }
}
