// Dragging the plate with the mouse and with fingers.

import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { dataset } from '../../bench/serve.mjs';
import { LAPTOP, cardShows, fingers, fragment, gliding, near, openPoint, pageTest, placesOf, readPlate, rest, scaleOf, still, travel, writing } from './harness.mjs';
import { standsAt } from './facts.mjs';

const SPAN = 't=1955-01-01/1961-12-31';

/** Drags from a point by dx px in steps; `hold` ms before letting go stops the throw. */
async function drag(page, from, dx, { steps = 12, pause = 8, hold = 0 } = {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 1; i <= steps; i += 1) {
    await page.mouse.move(from.x + (dx * i) / steps, from.y + (i % 2));
    if (i < steps) await page.waitForTimeout(pause);
  }
  if (hold) await page.waitForTimeout(hold);
}

pageTest('the plate follows the pointer and stays where it is put', { hash: SPAN }, async (page) => {
  const at = await openPoint(page, 0.6);
  const day = scaleOf(await readPlate(page), standsAt).day(at.x);
  await drag(page, at, -300, { hold: 400 });
  await still(page);
  // What the plate says of its span holds while its picture moves; the frame stands still.
  const held = await page.$eval('#plate', (svg) => svg.dataset.days.split(' ').map(Number));
  const { left, width } = (await readPlate(page)).frame;
  near(left + ((day - held[0]) / (held[1] - held[0])) * width, at.x - 300, 1.5, 'px of the date held by the pointer');
  await page.mouse.up();
  await still(page);
  near(scaleOf(await readPlate(page), standsAt).x(day), at.x - 300, 1.5, 'px after a drag that was held still');
});

/**
 * Throws the plate by dx px in 64 ms and lets go. The moves carry their own times, as a mouse's do, so that
 * a busy machine that delivers them late sees the same throw.
 */
async function fling(page, from, dx) {
  const cdp = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const send = (type, k, buttons) => cdp.send('Input.dispatchMouseEvent', {
    type, x: from.x + (dx * k) / 4, y: from.y, button: type === 'mouseMoved' && !buttons ? 'none' : 'left', buttons,
    clickCount: type === 'mouseMoved' ? 0 : 1, timestamp: began + k * 0.016,
  });
  await send('mouseMoved', 0, 0);
  await send('mousePressed', 0, 1);
  for (let k = 1; k <= 4; k += 1) await send('mouseMoved', k, 1);
  await send('mouseReleased', 4, 0);
  await cdp.detach();
}

pageTest('a thrown plate glides on and comes to rest; throw and glide are one step of the history', { hash: SPAN, chromium: 'moves that carry their own times' }, async (page) => {
  const start = await fragment(page);
  await page.evaluate(() => addEventListener('pointerup', () => { window.atRelease = location.hash; }, true));
  const before = await page.evaluate(() => history.length);
  const at = await openPoint(page, 0.7);
  const day = scaleOf(await readPlate(page), standsAt).day(at.x);
  await fling(page, at, -260);
  await rest(page);
  const travelled = at.x - scaleOf(await readPlate(page), standsAt).x(day);
  assert.ok(travelled > 300, `no glide: moved by ${travelled} px`);
  const atRelease = await page.evaluate(() => decodeURIComponent(window.atRelease.slice(1)));
  assert.equal(atRelease, start, 'the address was written while the gesture ran');
  assert.notEqual(await fragment(page), start);
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await travel(page);
  await still(page);
  assert.equal(await fragment(page), start);
});

pageTest('with reduced motion nothing glides', { hash: SPAN, still: true }, async (page) => {
  const at = await openPoint(page, 0.7);
  const day = scaleOf(await readPlate(page), standsAt).day(at.x);
  await drag(page, at, -260, { steps: 10, pause: 10 });
  await page.mouse.up();
  await still(page);
  near(scaleOf(await readPlate(page), standsAt).x(day), at.x - 260, 1.5, 'px of the date after the throw');
});

pageTest('a drag that begins on an event pans and does not open it', { hash: SPAN }, async (page) => {
  const plate = await readPlate(page);
  const label = plate.labels.find((l) => l.left > plate.frame.left + 350) ?? plate.labels[0];
  await drag(page, { x: (label.left + label.right) / 2, y: (label.top + label.bottom) / 2 }, -120, { hold: 300 });
  await page.mouse.up();
  await rest(page);
  assert.ok(!(await fragment(page)).includes('e='), await fragment(page));
  assert.notEqual(await fragment(page), SPAN);
});

pageTest('a finger drawn sideways pans', { ...LAPTOP, hash: SPAN, touch: true }, async (page) => {
  const at = await openPoint(page, 0.7);
  const before = scaleOf(await readPlate(page), standsAt);
  const day = before.day(at.x);
  await fingers(page, [[[at.x, at.y], [at.x - 200, at.y]]]);
  await still(page);
  const after = scaleOf(await readPlate(page), standsAt);
  near(after.perDay, before.perDay, before.perDay * 0.002, 'px a day');
  const moved = at.x - after.x(day);
  assert.ok(moved > 150 && moved < 215, `moved by ${moved} px`);
});

pageTest('two fingers spread apart come nearer about their middle', { ...LAPTOP, hash: SPAN, touch: true }, async (page) => {
  const { frame } = await readPlate(page);
  const [x, y] = [frame.left + frame.width / 2, frame.top + 60];
  const before = scaleOf(await readPlate(page), standsAt);
  const day = before.day(x);
  await fingers(page, [[[x - 60, y], [x - 120, y]], [[x + 60, y], [x + 120, y]]]);
  await still(page);
  const after = scaleOf(await readPlate(page), standsAt);
  assert.ok(after.perDay / before.perDay > 1.6 && after.perDay / before.perDay < 2.4, `factor ${after.perDay / before.perDay}`);
  near(after.x(day), x, 12, 'px of the date between the fingers');
  assert.equal(await page.evaluate(() => visualViewport.scale), 1, 'the page itself was zoomed');
});

pageTest('at rest the page does nothing: it asks for no frame, and nothing in it changes', {}, async (page) => {
  await rest(page);
  const seen = await page.evaluate(async () => {
    const seen = { frames: 0, changes: 0 };
    const ask = window.requestAnimationFrame;
    window.requestAnimationFrame = (then) => {
      seen.frames += 1;
      return ask(then);
    };
    const watch = new MutationObserver((list) => { seen.changes += list.length; });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    await new Promise((done) => setTimeout(done, 1000));
    watch.disconnect();
    return seen;
  });
  assert.deepEqual(seen, { frames: 0, changes: 0 });
});

pageTest('while the plate is dragged one frame is asked for at a time, and what it draws moves across and together', { hash: SPAN }, async (page) => {
  const at = await openPoint(page, 0.6);
  await drag(page, at, -4, { hold: 300 });
  await gliding(page);
  const written = await writing(page);
  await page.evaluate(() => {
    window.asked = { now: 0, most: 0, all: 0 };
    const ask = window.requestAnimationFrame;
    window.requestAnimationFrame = (then) => {
      window.asked.most = Math.max(window.asked.most, window.asked.now += 1);
      window.asked.all += 1;
      return ask((time) => {
        window.asked.now -= 1;
        then(time);
      });
    };
  });
  for (let i = 1; i <= 10; i += 1) {
    await page.mouse.move(at.x - 4 - 6 * i, at.y);
    await page.waitForTimeout(i === 1 ? 100 : 8);
  }
  await page.waitForTimeout(200);
  const { most, all } = await page.evaluate(() => window.asked);
  assert.equal(most, 1, 'frames that were asked for at once');
  assert.ok(all >= 3, `${all} frames`);
  const texts = await written();
  const [before, after] = [texts[0], texts[texts.length - 1]].map(placesOf);
  const moved = [...after].filter(([name]) => before.has(name)).map(([name, [x, y]]) => [name, x - before.get(name)[0], y - before.get(name)[1]]);
  assert.ok(moved.length > 40, `${moved.length} flags and symbols`);
  // The first of ten moves had been drawn.
  const astray = moved.filter(([, x, y]) => Math.abs(x + 54) > 1.5 || Math.abs(y) > 0.01);
  assert.deepEqual(astray, []);
  await page.mouse.up();
});

pageTest('a drag lays the page out once a frame at most, and never from within the program', { hash: SPAN, chromium: 'its trace' }, async (page) => {
  const at = await openPoint(page, 0.6);
  const of = page.context().browser();
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  await of.startTracing(page, { categories: ['devtools.timeline'] });
  await drag(page, at, -120, { steps: 20, pause: 20, hold: 300 });
  const { traceEvents } = JSON.parse(await of.stopTracing());
  await page.mouse.up();
  const named = (name) => traceEvents.filter((one) => one.name === name && one.ph === 'X');
  const [layouts, calls, frames] = [named('Layout'), named('FunctionCall'), named('FireAnimationFrame')];
  assert.ok(frames.length >= 8 && layouts.length >= 1, `${frames.length} frames, ${layouts.length} layouts`);
  // Only the foot is laid out, ten times a second: the plate's picture needs none.
  assert.ok(layouts.length <= frames.length, `${layouts.length} layouts in ${frames.length} frames`);
  const within = layouts.filter((one) => calls.some((call) => call.tid === one.tid && call.ts <= one.ts && one.ts < call.ts + call.dur));
  assert.equal(within.length, 0, 'layouts that the program waited for');
});

/** What `picture` gives of the moving plate at the place where it stood: the scene that stands is the one that moves. */
async function thereAndBack(page, at, picture) {
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  await page.mouse.down();
  for (const dx of [-6, -12, -6, 0]) {
    await page.mouse.move(at.x + dx, at.y);
    await page.waitForTimeout(60);
  }
  await gliding(page);
  await page.waitForTimeout(300);
  const during = await picture();
  await page.mouse.up();
  return during;
}

for (const theme of ['light', 'dark', 'contrast', 'projector']) {
  pageTest(`what moves looks as what stands does, ${theme}`, { query: `theme=${theme}`, hash: `${SPAN}&e=secret-speech`, chromium: 'the references are its pictures' }, async (page) => {
    const at = await openPoint(page, 0.9);
    const plate = await page.locator('.plate-area').boundingBox();
    const picture = async () => PNG.sync.read(await page.screenshot({ clip: plate }));
    const before = await picture();
    const during = await thereAndBack(page, at, picture);
    const { width, height } = before;
    const other = pixelmatch(before.data, during.data, null, width, height, { threshold: 0.2 }) / (width * height);
    assert.ok(other > 0, 'it is the same picture to the last dot: the drawing itself has moved');
    assert.ok(other < 0.02, `${(other * 100).toFixed(2)} % of the dots are others`);
    // In wide areas, not only in the edges of letters: the share of each colour.
    const ink = (of) => of.data.filter((v, i) => i % 4 === 0 && v < 100).length / (width * height);
    near(ink(during), ink(before), 0.006, 'share of dark dots');
  });
}

/** px by which the symbols of the drawing itself move while the plate is dragged by so many. */
async function movedItself(page, dx) {
  const at = await openPoint(page, 0.6);
  const left = () => page.$eval('#plate .marks [data-mark="secret-speech"]', (mark) => mark.getBoundingClientRect().left);
  await drag(page, at, -8, { hold: 200 });
  const before = await left();
  await page.mouse.move(at.x - 8 + dx, at.y, { steps: 4 });
  await page.waitForTimeout(250);
  const moved = (await left()) - before;
  await page.mouse.up();
  return moved;
}

pageTest('where colours are forced the drawing itself moves', { hash: SPAN, chromium: 'its emulation' }, async (page) => {
  await page.emulateMedia({ forcedColors: 'active' });
  near(await movedItself(page, -60), -60, 1.5, 'px');
  assert.equal(await page.locator('.glide').count(), 0);
});

pageTest('without the script of the canvas the drawing itself moves', { hash: SPAN, still: true, allow: [/glide\.js/, /Failed to load/] }, async (page) => {
  await page.route('**/glide.js', (route) => route.abort());
  near(await movedItself(page, -60), -60, 1.5, 'px');
});

pageTest('without workers the page itself draws on the canvas', { hash: SPAN, chromium: 'one engine shows it' }, async (page) => {
  await page.evaluate(() => { delete window.Worker; });
  const at = await openPoint(page, 0.6);
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  await drag(page, at, -60, { hold: 200 });
  await gliding(page);
  // Drawn in the page, a canvas can be read there.
  const colours = await page.$eval('.glide', (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(i * 4, i * 4 + 3).join())).size;
  });
  assert.ok(colours > 50, `${colours} colours`);
  await page.mouse.up();
  await still(page);
  assert.equal(await page.locator('.glide').isVisible(), false);
});

for (const [what, option] of [['the patterns of what moves are those of what stands', ''], ['without patterns what moves has none either', 'plain']]) pageTest(what, {
  hash: SPAN, chromium: 'the references are its pictures', prepare: (page) => page.addInitScript((word) => localStorage.setItem('options', word), option),
}, async (page) => {
  const { frame, band } = await readPlate(page);
  const clip = { x: frame.left + 20, y: band.top, width: frame.width - 40, height: band.bottom - band.top };
  const picture = async () => PNG.sync.read(await page.screenshot({ clip }));
  const before = await picture();
  const at = await openPoint(page, 0.9);
  const during = await thereAndBack(page, at, picture);
  const other = pixelmatch(before.data, during.data, null, before.width, before.height, { threshold: 0.05 }) / (before.width * before.height);
  assert.ok(other < 0.02, `${(other * 100).toFixed(2)} % of the band's dots are others`);
});

pageTest('the list that is opened during a throw is not covered, and the throw is one step of the history', { hash: SPAN, chromium: 'moves that carry their own times' }, async (page) => {
  const at = await openPoint(page, 0.7);
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  const before = await page.evaluate(() => history.length);
  await fling(page, at, -260);
  await gliding(page);
  await page.keyboard.press('l');
  await page.waitForFunction(() => document.documentElement.dataset.view === 'list');
  await page.waitForTimeout(900);
  assert.equal(await page.locator('.glide').isVisible(), false);
  // The throw, and the list.
  assert.equal(await page.evaluate(() => history.length), before + 2);
});

pageTest('until the worker of the canvas has come the drawing itself moves', {
  hash: SPAN, still: true,
  prepare: (page) => page.addInitScript(() => {
    // It comes a second later than the page asks for it.
    const Real = window.Worker;
    window.Worker = class {
      constructor(file) {
        this.told = [];
        setTimeout(() => {
          this.real = Object.assign(new Real(file), { onmessage: this.onmessage, onerror: this.onerror });
          for (const each of this.told) this.real.postMessage(...each);
        }, 1500);
      }

      postMessage(...all) {
        if (this.real) this.real.postMessage(...all);
        else this.told.push(all);
      }
    };
  }),
}, async (page) => {
  const at = await openPoint(page, 0.6);
  await page.mouse.move(at.x, at.y);
  await page.waitForSelector('#glide-model', { state: 'attached' });
  near(await movedItself(page, -60), -60, 1.5, 'px');
  await page.waitForFunction(() => typeof window.glide === 'function');
  await still(page);
  await drag(page, at, -60, { hold: 200 });
  await gliding(page);
  await page.mouse.up();
});

pageTest('where a picture cannot be made the drawing itself moves', { hash: SPAN, still: true, allow: [/no letters|glide\.js/] }, async (page) => {
  await page.evaluate(() => { OffscreenCanvasRenderingContext2D.prototype.fillText = () => { throw new Error('no letters'); }; });
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => typeof window.glide === 'function');
  near(await movedItself(page, -60), -60, 1.5, 'px');
  assert.equal(await page.locator('.glide').count(), 0);
  await still(page);
  const { from, to } = await page.$eval('#plate', (plate) => plate.dataset);
  assert.equal(await fragment(page), `t=${from}/${to}`);
});

pageTest('of a long gesture the pictures are closed that are needed no more', {
  query: 'data=many.json', hash: 't=1945-01-01/1945-03-31', still: true, chromium: 'one engine shows it',
  prepare: async (page) => {
    await page.route('**/many.json', (r) => r.fulfill({ contentType: 'application/json', body: JSON.stringify(dataset(6000)) }));
    await page.addInitScript(() => {
      delete window.Worker;
      window.sheets = { made: 0, closed: 0 };
      const { transferToImageBitmap } = OffscreenCanvas.prototype;
      OffscreenCanvas.prototype.transferToImageBitmap = function () {
        window.sheets.made += 1;
        return transferToImageBitmap.call(this);
      };
      const { close } = ImageBitmap.prototype;
      ImageBitmap.prototype.close = function () {
        window.sheets.closed += 1;
        return close.call(this);
      };
    });
  },
}, async (page) => {
  const at = await openPoint(page, 0.6);
  await page.mouse.move(at.x, at.y);
  const written = await writing(page);
  const things = new Set();
  // Sideways, from one end to the other.
  for (let i = 0; i < 120 && things.size < 1500; i += 1) {
    await page.mouse.wheel(700, 0);
    await page.waitForTimeout(100);
    if (i % 10 === 9) for (const text of await written()) for (const [what, , markup] of text.split('\n').map((line) => line.split('\t'))) if (what === 'm') things.add(markup);
  }
  assert.ok(things.size > 1100, `${things.size} pictures`);
  const { made, closed } = await page.evaluate(() => window.sheets);
  assert.ok(closed > made / 4, `${made} sheets, ${closed} closed`);
  const colours = await page.$eval('.glide', (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(i * 4, i * 4 + 3).join())).size;
  });
  assert.ok(colours > 50, `${colours} colours`);
  await still(page);
});

pageTest('what is printed while the plate moves is the drawing', { hash: SPAN, still: true, chromium: 'its emulation' }, async (page) => {
  const at = await openPoint(page, 0.6);
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  await drag(page, at, -60, { hold: 200 });
  await gliding(page);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.glide').isVisible(), false);
  assert.equal(await page.locator('#plate').isVisible(), true);
  await page.mouse.up();
});

pageTest('held still, a drag has its names and its foot where it is', { hash: SPAN, still: true }, async (page) => {
  const at = await openPoint(page, 0.9);
  await page.mouse.move(at.x, at.y);
  const written = await writing(page);
  await page.mouse.down();
  // Far enough for other names, and at once as far again.
  const far = (await readPlate(page)).frame.width * 0.4;
  await page.mouse.move(at.x - far, at.y);
  await page.waitForFunction(() => window.written.length > 0, null, { polling: 10 });
  await page.mouse.move(at.x - 2 * far, at.y);
  await page.waitForTimeout(900);
  const texts = await written();
  assert.ok(texts.length >= 2 && texts.length < 12, `${texts.length} frames`);
  const [first] = texts[texts.length - 1].split('\n').map((line) => line.split('\t'));
  const [left, , width] = first.slice(6).map(Number);
  const shown = [...placesOf(texts[texts.length - 1]).values()].map(([x]) => (x - left) / width);
  const right = shown.filter((x) => x > 0.6 && x < 1);
  assert.ok(right.length >= 10, `${right.length} flags and symbols on the right`);
  assert.equal(await page.locator('input[name=from]').inputValue(), first[3]);
  assert.equal(await page.locator('input[name=to]').inputValue(), first[4]);
  await page.mouse.up();
});

/** A dataset with symbols on beads, and one event elsewhere that lasts and counts others. */
const elsewhere = () => {
  const all = dataset(600);
  const one = (i, date) => ({ ...all.events[0], id: `else${i}`, side: 'elsewhere', significance: i ? 3 : 1, kind: 'war', date });
  all.events.push(one(0, '1957-01-01/1959-06-30'), one(1, '1957-01-02'), one(2, '1957-01-03'));
  return all;
};

pageTest('while it moves nothing is drawn beside the frame, and a count keeps its distance from its bar', {
  query: 'data=many.json', hash: 't=1956-01-01/1960-12-31', still: true,
  prepare: (page) => page.route('**/many.json', (r) => r.fulfill({ contentType: 'application/json', body: JSON.stringify(elsewhere()) })),
}, async (page) => {
  const at = await openPoint(page, 0.45);
  await page.mouse.move(at.x, at.y);
  const written = await writing(page);
  for (let i = 0; i < 3; i += 1) {
    await page.mouse.wheel(0, -60);
    await page.waitForTimeout(60);
  }
  await page.mouse.down();
  for (let i = 1; i <= 4; i += 1) {
    await page.mouse.move(at.x - 40 * i, at.y);
    await page.waitForTimeout(40);
  }
  await page.mouse.up();
  const texts = (await written()).map((text) => text.split('\n').map((line) => line.split('\t')));
  assert.ok(texts.length >= 5, `${texts.length} frames`);
  let [beads, gaps, markups] = [0, [], new Map()];
  for (const [first, ...lines] of texts) {
    const [left, , width] = first.slice(6).map(Number);
    for (const [what, markup, d] of lines) {
      if (what !== 'p' || !markup.startsWith('<g class="marks">')) continue;
      for (const [, x] of d.matchAll(/M(-?[\d.]+) /g)) {
        beads += 1;
        assert.ok(x >= left - 0.6 && x <= left + width + 0.6, `${x} px, beside ${left} to ${left + width}`);
      }
    }
    const bar = lines.find(([what, markup]) => what === 'p' && markup.includes('class="bar"'));
    for (const [what, , markup, name] of lines) if (what === 'm' && name) markups.set(name, markup);
    const counts = lines.filter(([what, , name, own]) => /class="elsewhere".*class="n /.test(what === 'i' ? markups.get(name) : what === 'm' && own ? name : ''));
    if (!bar || counts.length !== 1) continue;
    const [, x, long] = /^M(-?[\d.]+) .*?h(-?[\d.]+)/.exec(bar[2]).map(Number);
    const [what, place, name] = counts[0];
    const dx = Number(/ x="(-?[\d.]+)"/.exec(what === 'i' ? markups.get(name) : name)?.[1] ?? 0);
    gaps.push(parseFloat(place) + dx - x - long);
  }
  assert.ok(beads > 50 && gaps.length >= 3, `${beads} beads, ${gaps.length} counts`);
  gaps.forEach((gap) => near(gap, 4, 0.3, 'px between a bar and its count'));
});

for (const [what, size] of [['smaller', { width: 1200, height: 800 }], ['the phone’s', { width: 400, height: 800 }]]) {
  pageTest(`a room that becomes ${what} ends the gesture`, { hash: SPAN, still: true }, async (page) => {
    const at = await openPoint(page, 0.6);
    await page.mouse.move(at.x, at.y);
    await page.waitForFunction(() => typeof window.glide === 'function');
    await drag(page, at, -60, { hold: 200 });
    await gliding(page);
    const before = await fragment(page);
    await page.setViewportSize(size);
    await page.waitForFunction((width) => document.querySelector('#plate').getBoundingClientRect().width <= width, size.width);
    await page.waitForFunction(() => document.querySelector('.glide').hidden);
    assert.notEqual(await fragment(page), before);
    await page.mouse.up();
  });
}

for (const [what, move] of [
  ['a drag', async (page, at) => {
    await drag(page, at, -160, { hold: 300 });
    await page.mouse.up();
  }],
  ['the wheel', async (page, at) => {
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(160, 0);
    await page.waitForTimeout(60);
  }],
]) {
  pageTest(`a click right after ${what} opens what is shown, and the next one as ever`, { hash: SPAN, still: true }, async (page) => {
    const at = await openPoint(page, 0.9);
    await page.mouse.move(at.x, at.y);
    await page.waitForFunction(() => typeof window.glide === 'function');
    // Once with the pictures, which come with the first turn.
    await page.mouse.wheel(20, 0);
    await rest(page);
    const plate = await readPlate(page);
    const { left, right } = plate.frame;
    // Its link stands where it stood: nothing of its own is there where it is shown.
    const apart = (l) => l.left - 160 > left && l.right < right && !plate.labels.some((o) => o !== l && o.left - 160 < l.right && o.right - 160 > l.left && Math.abs(o.top - l.top) < 60);
    const label = plate.labels.find(apart) ?? plate.labels.find((l) => l.left - 160 > left && l.right < right);
    await page.evaluate(() => { addEventListener('pointerdown', () => { window.pressed = document.querySelector('.glide')?.hidden; }, true); });
    await move(page, at);
    await page.mouse.click((label.left + label.right) / 2 - 160, (label.top + label.bottom) / 2);
    assert.equal(await page.evaluate(() => window.pressed), false, 'the gesture had come to rest before the click');
    await cardShows(page, label.id);
    await rest(page);
    const after = await readPlate(page);
    const next = after.labels.find((l) => l.id !== label.id && l.left > after.frame.left + 60 && l.right < after.frame.right - 60);
    await page.mouse.click((next.left + next.right) / 2, (next.top + next.bottom) / 2);
    await cardShows(page, next.id);
  });
}

pageTest('a press where an event stood before the drag does not bring it back', { hash: SPAN, still: true }, async (page) => {
  const { labels, frame } = await readPlate(page);
  const [first] = labels.filter((l) => l.left > frame.left + 20).sort((a, b) => a.left - b.left);
  const at = await openPoint(page, 0.9);
  await page.mouse.move(at.x, at.y);
  await page.waitForFunction(() => typeof window.glide === 'function');
  await drag(page, at, -600, { hold: 300 });
  await page.mouse.up();
  const days = () => page.$eval('#plate', (svg) => svg.dataset.days);
  const before = await days();
  await page.mouse.click((first.left + first.right) / 2, (first.top + first.bottom) / 2);
  await rest(page);
  assert.equal(await days(), before);
  assert.ok(!(await fragment(page)).includes(`e=${first.id}`), await fragment(page));
});

pageTest('dates that are typed during a throw are the ones that are shown', { hash: SPAN, chromium: 'moves that carry their own times' }, async (page) => {
  await page.locator('.dates summary').click();
  const at = await openPoint(page, 0.7);
  await fling(page, at, -260);
  await page.$eval('.dates input[name=from]', (field) => {
    field.value = '1950-03-01';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForTimeout(1500);
  const { from } = await page.$eval('#plate', (plate) => ({ ...plate.dataset }));
  assert.equal(from, '1950-03-01');
});

pageTest('the list of a cluster can be closed during a throw', { width: 1024, height: 768, hash: 't=1950-01-20/1950-03-10', chromium: 'moves that carry their own times' }, async (page) => {
  for (const m of (await readPlate(page)).marks.filter((it) => it.cluster > 1)) {
    const n = page.locator(`svg#plate [data-label="${m.id}"] .n`);
    const box = await n.count() ? await n.boundingBox() : { x: m.x, y: m.y, width: 0, height: 0 };
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await still(page);
    if (await page.locator('.cluster-list').isVisible()) break;
  }
  const close = await page.locator('.cluster-list .close').boundingBox();
  const at = await openPoint(page, 0.8);
  await fling(page, at, -260);
  await page.mouse.click(close.x + close.width / 2, close.y + close.height / 2);
  await page.locator('.cluster-list').waitFor({ state: 'detached' });
});
