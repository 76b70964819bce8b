// The two scripted sessions of readers who use no pointer, each in Chromium and in Firefox: one sees the page and has
// the keyboard alone, one hears it. What is heard is compared with `fixtures/spoken/`, one file for both engines.
//
//     UPDATE=1 BASE_URL=… node --test tests/page/engines.test.mjs     writes the fixtures; read them before they are kept

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { byId, events, inTime, laneOf } from './facts.mjs';
import { FRAME, LAPTOP, PHONE, cardShows, focusedEvent, pageTest, span, still } from './harness.mjs';
import { session } from './engines/sessions.mjs';

const ENGINES = ['chromium', 'firefox'];

/** Compares lines with a fixture. Whoever renews the fixtures takes them from Chromium; Firefox must say the same. */
function equals(engine, name, lines) {
  const file = new URL(`fixtures/spoken/${name}.txt`, import.meta.url);
  if (process.env.UPDATE && engine === 'chromium') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, `${lines.join('\n')}\n`);
  }
  assert.deepEqual(lines, readFileSync(file, 'utf8').trimEnd().split('\n'), `${engine} does not say what fixtures/spoken/${name}.txt holds`);
}

for (const engine of ENGINES) {
  test(`${engine}: the page is read whole → period → event → evidence, in order of time, with dates in words`, { timeout: 120_000 }, async () => {
    const reader = await session(engine, { hash: 'e=secret-speech' });
    try {
      const page = await reader.read('body');
      equals(engine, 'page', page);
      // Whole, then periods, then events: no level is left out on the way down, and one heading is the whole.
      const levels = page.filter((l) => l.startsWith('heading')).map((l) => Number(l[8]));
      assert.deepEqual([levels[0], levels.filter((l) => l === 1).length], [1, 1]);
      for (const [i, level] of levels.entries()) assert.ok(i === 0 || level <= levels[i - 1] + 1, `heading ${i} goes down from ${levels[i - 1]} to ${level}`);
      const names = page.filter((l) => /^link .*/.test(l) && inTime.some((id) => l.startsWith(`link “${byId.get(id).label ?? byId.get(id).title},`)));
      assert.deepEqual(names.map((l) => inTime.find((id) => l.startsWith(`link “${byId.get(id).label ?? byId.get(id).title},`))), inTime, 'the events are not read in order of time');
      for (const [i, id] of inTime.entries()) assert.ok(dated(names[i], byId.get(id).date), `${byId.get(id).date} is not in ${names[i]}`);
      assert.ok(page.includes('button “Strain, 30 events”'), 'a chip does not say how many events it has');
      // The evidence comes after the event it belongs to, with its own headings.
      const card = await reader.read('#card');
      equals(engine, 'card', card);
      assert.ok(page.indexOf(card.find((l) => l.startsWith('heading 2'))) > page.findIndex((l) => l.includes('Border talks open')));
      // No part of the drawing is in the tree, in whatever role.
      const drawn = await reader.spoken('svg#plate, svg#plate *, [data-minimap], [data-minimap] *');
      assert.ok(drawn.length > 300, `only ${drawn.length} parts of the drawing were asked for`);
      // An element without a role and a name is nothing to a reader; Firefox calls what is not in the tree generic or none.
      assert.deepEqual(drawn.filter((d) => !['none', 'generic', ''].includes(d.role) || d.name), []);
    } finally {
      await reader.close();
    }
  });

  test(`${engine}: a session by ear says what its fixture holds, at most one sentence an act`, { timeout: 120_000 }, async () => {
    const reader = await session(engine);
    try {
      const acts = [
        ['Tab'], ['Enter'], ['Tab'], ['ArrowRight'], ['ArrowRight'], ['ArrowDown'], ['ArrowUp'], ['ArrowLeft'], ['Enter'], ['Enter'], ['Tab'], ['Escape'],
        ['Enter'], ['ArrowRight'], ['ArrowRight'], ['Escape'], ['+'], ['-'], ['0'], [']'], ['u'], ['f'], ['ArrowRight'], ['ArrowRight'], [' '], [' '],
        ['/'], [...'treaty'], ['Escape'], ['Tab'], ['?'], ['Escape'],
      ];
      for (const keys of acts) {
        const { said } = await reader.act(...keys);
        assert.ok(said.length <= keys.length, `${keys.join('')} says ${said.length} things: ${said}`);
        for (const text of said) assert.ok(text.split(/\s+/).length <= 20, `more than 20 words: ${text}`);
      }
      equals(engine, 'session', reader.log);
    } finally {
      await reader.close();
    }
  });
}

/** The walkthroughs of readers who see the page, as they are heard: the window, the address, what is done, what is read at the end. */
const WALKS = [
  // Before the class, with a clicker.
  ['teacher', { size: LAPTOP, query: 'theme=projector' }, async (reader) => {
    for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageUp', 'Escape']) await reader.act(key);
  }, ['header']],
  // An event, its sheet, and on by a link of “So”.
  ['phone', { size: PHONE }, async (reader) => {
    assert.ok(await reader.evaluate(() => innerWidth < 640), 'this is not the layout of the phone');
    await reader.choose('Secret Speech', 'li[data-event="secret-speech"] a');
    await reader.choose('China’s first reply on Stalin', '#card a[href="#e=historical-experience-1956"]');
  }, ['#card']],
  // The help on a small laptop.
  ['laptop', { size: { width: 1366, height: 768 } }, async (reader) => {
    for (const key of ['?', 'Tab']) await reader.act(key);
  }, ['#help']],
  // Two periods and a theme in a frame: its title line, and an event.
  ['frame', { size: FRAME, query: 'embed=1', hash: 'p=strain,split&th=ideology' }, async (reader) => {
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'ArrowRight', 'Enter']) await reader.act(key);
    reader.log.push(await reader.evaluate(() => document.querySelector('header .count').textContent));
  }, ['header', '#card']],
];

for (const engine of ENGINES) {
  for (const [name, where, walk, inside] of WALKS) {
    test(`${engine}: what is heard in the walkthrough of the ${name} is what its fixture holds`, { timeout: 120_000 }, async () => {
      const reader = await session(engine, where);
      try {
        await walk(reader);
        const read = [];
        for (const part of inside) read.push('', ...await reader.read(part));
        equals(engine, name, [...reader.log, ...read]);
      } finally {
        await reader.close();
      }
    });
  }
}

/** What can have the focus and is shown: but for what is only moved to by script, and the events, which are one stop. */
const CONTROLS = 'a[href], button, input, select, textarea, summary';

/** The focused element: what it is, in which part of the page, how its ring looks, and what covers it. */
const stop = (page) => page.evaluate(() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  globalThis.reached ??= new Set();
  globalThis.reached.add(el);
  const style = getComputedStyle(el);
  // Relative luminance of a colour as the browser writes it out.
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = el.parentElement;
  while (ground && /^(transparent|rgba\(.*, 0\))$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
  const [high, low] = [light(style.outlineColor), ground ? light(getComputedStyle(ground).backgroundColor) : 1].sort((a, b) => b - a);
  // A radio button's ring stands on its label.
  const boxes = [...el.getClientRects()].filter((r) => r.width > 0);
  const covered = boxes.flatMap((r) => [[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => [
    Math.min(Math.max(r.left + 3, r.left + r.width * x), r.right - 3), Math.min(Math.max(r.top + 3, r.top + r.height * y), r.bottom - 3),
  ])).map(([x, y]) => document.elementFromPoint(x, y)).filter((top) => !top || !(el.contains(top) || top.contains(el)))
    // The targets of the plate have no ground and no letters of their own: one over another hides nothing.
    .filter((top) => !(el.matches('.placed') && top?.closest('.placed')))
    // Firefox stops at what scrolls, here the whole card; the pattern along its edge lies on its margin.
    .filter((top) => !(el.matches('.card-body') && top?.closest('.edge')));
  return {
    what: `${el.localName} “${(el.getAttribute('aria-label') ?? el.textContent).trim().slice(0, 50)}”`,
    part: [['plate', 'li[data-event]'], ['card', '#card'], ['skip', '.skip'], ['tools', 'header'], ['filters', '.filters'], ['zoom', '.foot']].find(([, s]) => el.closest(s))?.[0] ?? 'other',
    group: el.closest('[role=group] .run') !== null,
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), contrast: (high + 0.05) / (low + 0.05),
    seen: boxes.length > 0 && boxes.every((r) => r.left >= -1 && r.top >= -1 && r.right <= innerWidth + 1 && r.bottom <= innerHeight + 1),
    covered: covered.map((top) => top?.outerHTML.slice(0, 60) ?? 'outside'),
  };
});

function isPlain(at) {
  assert.ok(at.ring >= 2, `${at.what} has a ring of ${at.ring} px`);
  assert.ok(at.contrast >= 3, `the ring of ${at.what} has a contrast of ${at.contrast}`);
  assert.ok(at.seen, `${at.what} is not wholly in the window`);
  assert.deepEqual(at.covered, [], `${at.what} is covered`);
}

/** Presses Tab from the top until the focus leaves the page: the stops. Inside a group, the arrows are tried too. */
async function walk(page, look = isPlain) {
  const stops = [];
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press('Tab');
    const at = await stop(page);
    // The focus went on to the browser; Chromium without a window comes round to the page at the next press.
    if (!at) return stops;
    look(at);
    stops.push(at);
    if (!at.group || at.part !== 'filters') continue;
    const first = at.what;
    for (let k = 0; k < 12; k += 1) {
      await page.keyboard.press('ArrowRight');
      const next = await stop(page);
      if (next.what === first) break;
      look(next);
    }
  }
  throw new Error(`a trap: ${stops.slice(-3).map((s) => s.what)}`);
}

const unreached = (page) => page.evaluate((controls) => [...document.querySelectorAll(controls)]
  .filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.disabled && !el.closest('li[data-event]') && !globalThis.reached.has(el))
  // “Compare” is for the pointer; the test of the menus finds the same link in the panel beside it.
  .filter((el) => !el.matches('.opens > a[tabindex="-1"]'))
  .map((el) => `${el.localName} “${(el.getAttribute('aria-label') ?? el.textContent).trim().slice(0, 50)}”`), CONTROLS);

const focusIs = (page, id) => page.waitForFunction((want) => document.activeElement?.closest('li[data-event]')?.dataset.event === want, id);

for (const engine of ENGINES) {
  for (const [state, hash] of [['closed', ''], ['open', 'e=secret-speech']]) {
    pageTest(`${engine}: with the card ${state}, Tab and arrows reach each control, each with a ring that nothing covers, and lead out again`, { engine, still: true, hash }, async (page) => {
      const stops = await walk(page);
      const parts = stops.map((s) => s.part).filter((part, i, all) => part !== all[i - 1]);
      assert.deepEqual(parts.slice(0, 4), ['skip', 'tools', 'filters', 'plate']);
      assert.deepEqual(parts.slice(4).sort(), hash ? ['card', 'zoom'] : ['zoom']);
      assert.ok(stops.findIndex((s) => s.part === 'plate') < 12, 'more than twelve stops before the plate');
      assert.equal(stops.filter((s) => s.part === 'plate').length, 1, 'the plate is not one stop');
      assert.deepEqual(await unreached(page), []);
    });
  }

  pageTest(`${engine}: every menu opens by its button, holds its controls, and Esc gives the focus back`, { engine, still: true }, async (page) => {
    let opened = 0;
    const lost = [];
    for (let n = 0; n < 20; n += 1) {
      await page.keyboard.press('Tab');
      if (!(await page.evaluate(() => document.activeElement?.matches('button[aria-expanded=false]')))) continue;
      opened += 1;
      const { what } = await stop(page);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.closest('.opens')?.querySelector('button[aria-expanded=true]'));
      const inside = () => page.evaluate((controls) => {
        const menu = document.querySelector('button[aria-expanded=true]').closest('.opens');
        return [...menu.querySelectorAll(controls)].filter((el) => !(el.matches('.opens > a[tabindex="-1"]') && [...menu.querySelectorAll('.pop a')].some((a) => a.href === el.href))).filter((el) => el.checkVisibility({ visibilityProperty: true }) && !globalThis.reached.has(el))
          // Of a set of radio buttons one is the stop; the arrows choose among them.
          .filter((el) => el.type !== 'radio' || ![...globalThis.reached].some((r) => r.name && r.name === el.name)).map((el) => el.outerHTML.slice(0, 80));
      }, CONTROLS);
      // The arrows while they find something in a group, else Tab.
      for (let k = 0, left = (await inside()).length, isNew = false; k < 30 && left; k += 1) {
        await page.keyboard.press(isNew && (await stop(page)).group ? 'ArrowRight' : 'Tab');
        if (!(await stop(page))) break;
        const now = (await inside()).length;
        [isNew, left] = [now < left, now];
      }
      assert.deepEqual(await inside(), [], `in the menu of ${what}`);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('.opens button[aria-expanded=true]'));
      const now = await stop(page);
      if (now?.what === what) continue;
      lost.push(`${what}: ${now?.what ?? 'nothing has the focus'}`);
      // So that the next menu is tried too.
      await page.evaluate((name) => [...document.querySelectorAll('button[aria-expanded]')].find((b) => name.includes(b.ariaLabel ?? b.textContent.trim())).focus(), what);
    }
    assert.deepEqual(lost, [], 'after Esc');
    assert.ok(opened >= 4, `only ${opened} menus`);
  });

  pageTest(`${engine}: every event is reached in at most ten keys more than there are events, ringed and uncovered`, { engine, still: true }, async (page) => {
    let keys = 0;
    const press = async (key) => {
      await page.keyboard.press(key);
      keys += 1;
    };
    for (const key of ['Tab', 'Enter', 'Tab']) await press(key);
    const found = new Set();
    for (;;) {
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      const at = await stop(page);
      assert.equal(at?.part, 'plate', `after ${keys} keys the focus is on ${at?.what}`);
      isPlain(at);
      const id = await focusedEvent(page);
      if (found.has(id)) break;
      found.add(id);
      if (found.size === events.length) break;
      await press('ArrowRight');
    }
    assert.equal(found.size, events.length);
    assert.ok(keys <= events.length + 10, `${keys} keys`);
  });

  pageTest(`${engine}: the jobs of W6 by keys alone`, { engine, still: true }, async (page) => {
    for (const key of ['Tab', 'Enter', 'Tab', 'Home']) await page.keyboard.press(key);
    await focusIs(page, inTime[0]);
    // The card opens, is entered, and gives the focus back to its event.
    for (let n = 1; n <= 12; n += 1) {
      await page.keyboard.press('ArrowRight');
      await focusIs(page, inTime[n]);
    }
    await page.keyboard.press('Enter');
    await cardShows(page, inTime[12]);
    assert.equal(await focusedEvent(page), inTime[12]);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'card-title');
    isPlain(await stop(page));
    await page.keyboard.press('Escape');
    await cardShows(page, null);
    await focusIs(page, inTime[12]);
    // Lanes.
    const from = laneOf(byId.get(inTime[12]));
    await page.keyboard.press('ArrowDown');
    await still(page);
    const below = await focusedEvent(page);
    assert.notEqual(laneOf(byId.get(below)), from, 'down stays in the lane');
    await page.keyboard.press('ArrowUp');
    await still(page);
    assert.notEqual(laneOf(byId.get(await focusedEvent(page))), laneOf(byId.get(below)), 'up stays in the lane');
    await page.keyboard.press('End');
    await focusIs(page, inTime.at(-1));
    await page.keyboard.press('Home');
    await focusIs(page, inTime[0]);
    // The focus stays on its event while the plate is zoomed and moved.
    for (let n = 1; n <= 20; n += 1) {
      await page.keyboard.press('ArrowRight');
      await focusIs(page, inTime[n]);
    }
    const days = async () => (await span(page).then(({ from: a, to: b }) => (Date.parse(b) - Date.parse(a)) / 86_400_000));
    const all = await days();
    await page.keyboard.press('+');
    await still(page);
    const near = await days();
    assert.ok(near < all, '+ does not come nearer');
    assert.equal(await focusedEvent(page), inTime[20]);
    const { from: left } = await span(page);
    await page.keyboard.press('Shift+ArrowRight');
    await still(page);
    assert.ok((await span(page)).from > left, 'Shift and an arrow do not pan');
    assert.equal(await focusedEvent(page), inTime[20]);
    await page.keyboard.press('-');
    await still(page);
    assert.ok(await days() > near, '− does not go back');
    await page.keyboard.press('0');
    await still(page);
    assert.equal(await days(), all, '0 does not show the whole');
    // The span by its two fields, the way without a drag.
    for (let n = 0; n < 8 && !(await page.evaluate(() => document.activeElement.matches('.dates summary'))); n += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.dates input')), 'Dates opens no field');
    isPlain(await stop(page));
    await page.keyboard.press('Tab');
    // Search, and back.
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement.id === 'search');
    await page.keyboard.type('treaty');
    await page.waitForFunction(() => document.querySelector('li[data-event][data-out]'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('li[data-event][data-out]'));
    // Help, and back.
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('?');
    await page.locator('#help').waitFor({ state: 'visible' });
    await page.keyboard.press('?');
    await page.locator('#help').waitFor({ state: 'hidden' });
  });
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Whether a name tells a date in words with its precision (spec §5.2); written without any code of the product. */
function dated(name, date) {
  return date.split('/').filter((point) => point && point !== '..').every((point) => {
    const [year, month, day] = point.replace(/[~?%]/g, '').split('-').map(Number);
    const said = [name.includes(String(year)), !/\d–\d/.test(name)];
    if (month > 20) said.push(/(spring|summer|autumn|winter) \d{4}, between \w+ and \w+/.test(name));
    else if (month) said.push(name.includes(MONTHS[month - 1]));
    else if (!date.includes('/') && !/[~?]/.test(date)) said.push(name.includes('exact date not given'));
    if (day) said.push(new RegExp(`\\b${day}\\b`).test(name));
    if (point.includes('~')) said.push(name.includes('about'));
    return said.every(Boolean);
  });
}
