// Small windows, large letters and wide spacing: one column, no sideways scrolling, nothing cut, nothing covered; and
// the fingers' zoom and the turning of the device.

import assert from 'node:assert/strict';
import { DESKTOP, FRAME, PHONE, TABLET, fingers, pageTest, rest, still } from './harness.mjs';
import { BESIDE, LESSONS, VIEWS, addRules, cutText, eachItem, none, openBeside, openView, overlaps, setsOf, tooWide, unreachable } from './views.mjs';

/**
 * What scrolls sideways on purpose: the row of chips, tables of figures, the preview of a frame of a chosen width, and
 * the sheets as they will be on paper, whose lines are as long as the paper's.
 */
const SIDEWAYS = '.filters, .scrolls, .preview, .leaves';
/** 1280 × 1024 at 400 % is 320 × 256, with four dots of the screen to a px. */
const SMALL = [['320 × 568', { width: 320, height: 568, touch: true }], ['400 % zoom', { width: 320, height: 256, scale: 4 }]];
/** The views of a small screen, with the panel that holds everything else. */
const OPENED = [...VIEWS, ['the menu', '', (page) => page.getByRole('button', { name: 'Menu' }).click(), '.tools .pop']];

for (const [size, options] of SMALL) {
  // A slide is no exception here: in a window of a projector's size it is set in hundredths of its height, in a small
  // one it is a page like any other.
  for (const view of [...OPENED, ...LESSONS]) {
    pageTest(`${size}: ${view[0]} is one column, and all of it can be reached`, { ...options, goto: false }, async (page) => {
      await openView(page, view);
      none(await tooWide(page, SIDEWAYS));
      none(await unreachable(page, view[3]));
      none(await cutText(page, SIDEWAYS));
    });
  }
  pageTest(`${size}: every question of the quiz is one column, and all of it can be reached`, { ...options, goto: false }, async (page) => {
    const faults = [];
    await eachItem(page, async (what) => {
      for (const fault of [...await tooWide(page, SIDEWAYS), ...await unreachable(page), ...await cutText(page, SIDEWAYS)]) faults.push(`${what}: ${fault}`);
    });
    none(faults);
  });
  pageTest(`${size}: the pages beside are one column, and all of them can be reached`, { ...options, goto: false }, async (page) => {
    for (const name of BESIDE) {
      await openBeside(page, name);
      none(await tooWide(page, SIDEWAYS), name);
      none(await unreachable(page), name);
    }
  });
}

// Letters in hundredths of the window's height would stay as large as they were, whatever the zoom.
pageTest('400 % zoom: the words of a slide have grown with it', { ...SMALL[1][1], hash: 'v=present&s=why-split.2' }, async (page) => {
  await page.locator('#slide-title').waitFor();
  const sizes = await page.$$eval('.present *', (all) => all.filter((el) => !el.closest('svg') && [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((el) => parseFloat(getComputedStyle(el).fontSize)));
  assert.ok(sizes.length > 15 && Math.min(...sizes) >= 12, `${sizes.length} texts, the smallest of ${Math.min(...sizes)} px`);
});

pageTest('400 % zoom: the sheet shows a line of its text without being drawn up', { ...SMALL[1][1], hash: 'e=secret-speech' }, async (page) => {
  const seen = await page.evaluate(() => {
    const foot = document.querySelector('.nav4').getBoundingClientRect(), sheet = document.querySelector('#card').getBoundingClientRect();
    const text = document.querySelector('#card .stand').getBoundingClientRect();
    return Math.min(text.bottom, foot.top < text.bottom && foot.bottom > text.top ? foot.top : innerHeight, sheet.bottom) - text.top;
  });
  assert.ok(seen >= 24, `${seen} px of the text are seen`);
});

/** What WCAG 1.4.12 lets a reader set. */
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';
const LARGE = ':root { font-size: 200% !important; }';
const LAYOUTS = [['desktop', DESKTOP, ''], ['tablet', TABLET, ''], ['phone', { ...PHONE, touch: true }, ''], ['frame', FRAME, 'embed=1']];
/**
 * The name of the author of the periods is whole in the panel that the button opens; the drawing's letters and its
 * links are in the list; the line under the title stands whole or not at all; a button stands in the search field, and the sheet's handle reaches under
 * its first line.
 */
const SPARE = '.by .author, .standfirst, .search .clear, .grab, svg, a.placed';

for (const [how, rules] of [['200 % text', LARGE], ['the reader’s text spacing', SPACING]]) {
  for (const [layout, size, query] of LAYOUTS) {
    for (const [what, views] of setsOf(layout, query)) {
      pageTest(`${how} loses nothing on the ${what}`, { ...size, goto: false }, async (page) => {
        const faults = [];
        for (const view of views) {
          await openView(page, view, query);
          await addRules(page, rules);
          await still(page);
          for (const fault of [...await cutText(page, SPARE), ...await overlaps(page, SPARE)]) faults.push(`${view[0]}: ${fault}`);
        }
        none(faults);
      });
    }
  }
  pageTest(`${how} loses nothing on the pages beside`, { ...PHONE, goto: false }, async (page) => {
    const faults = [];
    for (const width of [DESKTOP.width, PHONE.width]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of BESIDE) {
        await openBeside(page, name);
        await addRules(page, rules);
        for (const fault of [...await cutText(page, 'svg, .scrolls'), ...await overlaps(page, 'svg')]) faults.push(`${name} at ${width}: ${fault}`);
      }
    }
    none(faults);
  });
}

pageTest('no page forbids the fingers’ zoom', { ...PHONE, touch: true, goto: false }, async (page) => {
  for (const name of ['index', ...BESIDE]) {
    await openBeside(page, name);
    const metas = await page.$$eval('meta[name=viewport]', (all) => all.map((m) => m.content));
    assert.equal(metas.length, 1, name);
    assert.doesNotMatch(metas[0], /user-scalable\s*=\s*(no|0)|maximum-scale/, name);
  }
});

pageTest('two fingers enlarge the phone’s page: nothing on it takes them away', { ...PHONE, touch: true, chromium: 'Firefox’s driver does not enlarge by fingers' }, async (page) => {
  for (const hash of ['', 'e=secret-speech', 'v=list', 'v=help']) {
    await page.evaluate((h) => { location.hash = h; }, hash);
    await still(page);
    const none = await page.$$eval('*', (all) => all.filter((el) => el.getClientRects().length && !/auto|manipulation|pinch-zoom/.test(getComputedStyle(el).touchAction)).map((el) => `${el.tagName} ${el.className} ${getComputedStyle(el).touchAction}`));
    assert.deepEqual(none, [], hash);
  }
  await page.evaluate(() => { location.hash = ''; });
  await still(page);
  await fingers(page, [[[170, 380], [120, 300]], [[190, 420], [240, 500]]]);
  await page.waitForFunction(() => visualViewport.scale > 1.5);
});

/** The middle of the visible span, as a day. */
const middle = (page) => page.evaluate(() => {
  const { from, to } = document.querySelector('svg#plate').dataset;
  return (Date.parse(from) + Date.parse(to)) / 2 / 86_400_000;
});
const turn = async (page, width, height) => {
  await page.setViewportSize({ width, height });
  await rest(page);
};

pageTest('turning the device and back keeps the date and the selection of the plate', { width: 740, height: 360, touch: true, hash: 'e=secret-speech&t=1955-01-01/1959-01-01' }, async (page) => {
  const before = await middle(page);
  await turn(page, PHONE.width, PHONE.height);
  assert.equal(await page.locator('#card[data-event]').getAttribute('data-event'), 'secret-speech');
  const { top, bottom } = await page.locator('li[data-event="secret-speech"] a').first().evaluate((a) => a.getBoundingClientRect());
  const sheet = (await page.locator('#card').boundingBox()).y;
  assert.ok(top >= 0 && bottom <= sheet + 1, `the row stands from ${top} to ${bottom}, the sheet from ${sheet}`);
  await turn(page, 740, 360);
  assert.ok(Math.abs(await middle(page) - before) < 15, `the middle has moved by ${await middle(page) - before} days`);
  assert.equal(await page.locator('#card[data-event]').getAttribute('data-event'), 'secret-speech');
});

// A slow phone draws the rows some turns after the room that they stand in.
for (const [device, rate] of [['phone', 1], ['slow phone', 6]]) pageTest(`turning the ${device} and back keeps the place on the page`, { ...PHONE, touch: true, ...(rate > 1 && { chromium: 'only it can be slowed' }) }, async (page) => {
  if (rate > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
  /** The event whose row stands nearest to the middle of the window. */
  const event = () => page.$$eval('li[data-event]', (rows) => rows.map((row) => {
    const r = row.querySelector('a').getBoundingClientRect();
    return [Math.abs((r.top + r.bottom) / 2 - innerHeight / 2), row.dataset.event];
  }).sort((a, b) => a[0] - b[0])[0][1]);
  await page.evaluate(() => document.querySelector('li[data-event="lushan"] a, li[data-event="secret-speech"] a').scrollIntoView({ block: 'center' }));
  await still(page);
  const before = await event();
  await turn(page, PHONE.height, PHONE.width);
  await turn(page, PHONE.width, PHONE.height);
  assert.equal(await event(), before);
});
