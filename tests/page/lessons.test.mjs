// The lessons: present mode by every clicker, two windows in step, quiz, sheets, selection, the time between two events.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bounds, data, dayNumber, events } from './facts.mjs';
import { BASE, PHONE, address, fragment, pageTest } from './harness.mjs';

const PROJECTORS = [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }];
const lessons = JSON.parse(readFileSync(new URL('../../data/timeline.json', import.meta.url)));
const story = (id) => lessons.stories.find((one) => one.id === id);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The slide that is shown, and what it is about. */
const slide = (page) => page.evaluate(() => {
  const main = document.querySelector('#lesson [data-stop]');
  return { stop: Number(main?.dataset.stop), title: document.querySelector('#slide-title')?.textContent, blank: document.querySelector('[data-blank]')?.dataset.blank };
});
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForTimeout(60);
};
const present = (hash, body, size = PROJECTORS[0]) => [{ ...size, hash, still: true }, body];

// ---- present mode ----

pageTest('a clicker goes through a story and back', ...present('v=present&s=why-split.0', async (page) => {
  assert.deepEqual(await slide(page), { stop: 0, title: 'Why did it split?', blank: undefined });
  for (const [key, stop] of [['PageDown', 1], ['ArrowRight', 2], ['ArrowDown', 3], ['Space', 4], ['Enter', 5], ['PageUp', 4], ['ArrowLeft', 3], ['ArrowUp', 2], ['End', 13], ['Home', 0]]) {
    await press(page, key);
    assert.equal((await slide(page)).stop, stop, key);
  }
}));

for (const [key, kind] of [['b', 'paper'], ['.', 'paper'], ['w', 'black']]) {
  pageTest(`“${key}” blanks, and any step comes back to the same slide`, ...present('v=present&s=why-split.3', async (page) => {
    await press(page, key);
    assert.equal((await slide(page)).blank, kind);
    assert.equal(await page.locator('#lesson [role=status]').innerText(), 'Blank.');
    const seen = await page.evaluate(() => [0, 0.5, 1].flatMap((x) => [0, 0.5, 1].map((y) => {
      const at = document.elementsFromPoint(Math.min(x * innerWidth, innerWidth - 1), Math.min(y * innerHeight, innerHeight - 1));
      // The controls stand above it and are seen only when the pointer moves.
      const top = at.find((one) => !one.closest('.controls') || getComputedStyle(one.closest('.controls')).opacity !== '0');
      return `${top.className} ${getComputedStyle(top).backgroundColor}`;
    })));
    const colour = kind === 'black' ? 'rgb(0, 0, 0)' : await page.evaluate(() => getComputedStyle(document.querySelector('.present')).backgroundColor);
    assert.deepEqual(seen, Array(9).fill(`blank ${colour}`));
    await press(page, key);
    assert.deepEqual([(await slide(page)).blank, (await slide(page)).stop], [undefined, 3]);
    await press(page, key, 'PageDown');
    assert.deepEqual([(await slide(page)).blank, (await slide(page)).stop], [undefined, 3]);
  }));
}

/** What is seen of the controls of a talk: how opaque, and whether they take a tap. */
const seenControls = (page) => page.$eval('.controls', (e) => [getComputedStyle(e).opacity, getComputedStyle(e).pointerEvents]);
const TABLET = { width: 1024, height: 768, touch: true, still: true, hash: 'v=present&s=why-split.2', chromium: 'Firefox is driven with a mouse' };

pageTest('by touch alone: a tap calls the controls and presses none that was not seen', TABLET, async (page) => {
  await page.waitForSelector('#slide-title');
  const { x, y } = await page.getByRole('button', { name: 'Back to the timeline' }).boundingBox();
  await page.touchscreen.tap(x + 20, y + 20);
  await page.waitForTimeout(400);
  assert.match(await fragment(page), /v=present/, 'the slide is still there');
  assert.deepEqual(await seenControls(page), ['1', 'auto']);
  await page.touchscreen.tap(x + 20, y + 20);
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-lesson'));
});

pageTest('by touch alone: the screen is blanked, nothing stands on the paper, and a tap leads back to the slide', TABLET, async (page) => {
  await page.waitForSelector('#slide-title');
  await page.touchscreen.tap(300, 200);
  await page.getByRole('button', { name: 'Blank' }).tap();
  assert.equal((await slide(page)).blank, 'paper');
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.controls')).opacity === '0');
  assert.equal((await slide(page)).blank, 'paper');
  await page.touchscreen.tap(300, 200);
  await page.waitForSelector('#slide-title');
  assert.deepEqual([(await slide(page)).stop, (await slide(page)).blank], [2, undefined]);
  await page.getByRole('button', { name: 'Next' }).tap();
  assert.equal((await slide(page)).stop, 3);
});

pageTest('a control that was pressed by the mouse is not pressed again by a clicker that sends Space or Enter', ...present('v=present&s=why-split.2', async (page) => {
  await page.mouse.move(300, 300);
  const asks = page.getByRole('button', { name: 'Ask first' });
  await asks.click();
  for (const [key, stop] of [['Space', 2], ['Space', 3], ['Enter', 3], ['Enter', 4]]) {
    await press(page, key);
    assert.deepEqual([(await slide(page)).stop, await asks.getAttribute('aria-pressed')], [stop, 'true'], key);
  }
  // Who walks with Tab stays on the control.
  await asks.focus();
  await press(page, 'Enter');
  assert.deepEqual([(await slide(page)).stop, await asks.getAttribute('aria-pressed')], [4, 'false']);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Ask first');
}));

pageTest('the same stop is back after a reload, within a second', ...present('v=present&s=why-split.0', async (page) => {
  await press(page, 'PageDown', 'PageDown', '+');
  const before = await slide(page);
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    await page.reload();
    await page.waitForSelector('#slide-title');
    assert.deepEqual(await slide(page), before);
    times.push(await page.evaluate(() => performance.now()));
  }
  console.log(`# reloads, ms: ${times.map((t) => t.toFixed(0)).join(' ')}`);
  assert.ok(times.sort((a, b) => a - b)[2] < 1000, times.join(' '));
  assert.ok(await page.locator('.present.text-1').count(), 'the size of the text too');
}));

pageTest('F5 is left to the browser, on the timeline, on a slide and in the quiz', { hash: 'e=secret-speech' }, async (page) => {
  const isTaken = (key, more = {}) => page.evaluate(([name, keys]) => {
    const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...keys });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }, [key, more]);
  for (const [hash, seen] of [['e=secret-speech', '#card[data-event]'], ['v=present&s=why-split.3', '#slide-title'], ['v=quiz&seed=7', '[data-quiz-item]']]) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.waitForSelector(seen);
    assert.equal(await isTaken('F5'), false, hash);
    assert.equal(await isTaken('F5', { shiftKey: true }), false, `Shift, ${hash}`);
  }
  await page.evaluate(() => { location.hash = 'v=present&s=why-split.3'; });
  await page.waitForSelector('#slide-title');
  assert.equal(await isTaken('PageDown'), true, 'a key of a clicker is ours');
});

/** A page on which the reader asked for no shortcuts of one key, on this or an earlier visit. */
const withoutShortcuts = (page) => page.addInitScript(() => {
  try { localStorage.setItem('options', 'nokeys'); } catch { /* no page of the site */ }
});

pageTest('without shortcuts of one key letters, figures and signs do nothing, and other keys of a clicker go on', { ...PROJECTORS[0], still: true, prepare: withoutShortcuts, hash: 'v=present&s=why-split.3' }, async (page) => {
  await page.waitForSelector('#slide-title');
  const state = () => page.evaluate(() => ({
    stop: document.querySelector('#lesson [data-stop]').dataset.stop, blank: document.querySelectorAll('[data-blank]').length,
    typed: document.querySelectorAll('#typed').length, pair: document.querySelectorAll('.pair').length, size: document.querySelector('main.present').className.match(/text-\d/)[0],
    pressed: [...document.querySelectorAll('.controls [aria-pressed]')].map((button) => button.getAttribute('aria-pressed')).join(), address: location.search + location.hash,
  }));
  const before = await state();
  for (const key of ['b', '.', 'w', 'n', 'a', 'v', '+', '=', '-', '3', '0', '[', ']', 'B', 'p', 'm']) {
    await press(page, key);
    assert.deepEqual(await state(), before, key);
  }
  for (const [key, stop] of [['PageDown', 4], ['ArrowRight', 5], ['ArrowDown', 6], ['Space', 7], ['Enter', 8], ['PageUp', 7], ['ArrowLeft', 6], ['ArrowUp', 5], ['End', 13], ['Home', 0]]) {
    await press(page, key);
    assert.equal((await slide(page)).stop, stop, key);
  }
  for (const hash of ['v=stories', 'v=quiz&seed=7', 'v=selection', 'v=print&s=why-split.0']) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.waitForSelector('#lesson h1');
    const there = await page.evaluate(() => [location.href, document.querySelector('#lesson').innerHTML]);
    await press(page, 'b', '3', 'n', 'p', 'm');
    assert.deepEqual(await page.evaluate(() => [location.href, document.querySelector('#lesson').innerHTML]), there, hash);
  }
  await press(page, 'Escape');
  await page.waitForSelector('html:not([data-lesson])[data-view] svg#plate');
  const timeline = page.url();
  await press(page, 'p', 'm', 'n');
  assert.deepEqual([page.url(), await page.locator('html[data-numbers]').count()], [timeline, 0], 'on the timeline neither');
});

/** A page whose browser has a wake lock of our own; `asked` counts what was asked of it. */
const withLock = (kind) => (page) => page.addInitScript((what) => {
  globalThis.asked = [];
  const request = (type) => {
    globalThis.asked.push(type);
    return what === 'refused' ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve({});
  };
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: what === 'none' ? undefined : { request } });
  globalThis.seen = (is) => {
    for (const [name, value] of [['hidden', !is], ['visibilityState', is ? 'visible' : 'hidden']]) Object.defineProperty(document, name, { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  };
}, kind);
const asked = (page) => page.evaluate(() => globalThis.asked);
const hideAndShow = async (page) => {
  await page.evaluate(() => globalThis.seen(false));
  await page.evaluate(() => globalThis.seen(true));
  await page.waitForTimeout(50);
};

for (const query of ['', 'theme=light']) {
  pageTest(`the screen is asked to stay on while slides are shown${query && `, also with ${query}`}, and again when the page is seen again`, { ...PROJECTORS[0], still: true, query, hash: 'v=stories', prepare: withLock('held') }, async (page) => {
    await page.waitForSelector('#lesson h1');
    await hideAndShow(page);
    assert.deepEqual(await asked(page), [], 'not for a page that is read');
    await page.evaluate(() => { location.hash = 'v=present&s=why-split.2'; });
    await page.waitForSelector('#slide-title');
    await press(page, 'PageDown', 'PageDown');
    assert.deepEqual(await asked(page), ['screen'], 'once, not with each slide');
    await page.evaluate(() => globalThis.seen(false));
    await page.waitForTimeout(50);
    assert.equal((await asked(page)).length, 1, 'not while it is hidden');
    await page.evaluate(() => globalThis.seen(true));
    await page.waitForTimeout(50);
    assert.deepEqual(await asked(page), ['screen', 'screen']);
    await press(page, 'Escape');
    await page.waitForSelector('html:not([data-lesson])');
    await hideAndShow(page);
    assert.equal((await asked(page)).length, 2, 'not after the slides');
  });
}

for (const [kind, what] of [['none', 'without a wake lock'], ['refused', 'when the wake lock is refused']]) {
  pageTest(`${what} the slides are shown, and nothing complains`, { ...PROJECTORS[0], still: true, hash: 'v=present&s=why-split.2', prepare: withLock(kind) }, async (page) => {
    await page.waitForSelector('#slide-title');
    await hideAndShow(page);
    await press(page, 'PageDown');
    assert.equal((await slide(page)).stop, 3);
    assert.equal((await asked(page)).length, kind === 'none' ? 0 : 2);
  });
}

pageTest('Esc leads back to the timeline, at the event of the slide', ...present('v=present&s=why-split.2', async (page) => {
  await press(page, 'v', 'Escape');
  assert.equal((await slide(page)).stop, 2, 'first it closes the two views');
  await press(page, 'Escape');
  await page.waitForSelector('#card[data-event="secret-speech"]');
  assert.ok(!await page.evaluate(() => document.documentElement.hasAttribute('data-lesson')));
  assert.ok(await page.locator('svg#plate').isVisible());
}));

pageTest('a number and Enter show that event, and PageUp is back in the story', ...present('v=present&s=why-split.4', async (page) => {
  const before = await slide(page);
  await press(page, '3');
  assert.match(await page.locator('#typed').innerText(), /3/);
  await press(page, 'Enter');
  assert.equal((await slide(page)).title, data.events[2].label ?? data.events[2].title);
  await press(page, 'PageUp');
  assert.deepEqual(await slide(page), before);
}));

pageTest('a slide that asks first tells with the next press', ...present('v=present&s=why-split.0', async (page) => {
  await press(page, 'a', 'PageDown');
  const line = story('why-split').stops[0].line;
  assert.ok(!(await page.locator('#slide').innerText()).includes(line.slice(0, 30)));
  assert.match(await page.locator('#slide').innerText(), /Because …\?/i);
  await press(page, 'PageDown');
  assert.ok((await page.locator('#slide').innerText()).includes(line.slice(0, 30)));
  assert.equal((await slide(page)).stop, 1);
}));

pageTest('two views fill the screen, Moscow first, with their works', ...present('e=treaty-1950&v=present', async (page) => {
  await press(page, 'v');
  assert.deepEqual(await page.locator('.pair h2').allInnerTexts().then((all) => all.map((t) => t.toLowerCase())), ['from moscow', 'from beijing']);
  const view = lessons.views.find((one) => one.event === 'treaty-1950' && one.side === 'beijing');
  assert.ok((await page.locator('.pair').innerText()).includes(view.text));
  assert.ok(await page.locator('.pair .works li').count() > 0);
}));

pageTest('“p” presents from the timeline, and its filters stay', { hash: 'e=secret-speech&p=strain', still: true }, async (page) => {
  await press(page, 'p');
  await page.waitForSelector('#slide-title');
  assert.equal((await slide(page)).title, 'Khrushchev’s ‘Secret Speech’');
  await press(page, 'Home');
  assert.equal((await slide(page)).stop, 0);
  assert.match(await fragment(page), /p=strain/);
  await page.goBack();
  await page.waitForSelector('html:not([data-lesson]) svg#plate');
});

for (const size of PROJECTORS) {
  pageTest(`nothing is too small on ${size.width} × ${size.height}, and every slide stands in its room`, ...present('v=present&s=whole-story.0', async (page) => {
    const count = story('whole-story').stops.length + 2;
    // Lines of the style sheet, as the browser cuts them to whole px. Of a double line each of the two counts.
    await page.evaluate(() => {
      globalThis.thin = () => [...document.querySelectorAll('#lesson .present, #lesson .present *')].filter((e) => e.getClientRects().length).flatMap((e) => {
        const style = getComputedStyle(e);
        return ['Top', 'Right', 'Bottom', 'Left'].flatMap((side) => {
          const kind = style[`border${side}Style`];
          const wide = parseFloat(style[`border${side}Width`]);
          if (kind === 'none' || !wide) return [];
          globalThis.borders = (globalThis.borders ?? 0) + 1;
          const line = kind === 'double' ? Math.ceil(wide / 3) : wide;
          return line < innerHeight * 0.0025 - 0.01 ? [`border of ${e.className || e.localName}: ${line}`] : [];
        });
      });
    });
    for (let i = 0; i < count; i += 1) {
      const found = await page.evaluate(() => {
        const h = innerHeight;
        const small = [];
        const texts = [...document.querySelectorAll('.present > :not(.controls) *, .present > svg text')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length);
        for (const e of texts) {
          const scale = e.ownerSVGElement ? e.getScreenCTM().a : 1;
          const size = parseFloat(getComputedStyle(e).fontSize) * scale;
          if (size < h * 0.026 - 0.02) small.push(`${e.textContent.slice(0, 20)}: ${size}`);
        }
        for (const e of document.querySelectorAll('.strip path, .strip circle, .strip rect')) {
          const style = getComputedStyle(e);
          const wide = parseFloat(style.strokeWidth) * e.getScreenCTM().a;
          // Hatching and dots are a pattern, the paper’s edge about a symbol no line.
          if (style.stroke !== 'none' && wide < h * 0.0025 - 0.01 && !e.closest('.sym')) small.push(`${e.getAttribute('class')} ${wide}`);
        }
        small.push(...thin());
        const slide = document.querySelector('#slide');
        const wide = document.documentElement.scrollWidth > innerWidth;
        return { small, over: slide.scrollHeight - slide.clientHeight, wide, texts: texts.length };
      });
      assert.ok(found.texts > 5);
      assert.deepEqual([found.small, found.over <= 1, found.wide], [[], true, false], `slide ${i}: ${found.over}`);
      await press(page, 'PageDown');
      await page.waitForTimeout(120);
    }
    assert.ok(await page.evaluate(() => globalThis.borders) > count, 'borders were measured');
    // Other states of a slide: asked first, a number typed, away from the story, two views, the controls.
    await page.evaluate(() => { location.hash = 'v=present&s=whole-story.3'; });
    await page.waitForTimeout(120);
    await page.mouse.move(300, 300);
    for (const [keys, there] of [[['a'], '.wait'], [['3'], '#typed'], [['Enter'], '#slide-title'], [['v'], '.pair']]) {
      await press(page, ...keys);
      await page.waitForSelector(there);
      assert.deepEqual(await page.evaluate(() => globalThis.thin()), [], keys.join());
    }
  }, size));
}

pageTest('the slides of every story stand in their room, also with the largest text', ...present('v=present&s=why-split.1', async (page) => {
  await press(page, '+', '+');
  for (const one of lessons.stories) {
    await page.evaluate((id) => { location.hash = `v=present&s=${id}.1`; }, one.id);
    await page.waitForTimeout(200);
    for (let i = 1; i <= one.stops.length; i += 1) {
      const over = await page.locator('#slide').evaluate((e) => e.scrollHeight - e.clientHeight);
      assert.ok(over <= 1, `${one.id} ${i}: ${over} px`);
      await press(page, 'PageDown');
      await page.waitForTimeout(120);
    }
  }
}));

pageTest('projected text has a contrast of 7 to 1', ...present('v=present&s=why-split.2', async (page) => {
  await page.evaluate(axe);
  for (const keys of [[], ['v'], ['v', 'Home'], ['End']]) {
    await press(page, ...keys);
    const found = await page.evaluate(() => globalThis.axe.run('.present', { runOnly: ['color-contrast-enhanced'] }));
    assert.deepEqual(found.violations.flatMap((v) => v.nodes.map((n) => n.target.join(' '))), [], keys.join(' '));
  }
}));

/**
 * Letters of the strip with the contrast to what they stand on: their halo, else the topmost shape under their middle,
 * else the page. axe does not read the colours of a drawing.
 */
const letters = (page) => page.evaluate(() => {
  const parse = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => {
    const [r, g, b] = parse(colour).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const svg = document.querySelector('svg.strip');
  const all = [...svg.querySelectorAll('*')];
  const paper = getComputedStyle(document.querySelector('.present')).backgroundColor;
  return all.filter((e) => e.localName === 'text' && e.textContent.trim() && e.getClientRects().length).map((e) => {
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const under = all.slice(0, all.indexOf(e)).reverse().find((shape) => {
      if (!['rect', 'path', 'circle'].includes(shape.localName) || !/^rgb\(/.test(getComputedStyle(shape).fill)) return false;
      const at = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      return shape.isPointInFill(Object.assign(svg.createSVGPoint(), { x: at.x, y: at.y }));
    });
    const ground = style.stroke !== 'none' ? style.stroke : under ? getComputedStyle(under).fill : paper;
    const size = parseFloat(style.fontSize) * e.getScreenCTM().a;
    const [a, b] = [light(style.fill), light(ground)].sort((m, n) => n - m);
    // Large is 18 pt, or 14 pt in bold.
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return { text: e.textContent, of: e.getAttribute('class'), ratio: (a + 0.05) / (b + 0.05), least: isLarge ? 4.5 : 7, opacity: style.opacity };
  });
});

for (const size of PROJECTORS) {
  pageTest(`the letters of the strip have the contrast of a lit room on ${size.width} × ${size.height}`, ...present('v=present&s=why-split.0', async (page) => {
    const classes = new Set();
    for (let i = 0; i < 14; i += 1) {
      const found = await letters(page);
      assert.ok(found.length > 3, `slide ${i}: ${found.length} letters`);
      for (const one of found) classes.add(one.of);
      assert.deepEqual(found.filter((one) => one.ratio < one.least || one.opacity !== '1'), [], `slide ${i}`);
      await press(page, 'PageDown');
    }
    // Years, quarters, names of periods, neighbours and the flag's number: of each some were measured.
    for (const kind of ['num', 'month', 'letter', 'halo', 'number', 'flagnum']) assert.ok(classes.has(kind), `${kind} among ${[...classes]}`);
  }, size));
}

pageTest('a step of the text size sets the words larger and smaller', ...present('v=present&s=why-split.0', async (page) => {
  const size = () => page.locator('#slide-title').evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
  const sizes = [await size()];
  for (const key of ['+', '+', '-', '-']) {
    await press(page, key);
    sizes.push(await size());
  }
  const [one, two, three] = sizes;
  assert.ok(two > one * 1.1 && three > two * 1.1, sizes.join(' '));
  assert.deepEqual(sizes.slice(3), [two, one]);
}));

for (const still of [false, true]) {
  pageTest(still ? 'with reduced motion the strip is at the next stop at once' : 'the strip travels from stop to stop', { ...PROJECTORS[0], still, hash: 'v=present&s=why-split.3' }, async (page) => {
    await page.waitForSelector('#slide-title');
    await page.waitForTimeout(700);
    const seen = await page.evaluate(() => new Promise((done) => {
      const drawn = () => document.querySelector('svg.strip .axis').innerHTML;
      const states = [drawn()];
      new MutationObserver(() => { if (drawn() !== states.at(-1)) states.push(drawn()); })
        .observe(document.querySelector('#lesson'), { subtree: true, childList: true, attributes: true, characterData: true });
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
      setTimeout(() => done(states.length), 1500);
    }));
    if (still) assert.equal(seen, 2, 'before and after');
    else assert.ok(seen > 2, `${seen} places of the strip`);
  });
}

pageTest('the window with the notes keeps in step, both ways, without storage and without channels', {
  ...PROJECTORS[0], still: true,
  prepare: (page) => page.context().addInitScript(() => {
    delete globalThis.BroadcastChannel;
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  }),
  hash: 'v=present&s=why-split.1',
}, async (page) => {
  await page.mouse.move(300, 300);
  const [notes] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Notes window' }).click()]);
  await notes.waitForSelector('.notes');
  const at = (one) => one.evaluate(() => Number(document.querySelector('[data-stop]').dataset.stop));
  const both = async (stop, why) => {
    await page.waitForFunction((n) => Number(document.querySelector('[data-stop]').dataset.stop) === n, stop);
    await notes.waitForFunction((n) => Number(document.querySelector('[data-stop]').dataset.stop) === n, stop);
    assert.deepEqual([await at(page), await at(notes)], [stop, stop], why);
  };
  await both(1, 'it opens at the same stop');
  await page.keyboard.press('PageDown');
  await both(2, 'the clicker moves both');
  await notes.keyboard.press('PageDown');
  await both(3, 'the notes lead too');
  await notes.reload();
  await notes.waitForSelector('.notes');
  await both(3, 'loaded anew');
  await page.reload();
  await page.waitForSelector('.present');
  await notes.keyboard.press('PageUp');
  await both(2, 'after the projected one was loaded anew');
  assert.match(await notes.locator('.times').innerText(), /\d\d:\d\d[\s\S]*\d+:\d\d/);
  const gone = async () => Number((await notes.locator('.elapsed').innerText()).match(/(\d+):(\d\d)/).slice(1).reduce((minutes, seconds) => Number(minutes) * 60 + Number(seconds)));
  const earlier = await gone();
  await notes.waitForTimeout(2200);
  assert.ok(await gone() > earlier, `${earlier} s, and 2 s later ${await gone()} s`);
  assert.ok((await notes.locator('.notes').innerText()).includes(story('why-split').stops[1].question));
  assert.ok((await notes.locator('.next').innerText()).length > 5);
});

/** A talk on the projector and its window with the notes. */
async function withNotes(page) {
  await page.waitForSelector('#slide-title');
  await page.mouse.move(300, 300);
  const [notes] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Notes window' }).click()]);
  await notes.waitForSelector('.notes');
  return notes;
}

pageTest('the notes take the number of an event, and say which stop it is as the screen does', { ...PROJECTORS[0], still: true, hash: 'v=present&s=why-split.4' }, async (page) => {
  const notes = await withNotes(page);
  const places = async () => [await page.locator('.ph .place').innerText(), await notes.locator('.times .place').innerText()];
  assert.deepEqual(await places(), ['4 of 12', '4 of 12']);
  await press(notes, '3');
  assert.match(await notes.locator('#typed').innerText(), /3/);
  await press(notes, 'Enter');
  const { title, label = title } = data.events[2];
  await page.waitForFunction((name) => document.querySelector('#slide-title').textContent === name, label);
  assert.equal(await notes.locator('#slide-title').innerText(), title);
  await press(notes, 'PageUp');
  await page.waitForFunction(() => document.querySelector('.ph .place').textContent === '4 of 12');
  assert.equal(await notes.getByRole('button', { name: 'Notes window' }).count(), 0, 'it is this one');
});

pageTest('the notes say what the class sees instead of the slide, and still what comes next', { ...PROJECTORS[0], still: true, hash: 'v=present&s=why-split.2' }, async (page) => {
  const notes = await withNotes(page);
  const next = await notes.locator('.next p').innerText();
  for (const [key, over, back] of [['b', 'Blank.', 'b'], ['w', 'Blank.', 'w'], ['v', 'Two views', 'v']]) {
    assert.equal(await notes.locator('.over').count(), 0);
    await press(page, key);
    await notes.waitForSelector('.over');
    assert.deepEqual([await notes.locator('.over').innerText(), await notes.locator('.next p').innerText()], [over, next], key);
    await press(page, back);
    await notes.waitForFunction(() => !document.querySelector('.over'));
  }
  await press(page, 'a');
  await notes.waitForSelector('.over');
  assert.match(await notes.locator('.over').innerText(), /Think first/);
  await press(page, 'PageDown');
  await notes.waitForFunction(() => !document.querySelector('.over'));
});

pageTest('after F5 on the projected window its clicker still moves the notes; the time goes on, and the size is of both', { ...PROJECTORS[0], still: true, hash: 'v=present&s=why-split.2' }, async (page) => {
  const notes = await withNotes(page);
  const gone = async () => Number((await notes.locator('.elapsed').innerText()).match(/(\d+):(\d\d)/).slice(1).reduce((minutes, seconds) => Number(minutes) * 60 + Number(seconds)));
  await press(notes, '+');
  await page.waitForSelector('.present.text-1');
  await notes.waitForTimeout(3000);
  await page.reload();
  await page.waitForSelector('.present.text-1');
  // The notes say every second that they are there.
  await notes.waitForTimeout(2200);
  await press(page, 'PageDown');
  await notes.waitForFunction(() => document.querySelector('[data-stop]').dataset.stop === '3', null, { timeout: 3000 });
  const before = await gone();
  assert.ok(before >= 4, `${before} s`);
  await press(page, 'b');
  await notes.waitForSelector('.over');
  await notes.reload();
  await notes.waitForSelector('.over');
  assert.ok(await gone() >= before, `${before} s, then ${await gone()} s`);
});

// ---- stories ----

pageTest('every story is listed with its stops, and leads to its slides', { hash: 'v=stories' }, async (page) => {
  assert.deepEqual(await page.locator('[data-story]').evaluateAll((all) => all.map((e) => e.dataset.story)), lessons.stories.map((s) => s.id));
  await page.locator('[data-story="the-border"] summary').click();
  assert.equal(await page.locator('[data-story="the-border"] .stops > li').count(), story('the-border').stops.length);
  await page.locator('[data-story="the-border"] .acts a').first().click();
  await page.waitForFunction(() => document.querySelector('#slide-title')?.textContent === 'The border');
});

// ---- a whole lesson ----

pageTest('a lesson of twelve stops from the link to the homework: clicker, worksheet with its key, the same quiz for all', { ...PROJECTORS[0], still: true, chromium: 'only its driver prints' }, async (page) => {
  const lessonsMenu = async (name) => {
    await page.locator('summary, button').filter({ hasText: 'Lessons and print' }).first().click();
    await page.getByRole('link', { name, exact: true }).first().click();
  };
  await page.waitForSelector('html[data-ready]');
  await lessonsMenu('Stories');
  await page.locator('[data-story="why-split"] .acts a').first().click();
  await page.waitForSelector('#slide-title');
  const told = story('why-split');
  for (const [at, stop] of told.stops.entries()) {
    await press(page, 'PageDown');
    const event = lessons.events.find((one) => one.id === stop.event);
    assert.deepEqual([(await slide(page)).stop, (await slide(page)).title], [at + 1, event.label ?? event.title]);
    const text = await page.locator('#slide').innerText();
    assert.ok(text.includes(stop.line) && text.includes(stop.question), `${stop.event}: line or question`);
  }
  await press(page, 'Escape', 'Escape');
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-lesson'));
  await page.waitForSelector('html[data-ready] #plate');
  // The worksheet of the same story, on paper.
  await lessonsMenu('Stories');
  await page.locator('[data-story="why-split"] .acts a').nth(1).click();
  await page.locator('#sheet-sheet').selectOption('worksheet');
  await page.waitForSelector('.leaf.key');
  const { text } = await pdf(page);
  const paper = squeezed(text);
  for (const stop of told.stops) {
    const event = lessons.events.find((one) => one.id === stop.event);
    assert.ok(paper.includes(squeezed(event.title)), `${event.title} stands on the worksheet or in its key`);
  }
  // The quiz has a seed in its address: who opens it has the same questions.
  await page.getByRole('link', { name: 'Back to the timeline' }).click();
  await page.waitForSelector('html[data-ready] #plate');
  await lessonsMenu('Quiz');
  await page.waitForSelector('[data-quiz-item]');
  const homework = await page.evaluate(() => location.href);
  assert.match(homework, /seed=\d+/);
  const first = await page.locator('[data-quiz-item]').getAttribute('data-quiz-item');
  const pupil = await (await page.context().browser().newContext()).newPage();
  await pupil.goto(homework);
  await pupil.waitForSelector('[data-quiz-item]');
  assert.equal(await pupil.locator('[data-quiz-item]').getAttribute('data-quiz-item'), first);
  await pupil.context().close();
});

// ---- quiz ----

/** Goes through a quiz, answering as asked; the keys of its items. */
async function walk(page, limit = 12) {
  const keys = [];
  while (keys.length < limit && await page.locator('[data-quiz-item]').count()) {
    keys.push(await page.locator('[data-quiz-item]').getAttribute('data-quiz-item'));
    const show = page.locator('[data-options]');
    if (await show.count()) await show.click();
    const radio = page.locator('input[type=radio][data-choice]');
    if (await radio.count()) await radio.first().check();
    for (const select of await page.locator('select[data-choice]').all()) await select.selectOption({ index: 1 });
    await page.locator('[data-check]').click();
    await page.waitForSelector('.verdict');
    assert.ok((await page.locator('#lesson [role=status]').textContent()).length > 0 || keys.at(-1).startsWith('period:'));
    await page.locator('[data-next]').click();
    await page.waitForTimeout(40);
  }
  return keys;
}

pageTest('the same seed is the same quiz, and answers are kept', { hash: 'v=quiz&seed=7' }, async (page) => {
  const first = await walk(page);
  assert.ok(first.length >= 6 && new Set(first).size === first.length, first.join(' '));
  const code = await page.evaluate(() => localStorage.getItem('quiz-1'));
  assert.match(code, /^CU1\./);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForSelector('[data-quiz-item]');
  assert.equal(await page.locator('[data-quiz-item]').getAttribute('data-quiz-item'), first[0]);
  // The code brings the answers back.
  await page.locator('.keeping summary').click();
  await page.locator('#quiz-paste').fill(`${code} `);
  await page.locator('[data-paste]').click();
  assert.equal(await page.locator('#quiz-code').inputValue(), code);
  await page.locator('#quiz-paste').fill(code.slice(0, -4));
  await page.locator('[data-paste]').click();
  assert.match(await page.locator('.keeping .note').innerText(), /code/i);
  assert.equal(await page.locator('#quiz-code').inputValue(), code, 'a damaged code loses nothing');
  await page.locator('[data-forget]').click();
  assert.equal(await page.locator('#quiz-code').inputValue(), code, 'it asks first');
  await page.locator('[data-forget]').click();
  assert.notEqual(await page.locator('#quiz-code').inputValue(), code);
});

/** Goes on to the first item with options; its key. */
async function toOptions(page) {
  for (let n = 0; n < 10; n += 1) {
    const key = await page.locator('[data-quiz-item]').getAttribute('data-quiz-item');
    if (/^(work|because|led-to):/.test(key)) return key;
    await walk(page, 1);
  }
  return assert.fail('the seed has no item with options');
}

pageTest('a right answer inks its event, a wrong one does not, and options come after the answer', { hash: 'v=quiz&seed=3' }, async (page) => {
  const ink = () => page.evaluate(() => ({
    told: Number(document.querySelector('[data-inked]').dataset.inked), known: document.querySelectorAll('.inked .ink.known').length, seen: document.querySelectorAll('.inked .ink.seen').length,
  }));
  let right = null;
  // The same seed asks the same: the first round finds out which is right, the others answer it rightly and wrongly.
  for (const round of ['look', 'right', 'wrong']) {
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.waitForSelector('[data-quiz-item]');
    const key = await toOptions(page);
    const before = await ink();
    assert.equal(await page.locator('[data-choice]').count(), 0, 'say it first');
    await page.locator('[data-options]').click();
    const count = await page.locator('[data-choice]').count();
    assert.ok(count >= 3, `${count} options`);
    const choice = round === 'right' ? right : round === 'wrong' ? (right + 1) % count : 0;
    await page.locator('input[data-choice]').nth(choice).check();
    await page.locator('[data-check]').click();
    await page.waitForSelector('.verdict');
    assert.equal(await page.locator('.option.right').count(), 1);
    const after = await ink();
    assert.equal(after.told, after.known, 'the number is that of the drawing');
    if (round === 'look') right = await page.$$eval('.option', (all) => all.findIndex((one) => one.classList.contains('right')));
    if (round === 'right') {
      assert.equal(await page.locator('.option.wrong').count(), 0);
      assert.ok(after.known > before.known, `${key}: ${before.known} inked, then ${after.known}`);
    }
    if (round === 'wrong') {
      assert.equal(await page.locator('.option.wrong').count(), 1);
      assert.ok(after.known <= before.known, `${key}: ${before.known} inked, then ${after.known}`);
      assert.ok(after.seen > before.seen, `${key}: it is marked as seen`);
    }
  }
});

pageTest('who opens the address of another’s quiz has its questions, whatever is due here; a quiz of one’s own begins with that', { hash: 'v=quiz&seed=7', prepare: (page) => page.clock.install({ time: new Date('2026-01-10T10:00:00') }) }, async (page) => {
  const first = () => page.locator('[data-quiz-item]').getAttribute('data-quiz-item');
  const asked = await first();
  // Answered two months ago: what is due here is none of what the address asks.
  await page.evaluate(() => { location.hash = 'v=quiz&seed=1000'; });
  await page.waitForFunction((old) => document.querySelector('[data-quiz-item]')?.dataset.quizItem !== old, asked);
  const due = await first();
  await walk(page, 1);
  await page.clock.setFixedTime(new Date('2026-03-10T10:00:00'));
  await page.goto('about:blank');
  await page.goto(address({ hash: 'v=quiz&seed=7' }));
  await page.waitForSelector('[data-quiz-item]');
  assert.equal(await first(), asked);
  await page.goto('about:blank');
  await page.goto(address({ hash: 'v=quiz' }));
  await page.waitForSelector('[data-quiz-item]');
  assert.equal(await first(), due);
  assert.match(await fragment(page), /seed=\d+/);
  await page.reload();
  await page.waitForSelector('[data-quiz-item]');
  assert.equal(await first(), due, 'loaded anew');
});

pageTest('on a phone the words beside an option stand in one line', { ...PHONE, touch: true, hash: 'v=quiz&seed=3' }, async (page) => {
  await toOptions(page);
  await page.locator('[data-options]').click();
  const wrong = page.locator('input[data-choice]').first();
  await wrong.check();
  await page.locator('[data-check]').click();
  await page.waitForSelector('.verdict');
  const marks = await page.$$eval('.option .mark', (all) => all.map((mark) => {
    const range = document.createRange();
    range.selectNodeContents(mark);
    return [mark.textContent, new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size];
  }));
  assert.ok(marks.length >= 1);
  assert.deepEqual(marks.filter(([, lines]) => lines !== 1), []);
});

pageTest('a choice of what belongs to what begins with nothing chosen', { hash: 'v=quiz&seed=30' }, async (page) => {
  for (let seed = 30; seed < 60 && !await page.locator('.quiz .item select').count(); seed += 1) {
    await page.evaluate((n) => { location.hash = `v=quiz&seed=${n}`; }, seed);
    await page.waitForTimeout(80);
    for (let n = 0; n < 12 && await page.locator('[data-quiz-item]').count() && !await page.locator('.quiz .item select').count(); n += 1) await walk(page, 1);
  }
  const values = await page.$$eval('.quiz .item select', (all) => all.map((one) => one.value));
  assert.ok(values.length >= 3, `${values.length} choices`);
  assert.deepEqual(values.filter((value) => value !== ''), []);
});

pageTest('the day of the examination is kept', { hash: 'v=quiz&seed=7' }, async (page) => {
  await page.locator('.keeping summary').click();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('#quiz-exam').fill(day);
  await page.locator('#quiz-exam').blur();
  await page.reload();
  await page.waitForSelector('#quiz-exam', { state: 'attached' });
  assert.equal(await page.locator('#quiz-exam').inputValue(), day);
});

pageTest('what is put in order is moved by the keyboard', { hash: 'v=quiz&seed=7' }, async (page) => {
  for (let seed = 7; seed < 20 && !await page.locator('ol.order').count(); seed += 1) {
    await page.evaluate((n) => { location.hash = `v=quiz&seed=${n}`; }, seed);
    await page.waitForTimeout(80);
    for (let n = 0; n < 12 && await page.locator('[data-quiz-item]').count() && !await page.locator('ol.order').count(); n += 1) await walk(page, 1);
  }
  const order = () => page.$$eval('ol.order > li', (all) => all.map((one) => one.dataset.choice));
  const [a, b, ...more] = await order();
  await page.locator('ol.order > li').first().getByRole('button', { name: /^Later: / }).focus();
  await press(page, 'Enter');
  assert.deepEqual(await order(), [b, a, ...more]);
  await page.locator(`ol.order > li[data-choice="${a}"]`).getByRole('button', { name: /^Earlier: / }).focus();
  await press(page, 'Space');
  assert.deepEqual(await order(), [a, b, ...more]);
});

pageTest('without storage the quiz runs and says that it cannot save', {
  hash: 'v=quiz&seed=7',
  prepare: (page) => page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })),
}, async (page) => {
  await page.locator('.keeping summary').click();
  assert.equal(await page.locator('[data-kept]').getAttribute('data-kept'), 'no');
  assert.match(await page.locator('[data-kept]').innerText(), /can’t be saved/);
  assert.ok((await walk(page)).length >= 6);
});

// ---- sheets ----

/** A page as PDF, read back. */
async function pdf(page) {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-sheet-'));
  try {
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    return read(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
function read(file) {
  const text = execFileSync(process.env.PDFTOTEXT ?? 'pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1 << 26 }).toString('utf8');
  const boxes = [...readFileSync(file).toString('latin1').matchAll(/\/MediaBox\s*\[\s*([\d. ]+)\]/g)].map((m) => m[1].trim().split(/\s+/).map(Number).slice(2).map(Math.round).join('×'));
  return { text, pages: text.split('\f').length - 1, boxes: [...new Set(boxes)] };
}
const squeezed = (text) => text.normalize('NFKC').replace(/\s/g, '');

for (const [paper, box] of [['a4', ['595×842', '594×842', '595×841']], ['letter', ['612×792']]]) {
  pageTest(`the handout of a story on ${paper}: every event, date and opened work`, { hash: `v=print&s=whole-story.0&paper=${paper}`, chromium: 'only its driver prints' }, async (page) => {
    const { text, boxes } = await pdf(page);
    assert.ok(boxes.length === 1 && box.includes(boxes[0]), boxes.join(' '));
    const paperText = squeezed(text);
    for (const stop of story('whole-story').stops) {
      const event = lessons.events.find((one) => one.id === stop.event);
      assert.ok(paperText.includes(squeezed(event.title)) || paperText.includes(squeezed(event.label)), event.title);
      for (const cited of event.sources.filter((one) => one.seen && one.kind !== 'seed')) {
        const work = data.sources.find((one) => one.id === cited.id);
        assert.ok(paperText.includes(squeezed(work.citation).slice(0, 40)), work.citation);
      }
    }
    assert.ok(!paperText.includes('Backtothetimeline'), 'no controls on paper');
  });
}

pageTest('the same seed leaves the same gaps, the key fills them, and B differs from A', { hash: 'v=print&s=whole-story.0&sheet=worksheet&gaps=dates&seed=4' }, async (page) => {
  const blanks = () => page.$$eval('.leaf', (leaves) => leaves[0].querySelectorAll('.blank, .gap').length);
  const first = await page.locator('.leaves').innerText();
  assert.ok(await blanks() >= 3, `${await blanks()} gaps`);
  await page.reload();
  await page.waitForSelector('.leaf');
  assert.equal(await page.locator('.leaves').innerText(), first);
  await page.locator('#sheet-ver').selectOption('B');
  await page.waitForFunction((old) => document.querySelector('.leaves').innerText !== old, first);
  assert.match(await fragment(page), /ver=B/);
});

/** The table of a leaf: of each row its cells, by class: text, and whether it is blank or a filled gap. */
const cells = (page, kind) => page.$eval(`.leaf.${kind} table`, (table) => [...table.querySelectorAll('tbody tr')].map((row) => Object.fromEntries([...row.querySelectorAll('td')].map((cell) => [cell.className, {
  // Of a clause the first word is given on both.
  text: [...cell.childNodes].filter((node) => node.localName !== 'i').map((node) => node.textContent).join('').trim(),
  blank: !!cell.querySelector('.gap'), answer: !!cell.querySelector('.answer'),
}]))));
const COLUMNS = { dates: ['date'], events: ['what'], because: ['clause'], periods: ['period'], all: ['date', 'what', 'place', 'period', 'clause'] };

for (const gaps of Object.keys(COLUMNS)) {
  pageTest(`the key fills the gaps of “${gaps}” and nothing else, and B blanks what A gives`, { hash: `v=print&s=why-split.0&sheet=worksheet&gaps=${gaps}&seed=11` }, async (page) => {
    const of = {};
    for (const version of ['A', 'B']) {
      await page.locator('#sheet-ver').selectOption(version);
      if (version === 'B') await page.waitForFunction(() => /ver=B/.test(location.hash));
      const [sheet, key] = [await cells(page, 'worksheet'), await cells(page, 'key')];
      assert.equal(key.length, sheet.length);
      let count = 0;
      for (const [at, row] of sheet.entries()) {
        for (const [column, cell] of Object.entries(row)) {
          const filled = key[at][column];
          assert.equal(filled.answer, cell.blank, `${version}, row ${at + 1}, ${column}`);
          if (!cell.blank) assert.equal(filled.text, cell.text);
          else {
            count += 1;
            assert.ok(COLUMNS[gaps].includes(column), `${column} is blank`);
            assert.ok(filled.text.length > 1, `row ${at + 1}, ${column}: no answer`);
          }
        }
      }
      assert.ok(count >= 3, `${count} gaps`);
      of[version] = { sheet, key };
    }
    // One row or the other has each answer, and both keys are the same table.
    const plain = (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell.text])));
    assert.deepEqual(plain(of.A.key), plain(of.B.key));
    const blanks = (rows) => rows.flatMap((row, at) => Object.entries(row).filter(([, cell]) => cell.blank).map(([column]) => `${at} ${column}`));
    assert.notDeepEqual(blanks(of.A.sheet), blanks(of.B.sheet));
  });
}

for (const [what, hash] of [['119 events on A4', 'v=print'], ['119 events on Letter', 'v=print&paper=letter'], ['a worksheet with its key on A4', 'v=print&s=why-split.0&sheet=worksheet&key=1'], ['a worksheet with its key on Letter', 'v=print&s=why-split.0&sheet=worksheet&key=1&paper=letter'], ['cards', 'v=print&s=whole-story.0&sheet=cards'], ['slides with notes', 'v=print&s=why-split.0&sheet=slides&talk=1']]) {
  pageTest(`${what}: no row stands on two pages, and no line is clipped`, { hash, chromium: 'only its driver prints' }, async (page) => {
    // What only a screen reader says is not printed.
    const rows = await page.$$eval('.leaf tbody tr, .leaf .card-of', (all) => all.map((row) => {
      const seen = row.cloneNode(true);
      seen.querySelectorAll('.sr').forEach((said) => said.remove());
      return seen.textContent;
    }));
    const folder = mkdtempSync(join(tmpdir(), 'timeline-sheet-'));
    try {
      const file = join(folder, 'sheet.pdf');
      writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const read = (...options) => execFileSync(process.env.PDFTOTEXT ?? 'pdftotext', [...options, '-enc', 'UTF-8', file, '-'], { maxBuffer: 1 << 28 }).toString('utf8');
      const pages = read('-raw').split('\f').map(squeezed);
      const cut = rows.map(squeezed).filter((row) => row && !pages.some((one) => one.includes(row)));
      assert.deepEqual(cut.slice(0, 3), [], `${cut.length} of ${rows.length} rows`);
      // Every word lies on its page, with air to the edge: 10 pt, less than any printer leaves.
      let words = 0;
      for (const [, width, height, inside] of read('-bbox').matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/g)) {
        for (const [, ...box] of inside.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">/g)) {
          const [left, top, right, bottom] = box.map(Number);
          words += 1;
          assert.ok(left >= 10 && top >= 10 && right <= width - 10 && bottom <= height - 10, `${box} on ${width} × ${height}`);
        }
      }
      assert.ok(words > 100, `${words} words`);
    } finally {
      rmSync(folder, { recursive: true });
    }
    // What a box clips is on no page at all, so it is looked for before it is printed.
    await page.emulateMedia({ media: 'print' });
    const clipped = await page.$$eval('.leaf *', (all) => all.filter((box) => /hidden|clip/.test(getComputedStyle(box).overflowY) && !box.closest('svg, .sr') && (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)).map((box) => box.textContent.slice(0, 60)));
    assert.deepEqual(clipped, []);
  });
}

pageTest('cargo xtask handout writes the same pages without a window', { hash: 'v=print&s=whole-story.0&sheet=worksheet&seed=3', chromium: 'only its driver prints' }, async (page) => {
  const { text, boxes } = await pdf(page);
  const folder = mkdtempSync(join(tmpdir(), 'timeline-sheet-'));
  try {
    execFileSync('cargo', ['xtask', 'handout', '--out', folder, `${BASE}${await page.evaluate(() => location.hash)}`, 'v=print&s=the-border.0&paper=letter'], { cwd: new URL('../..', import.meta.url), timeout: 100_000 });
    const written = read(join(folder, '1-whole-story-worksheet.pdf'));
    assert.deepEqual([written.text, written.boxes], [text, boxes]);
    assert.deepEqual(read(join(folder, '2-the-border-handout.pdf')).boxes, ['612×792']);
    assert.throws(() => execFileSync('cargo', ['xtask', 'handout', 'v=quiz'], { cwd: new URL('../..', import.meta.url), stdio: 'pipe' }), /lacks `v=print`/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

pageTest('the sheets have the published address and its code, and none of this machine', {
  hash: 'v=print&s=whole-story.0', prepare: (page) => page.route(BASE, async (route) => {
    const page = await route.fetch();
    await route.fulfill({ response: page, body: (await page.text()).replace('</head>', '<link rel="canonical" href="https://example.org/timeline/"></head>') });
  }),
}, async (page) => {
  assert.equal(await page.locator('.leaf .address').first().innerText(), 'https://example.org/timeline/#v=print&s=whole-story.0');
  assert.equal(await page.locator('.leaf svg.qr').count(), 1);
  await page.unroute(BASE);
  await page.evaluate(() => document.querySelector('link[rel=canonical]').remove());
  await page.locator('#sheet-paper').selectOption('letter');
  await page.waitForFunction(() => !document.querySelector('.leaf .address, .leaf svg.qr'));
});

pageTest('119 events print with no row cut, and sheets have no controls', { hash: 'v=print', chromium: 'only its driver prints' }, async (page) => {
  const { text, pages } = await pdf(page);
  const paper = squeezed(text);
  const missing = lessons.events.filter((event) => !paper.includes(squeezed(event.title)));
  assert.deepEqual(missing.map((event) => event.id), []);
  assert.ok(pages >= 6 && pages < 30, `${pages} pages`);
});

pageTest('letters of the strips on sheets have no outline but a halo of the ground', { hash: 'v=print&s=whole-story.0' }, async (page) => {
  for (const sheet of ['handout', 'worksheet', 'slides']) {
    await page.locator('#sheet-sheet').selectOption(sheet);
    await page.waitForSelector(sheet === 'slides' ? '.leaf.slide' : `.leaf.${sheet}`);
    const found = await page.$$eval('.leaf .strip-of text', (all) => all.map((text) => {
      const style = getComputedStyle(text);
      return { of: text.getAttribute('class'), plain: style.stroke === 'none' || (style.paintOrder.startsWith('stroke') && style.stroke !== style.fill) };
    }));
    for (const kind of ['year', 'name', 'number']) assert.ok(found.some((one) => one.of.startsWith(kind)), `${kind} on ${sheet}`);
    assert.deepEqual(found.filter((one) => !one.plain), [], sheet);
  }
});

pageTest('a number of three figures stands clear of its date', { width: 703, hash: 'v=print', chromium: 'Firefox’s driver does not set the medium' }, async (page) => {
  // The window is as wide as A4 less its margins.
  await page.emulateMedia({ media: 'print' });
  const air = await page.$$eval('.leaf.handout tbody tr', (rows) => rows.map((row) => {
    const words = (cell) => {
      const range = document.createRange();
      range.selectNodeContents(row.querySelector(cell));
      return range.getBoundingClientRect();
    };
    return words('.date').left - words('.no').right;
  }));
  assert.equal(air.length, events.length);
  assert.ok(Math.min(...air) >= 3, `${Math.min(...air).toFixed(1)} px`);
});

/** The events whose middle lies in a period, from the data alone. */
const within = (phase) => {
  const middle = ({ date }) => {
    const [a, b = a] = date.split('/');
    return (bounds(a)[0] + bounds(b)[1]) / 2;
  };
  return events.filter((event) => middle(event) >= dayNumber(phase.start) && middle(event) < dayNumber(phase.end) + 1);
};
const PRINTED = {
  'one period': ['p=strain', () => within(data.phases.find((phase) => phase.id === 'strain'))],
  'a period of others': ['p=luthi-1&by=luthi', () => within(data.periodisations.find((scheme) => scheme.id === 'luthi').phases[0])],
  'a selection': ['x=treaty-1950|secret-speech|china-bomb', () => ['treaty-1950', 'secret-speech', 'china-bomb'].map((id) => events.find((event) => event.id === id))],
};
for (const [what, [parts, expected]] of Object.entries(PRINTED)) {
  pageTest(`the sheet of ${what} holds its events and no other`, { hash: `${parts}&v=print` }, async (page) => {
    const wanted = expected().map((event) => event.title).sort();
    assert.ok(wanted.length >= 3 && wanted.length < events.length, `${wanted.length} events`);
    const got = await page.$$eval('.leaf.handout tbody tr .what', (all) => all.map((cell) => cell.textContent.trim()));
    assert.deepEqual(got.sort(), wanted);
  });
}

// ---- selection, between, where I was ----

pageTest('events are chosen, given a line and an order; the address keeps them, and they are shown as slides', { hash: 'e=secret-speech&v=selection' }, async (page) => {
  await page.locator('[data-add]').click();
  await page.locator('#own-add').selectOption({ label: /Treaty of Friendship|Treaty of Alliance|treaty/i.source ? await page.$eval('#own-add', (s) => [...s.options].find((o) => /Treaty of/i.test(o.textContent)).textContent) : '' });
  for (const [field, words] of [['#line-0', 'it shook every party'], ['#own-title', 'My three']]) {
    await page.locator(field).fill('');
    await page.locator(field).pressSequentially(words);
    await page.keyboard.press('Tab');
  }
  const chosen = () => page.locator('[data-chosen]').evaluateAll((all) => all.map((e) => e.dataset.chosen));
  const before = await chosen();
  assert.equal(before.length, 2);
  await page.getByRole('button', { name: /^Down: / }).first().click();
  assert.deepEqual(await chosen(), [...before].reverse());
  await page.reload();
  await page.waitForSelector('[data-chosen]');
  assert.deepEqual(await chosen(), [...before].reverse());
  assert.equal(await page.locator('#line-1').inputValue(), 'it shook every party');
  const href = await page.locator('[data-file]').getAttribute('href');
  const file = JSON.parse(decodeURIComponent(href.split(',').slice(1).join(',')));
  assert.deepEqual(file.stories[0].stops.map((stop) => stop.event), [...before].reverse());
  await page.locator('[data-go=present]').click();
  await page.waitForFunction(() => document.querySelector('#slide-title')?.textContent === 'My three');
  await press(page, 'PageDown', 'PageDown');
  assert.ok((await page.locator('#slide').innerText()).includes('it shook every party'));
});

pageTest('what is added is chosen anew each time, and what is chosen keeps its line; ranks have numbers; the handout says why', { hash: 'v=selection&x=treaty-1950~it%20bound%20them|secret-speech' }, async (page) => {
  const add = page.locator('#own-add');
  const chosen = () => page.locator('[data-chosen]').evaluateAll((all) => all.map((e) => e.dataset.chosen));
  const valueOf = (id) => page.$eval('#own-add', (select, name) => [...select.options].find((one) => one.textContent.includes(name)).value, id);
  assert.equal(await add.inputValue(), '', 'nothing is chosen yet');
  const last = events.at(-1);
  await add.selectOption(await page.$eval('#own-add', (select) => select.options[select.options.length - 1].value));
  await page.waitForSelector(`[data-chosen="${last.id}"]`);
  assert.equal(await add.inputValue(), '');
  await add.selectOption(await valueOf('Treaty of Friendship'));
  await page.waitForTimeout(100);
  assert.deepEqual(await chosen(), ['treaty-1950', 'secret-speech', last.id]);
  assert.equal(await page.locator('#line-0').inputValue(), 'it bound them');
  assert.deepEqual(await page.$$eval('.chosen > li', (all) => all.map((one) => getComputedStyle(one).listStyleType)), Array(3).fill('decimal'));
  await page.locator('[data-go=print]').click();
  await page.waitForSelector('.leaf.handout');
  const rows = await page.$$eval('.leaf.handout tbody tr', (all) => all.map((row) => row.querySelector('.significant')?.textContent));
  assert.deepEqual(rows, ['Significant because … it bound them', undefined, undefined]);
  await page.evaluate(() => { location.hash = 'v=between'; });
  await page.waitForSelector('#from-event');
  assert.deepEqual(await page.$$eval('.between select', (all) => all.map((one) => one.value)), ['', '']);
});

pageTest('a selection of more events than a story has stops says how many are shown', { hash: 'v=selection' }, async (page) => {
  for (const [count, said] of [[14, null], [15, 'The slides and the file take the first 14.']]) {
    await page.evaluate((ids) => { location.hash = `v=selection&x=${ids.join('|')}`; }, events.slice(0, count).map((event) => event.id));
    await page.waitForFunction((n) => document.querySelectorAll('[data-chosen]').length === n, count);
    assert.equal(await page.evaluate(() => document.querySelector('[data-first]')?.textContent ?? null), said);
  }
});

pageTest('the time between two events is read, and what lay in it', { hash: 'e=treaty-1950&f=secret-speech&v=between' }, async (page) => {
  assert.equal(await page.locator('[data-between]').innerText(), '6 years');
  assert.ok(await page.locator('.between .stops li').count() > 20);
  await page.locator('#to-event').selectOption({ label: await page.$eval('#to-event', (s) => [...s.options].find((o) => /Death of Stalin/.test(o.textContent)).textContent) });
  await page.waitForFunction(() => /^3 years/.test(document.querySelector('[data-between]').textContent));
});

pageTest('who comes back without an address is offered the place where they were', { goto: false }, async (page) => {
  await page.goto(address({ hash: 'e=secret-speech&t=1955-01-01/1958-01-01' }));
  await page.waitForSelector('html[data-ready]');
  await page.goto(`${BASE}sources.html`);
  await page.goto(BASE);
  await page.waitForSelector('.resume a');
  await page.locator('.resume a').click();
  await page.waitForSelector('#card[data-event="secret-speech"]');
  assert.equal(await page.locator('.resume').count(), 0);
});

// ---- for everyone ----

const VIEWS = [['stories', 'v=stories'], ['a slide', 'v=present&s=why-split.2'], ['the quiz', 'v=quiz&seed=7'], ['the sheets', 'v=print&s=whole-story.0'], ['the selection', 'v=selection&x=treaty-1950|secret-speech'], ['between', 'v=between&e=treaty-1950&f=secret-speech'], ['the notes', 'v=present&s=why-split.2&notes=1']];
for (const [what, hash] of VIEWS) {
  pageTest(`axe finds nothing in ${what}, in four themes`, { hash, still: true }, async (page) => {
    await page.waitForSelector('#lesson h1');
    await page.evaluate(axe);
    for (const theme of ['light', 'dark', 'contrast', 'projector']) {
      const found = await page.evaluate(async (name) => {
        document.documentElement.dataset.theme = name;
        const run = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] });
        return run.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
      }, theme);
      assert.deepEqual(found, [], theme);
    }
  });
  pageTest(`${what}: one column on a phone, and targets for fingers`, { ...PHONE, touch: true, hash, still: true }, async (page) => {
    await page.waitForSelector('#lesson h1');
    const found = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      small: [...document.querySelectorAll('#lesson button, #lesson .acts a, #lesson select, #lesson input')].filter((e) => e.getClientRects().length && !e.closest('label')).filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 80)),
    }));
    assert.deepEqual(found, { wide: false, small: [] });
  });
}

pageTest('lessons speak the reader’s language', { query: 'lang=ru', hash: 'v=present&s=why-split.2' }, async (page) => {
  await page.waitForSelector('#slide-title');
  assert.match(await page.locator('.bs h2').first().innerText(), /потому что/i);
  assert.equal(await page.locator('#slide-title [lang=en], #slide-title').first().innerText(), 'Khrushchev’s ‘Secret Speech’');
});
