// axe-core on the main views in the four themes, and the hooks that assistive technology stands on.

import assert from 'node:assert/strict';
import { THEMES, WCAG, violations, violationsInThemes } from './axe.mjs';
import { DESKTOP, FRAME, PHONE, TABLET, pageTest } from './harness.mjs';
import { events } from './facts.mjs';

const TAGS = [...WCAG, 'best-practice'];

const VIEWS = [
  ['the plate', DESKTOP, '', ''], ['the card', DESKTOP, '', 'e=secret-speech'], ['the list', DESKTOP, '', 'v=list'],
  ['a search', DESKTOP, '', 'q=treaty'], ['an empty filter', DESKTOP, '', 'p=strain&th=culture'], ['the help', DESKTOP, '', 'v=help'],
  ['the about page', DESKTOP, '', 'v=about'], ['the tablet', TABLET, '', 'e=secret-speech'], ['the phone', PHONE, '', ''],
  ['the phone’s sheet', PHONE, '', 'e=secret-speech'], ['the frame', FRAME, 'embed=1', 'e=secret-speech'],
];

for (const [what, size, query, hash] of VIEWS) {
  pageTest(`axe finds nothing in ${what}, in the four themes`, { ...size, query, hash, theme: 'light', still: true }, async (page) => {
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

pageTest('the focus is visible and lies over nothing', { still: true }, async (page) => {
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press('Tab');
    const it = await page.evaluate(() => {
      const el = document.activeElement;
      if (!el || el === document.body) return null;
      const r = el.getBoundingClientRect();
      const s = getComputedStyle(el);
      const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
      return {
        what: el.outerHTML.slice(0, 90), ring: parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none',
        seen: r.width > 0 && r.left >= 0 && r.top >= 0 && r.right <= innerWidth + 1 && r.bottom <= innerHeight + 1,
        free: top === null || el.contains(top) || top.contains(el) || el.closest('li[data-event]') !== null,
      };
    });
    if (!it) break;
    assert.ok(it.ring, `no ring on ${it.what}`);
    assert.ok(it.seen, `outside the window: ${it.what}`);
    assert.ok(it.free, `covered: ${it.what}`);
  }
});
