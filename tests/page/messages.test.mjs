// The frame and the page around it: heights in the words of the usual hosts, commands, and whatever a hostile page
// may send. The hosts are the pages of embed-examples/, on another origin.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { events } from './facts.mjs';
import { BASE, near, pageTest, readPlate, ready, span, still } from './harness.mjs';

const base = new URL(BASE);
const other = base.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
const SITE = `http://${other}:${base.port}/`;

/** A course page; TIMELINE in it becomes the address of the timeline. */
async function lay(page, file, html) {
  await page.route(`${SITE}${file}`, (r) => r.fulfill({ contentType: 'text/html', body: html.replaceAll('TIMELINE', BASE) }));
  await page.route(`${SITE}favicon.ico`, (r) => r.fulfill({ status: 204 }));
  // Hears before anything in the page can speak.
  await page.addInitScript(() => {
    if (window.parent !== window) return;
    window.got = [];
    addEventListener('message', (e) => window.got.push({ data: e.data, origin: e.origin }));
  });
}

const frameOf = async (page) => {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await ready(frame);
  await frame.waitForSelector('.framebar');
  return frame;
};

/** A test inside a page of embed-examples/, or inside `html`. */
function hostTest(name, file, options, body) {
  pageTest(name, {
    goto: false, across: true, width: 900, height: 800, ...options,
    prepare: async (page) => lay(page, file, options.html ?? readFileSync(new URL(`../../embed-examples/${file}`, import.meta.url), 'utf8')),
  }, async (page, context) => {
    await page.goto(SITE + file);
    await body(page, options.frame === false ? null : await frameOf(page), context);
  });
}

/** A page with one frame over its whole width. `attributes` and the fragment are those of the frame. */
const bare = (attributes = '', hash = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lesson</title>
  <input id="own"><iframe src="TIMELINE?embed=1${hash}" title="timeline" width="100%" height="400" frameborder="0" ${attributes}></iframe><p>${'after '.repeat(2000)}</p>`;

const got = (page) => page.evaluate(() => window.got.map((m) => m.data));
const heightOf = (page) => page.evaluate(() => document.querySelector('iframe').clientHeight);
const say = (page, message) => page.evaluate((m) => document.querySelector('iframe').contentWindow.postMessage(m, '*'), message);
const hash = (frame) => frame.evaluate(() => location.hash);

/** Greets the frame and gives its first answer. */
async function greet(page) {
  await say(page, { timeline: 1, type: 'hello' });
  await page.waitForFunction(() => window.got.some((m) => m.data?.type === 'ready'));
  return (await got(page)).find((m) => m?.type === 'ready');
}

let asked = 0;
async function stateOf(page) {
  asked += 1;
  const id = `ask ${asked}`;
  await say(page, { timeline: 1, type: 'getState', id });
  await page.waitForFunction((wanted) => window.got.some((m) => m.data?.id === wanted), id);
  return (await got(page)).find((m) => m?.id === id).state;
}

// --- heights ------------------------------------------------------------------------------------------

const NARROW = 540;
for (const [file, words] of [
  ['canvas.html', 'Canvas'], ['h5p.html', 'H5P'], ['amp.html', 'AMP'], ['pym.html', 'pym.js'],
  ['datawrapper.html', 'Datawrapper'], ['wordpress.html', 'WordPress'], ['iframe-resizer.html', 'iframe-resizer'],
]) {
  // The frame of WordPress has no origin: a server without CORS refuses it its scripts, and fallback.js steps in.
  const refused = file === 'wordpress.html' ? [/CORS|ERR_FAILED|fallback\.js|opaque|sandbox/i] : [];
  hostTest(`${words} takes the height that suits the width, once a width`, file, { frame: false, allow: refused }, async (page) => {
    await frameOf(page);
    const width = await page.evaluate(() => document.querySelector('iframe').clientWidth);
    const wanted = width >= 720 ? 480 : 400;
    await page.waitForFunction((h) => document.querySelector('iframe').clientHeight === h, wanted);
    await page.waitForTimeout(700);
    const kinds = {};
    for (const m of await got(page)) {
      const kind = typeof m === 'string' ? m.slice(0, 12) : m.subject ?? m.sentinel ?? m.action ?? m.message ?? Object.keys(m)[0];
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    for (const [kind, n] of Object.entries(kinds)) assert.ok(n <= 2, `${n} of ${kind}`);
    assert.equal(await heightOf(page), wanted);
    // Another width: told again, in the same words.
    await page.evaluate(() => { window.got.length = 0; document.querySelector('iframe').width = 360; });
    await page.waitForFunction((h) => document.querySelector('iframe').clientHeight === h, NARROW);
  });
}

hostTest('a host that sets the height is not told another: nothing grows', 'grow.html', { html: bare() }, async (page) => {
  await page.evaluate(() => addEventListener('message', (e) => {
    if (e.data.sentinel === 'amp') document.querySelector('iframe').height = e.data.height + 60;
  }));
  // 12 px are a scroll bar that came, and no other width.
  for (const [width, wanted] of [[600, 1], [612, 0], [330, 1], [700, 1], [700, 0]]) {
    await page.evaluate((w) => { window.got.length = 0; document.querySelector('iframe').width = w; }, width);
    await page.waitForTimeout(1200);
    const amp = (await got(page)).filter((m) => m.sentinel === 'amp');
    assert.equal(amp.length, wanted, `messages at ${width} px`);
  }
  assert.equal(await heightOf(page), 460);
});

hostTest('a page by itself sends nothing, and iframe-resizer hears only when it speaks', 'mute.html', { html: bare() }, async (page) => {
  await page.waitForFunction(() => window.got.length > 0);
  assert.ok((await got(page)).every((m) => typeof m !== 'string' || m.startsWith('{')));
  await page.goto(`${BASE}?embed=1`);
  await ready(page);
  assert.equal(await page.locator('.framebar').count(), 0);
  assert.deepEqual(await page.evaluate(() => window.got), []);
});

hostTest('the secret of WordPress is no part of the place', 'secret.html', { html: bare('', '#e=secret-speech#?secret=a1B2c3D4e5') }, async (page, frame) => {
  await page.waitForFunction(() => window.got.some((m) => m.data.secret === 'a1B2c3D4e5'));
  assert.equal(await hash(frame), '#e=secret-speech');
  await frame.waitForSelector('#card[data-event="secret-speech"]');
});

// --- commands ------------------------------------------------------------------------------------------

hostTest('commands: hello, goTo, setSpan, setFilter, getState', 'talk.html', { html: bare() }, async (page, frame) => {
  const before = await page.evaluate(() => history.length);
  const first = await greet(page);
  assert.deepEqual(first, { timeline: 1, type: 'ready', height: 480, state: { event: null, ...await span(frame).then(({ from, to }) => ({ from, to })), periods: [], themes: [], kinds: [] } });

  await say(page, { timeline: 1, type: 'goTo', event: 'secret-speech' });
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  await say(page, { timeline: 1, type: 'setSpan', from: '1956-01-01', to: '1961-12-31' });
  await say(page, { timeline: 1, type: 'setFilter', periods: ['strain', 'split'], themes: ['ideology'], kinds: ['speech'] });
  const state = await stateOf(page);
  assert.deepEqual(state, { event: 'secret-speech', from: '1956-01-01', to: '1961-12-31', periods: ['strain', 'split'], themes: ['ideology'], kinds: ['speech'] });
  await still(frame);
  assert.deepEqual(await span(frame).then(({ from, to }) => [from, to]), ['1956-01-01', '1961-12-31']);
  assert.ok(await frame.locator('li[data-event][data-out]').count() > 60);

  await say(page, { timeline: 1, type: 'setFilter', periods: null, themes: [], kinds: null });
  await say(page, { timeline: 1, type: 'goTo', event: null });
  await say(page, { timeline: 1, type: 'setSpan', from: null, to: null });
  assert.deepEqual(await stateOf(page), first.state);
  assert.equal(await page.locator('iframe').evaluate((f) => f.ownerDocument.defaultView.history.length), before);
  assert.ok((await page.evaluate(() => window.got)).every((m) => m.origin === base.origin));
});

hostTest('what the reader does is told when it has come to rest, once', 'told.html', { html: bare() }, async (page, frame) => {
  await greet(page);
  await page.evaluate(() => { window.got.length = 0; });
  const plate = await readPlate(frame);
  const label = plate.labels.find((l) => l.left > plate.frame.left && l.right < plate.frame.right);
  await frame.locator(`svg#plate [data-label="${label.id}"]`).click({ force: true });
  await page.waitForFunction(() => window.got.some((m) => m.data.type === 'state'));
  await page.waitForTimeout(900);
  const told = (await got(page)).filter((m) => m.type === 'state');
  assert.deepEqual(told.map((m) => [m.id, m.state.event]), [[undefined, label.id]]);
});

const hostile = `
  const one = (type, more) => ({ timeline: 1, type, ...more });
  const own = (name) => JSON.parse('{"timeline":1,"type":"' + name + '"}');
  const huge = 'x'.repeat(1 << 20);
  window.bad = [
    null, undefined, 0, NaN, true, '', huge, [], [1], {}, new Date(), new Map([['timeline', 1]]), new ArrayBuffer(8), 10n, /x/,
    { timeline: 1 }, { timeline: '1', type: 'goTo', event: 'secret-speech' }, { timeline: 2, type: 'goTo', event: 'secret-speech' },
    one(null), one(huge), one(['goTo'], { event: 'secret-speech' }), own('__proto__'), own('constructor'), own('toString'), own('hasOwnProperty'),
    JSON.parse('{"__proto__":{"timeline":1,"type":"goTo","event":"secret-speech"}}'),
    one('goTo'), one('goTo', { event: 7 }), one('goTo', { event: '' }), one('goTo', { event: 'nobody' }), one('goTo', { event: huge }),
    one('goTo', { event: ['secret-speech'] }), one('goTo', { event: { toString: 1 } }), one('goTo', { event: '__proto__' }),
    one('goTo', { event: 'secret-speech&v=list' }), one('goTo', { event: '<img src=x onerror=parent.pwned=1>' }), one('goTo', { event: 'javascript:pwned=1' }),
    one('setSpan'), one('setSpan', { from: '1956-02-30', to: '1957-01-01' }), one('setSpan', { from: '1961-01-01', to: '1956-01-01' }),
    one('setSpan', { from: 0, to: 1 }), one('setSpan', { from: '1956', to: '1957' }), one('setSpan', { from: '1956-01-01' }), one('setSpan', { from: huge, to: huge }),
    one('setSpan', { from: '1956-01-01/1957-01-01&v=list', to: '1957-01-01' }), one('setSpan', { from: new Date(), to: new Date() }),
    one('setFilter', { periods: 'strain' }), one('setFilter', { periods: ['nowhere'] }), one('setFilter', { periods: ['strain', 7] }),
    one('setFilter', { periods: ['strain'], themes: ['<script>'] }), one('setFilter', { themes: [huge] }), one('setFilter', { kinds: { length: 1, 0: 'war' } }),
    one('setFilter', { periods: Array(1e5).fill('strain') }), one('setFilter', { themes: ['toString'] }), one('setFilter', { themes: [['war']] }),
    one('getState'), one('getState', { id: huge }), one('getState', { id: {} }), one('eval', { code: 'parent.pwned=1' }), one('state', { state: {} }),
    { context: 'h5p', action: huge }, { context: 'h5p', action: 'resize' }, { context: 'h5p' }, 'pymxPYMxxPYMxwidthxPYMx1', '[iFrameSizer]<img>:8',
    '[iFrameSizer]' + huge, '{"timeline":1,"type":"goTo","event":"secret-speech"}', '<script>pwned=1</script>',
  ];`;

hostTest('hostile messages of every kind change nothing and throw nothing', 'hostile.html', { html: bare('', '#p=alliance') }, async (page, frame) => {
  const first = (await greet(page)).state;
  const look = () => frame.evaluate(() => [location.href, document.querySelectorAll('*').length, Object.keys(Object.prototype).length, window.pwned, document.title]);
  // What draws the moving plate comes by itself a moment after the first view.
  await frame.waitForFunction(() => typeof window.glide === 'function');
  await still(frame);
  const before = await look();
  await page.evaluate(() => { window.got.length = 0; });
  // Complaints of the browser, an error among them, fail the test.
  const sent = await page.evaluate(`(() => { ${hostile} const w = document.querySelector('iframe').contentWindow; bad.forEach((m) => w.postMessage(m, '*')); return bad.length; })()`);
  assert.ok(sent > 60);
  await page.waitForTimeout(900);
  assert.deepEqual(await look(), before);
  assert.deepEqual(await got(page), []);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.deepEqual(await stateOf(page), first, 'and it still answers');
});

hostTest('ten thousand commands are few writes, and the last one holds', 'flood.html', { html: bare() }, async (page, frame) => {
  await frame.evaluate(() => {
    window.writes = [];
    const { replaceState } = history;
    history.replaceState = function (...all) { window.writes.push(performance.now()); return replaceState.apply(this, all); };
  });
  const before = await page.evaluate(() => history.length);
  await page.evaluate(async () => {
    const w = document.querySelector('iframe').contentWindow;
    const send = (i) => w.postMessage({ timeline: 1, type: 'goTo', event: i % 2 ? 'secret-speech' : 'treaty-1950' }, '*');
    for (let i = 0; i < 9940; i += 1) send(i);
    for (let i = 0; i < 60; i += 1) {
      send(i);
      await new Promise((done) => { setTimeout(done, 25); });
    }
  });
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  await page.waitForTimeout(600);
  const writes = await frame.evaluate(() => window.writes);
  const gaps = writes.slice(1).map((time, i) => time - writes[i]);
  assert.ok(writes.length >= 2 && Math.min(...gaps) >= 150, `ms between writes: ${gaps}`);
  assert.equal(await hash(frame), '#e=secret-speech');
  assert.equal(await page.evaluate(() => history.length), before);
});

hostTest('a sibling frame and an opened page are not heard', 'sibling.html', { html: `${bare()}<iframe id="sibling" title="other" srcdoc="<p>other</p>"></iframe>` }, async (page, frame) => {
  await page.evaluate(() => {
    const other = document.getElementById('sibling').contentWindow;
    const script = other.document.createElement('script');
    script.textContent = "for (const type of ['hello', 'goTo']) parent.frames[0].postMessage({ timeline: 1, type, event: 'secret-speech' }, '*')";
    window.heard = [];
    other.addEventListener('message', (e) => window.heard.push(e.data));
    other.document.body.appendChild(script);
  });
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => { window.open('about:blank'); })]);
  await opened.evaluate(() => opener.frames[0].postMessage({ timeline: 1, type: 'goTo', event: 'secret-speech' }, '*'));
  await page.waitForTimeout(800);
  assert.equal(await hash(frame), '');
  assert.equal(await frame.locator('#card').count(), 0);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
});

// --- a guest's manners ------------------------------------------------------------------------------------

hostTest('keys act only with the focus inside', 'keys.html', { html: bare() }, async (page, frame) => {
  const before = await span(frame);
  await page.locator('#own').click();
  for (const key of ['+', 'End', 'ArrowRight', 'l', 'Escape']) await page.keyboard.press(key);
  await page.waitForTimeout(500);
  assert.deepEqual([await span(frame), await hash(frame)], [before, '']);
  await frame.locator('button', { hasText: 'Periods' }).focus();
  await page.keyboard.press('+');
  await still(frame);
  assert.notDeepEqual(await span(frame), before);
});

hostTest('the frame’s own buttons zoom', 'zoom.html', { html: bare() }, async (page, frame) => {
  const before = await span(frame);
  await frame.getByRole('button', { name: 'Zoom in' }).click();
  await still(frame);
  const nearer = await span(frame);
  assert.ok(nearer.from > before.from && nearer.to < before.to, JSON.stringify(nearer));
  await frame.getByRole('button', { name: 'Zoom out' }).click();
  await still(frame);
  assert.deepEqual(await span(frame), before);
});

for (const [where, attributes] of [['without permission for full screen', ''], ['in a sandbox', 'sandbox="allow-scripts allow-same-origin"']]) {
  hostTest(`the plate takes the whole frame ${where}`, 'max.html', { html: bare(attributes, '#e=secret-speech') }, async (page, frame) => {
    assert.equal(await frame.evaluate(() => document.fullscreenEnabled), false);
    const size = () => frame.evaluate(() => {
      const r = document.querySelector('svg#plate').getBoundingClientRect();
      return [r.height / innerHeight, Boolean(document.querySelector('.mast').getClientRects().length), Boolean(document.querySelector('#card').getClientRects().length)];
    });
    const before = await size();
    assert.ok(before[0] < 0.75 && before[1] && before[2]);
    const heights = (await got(page)).length;
    const button = frame.getByRole('button', { name: 'Enlarge the plate' });
    await button.focus();
    await page.keyboard.press('Enter');
    await still(frame);
    const large = await size();
    assert.ok(large[0] > 0.95 && !large[1] && !large[2], JSON.stringify(large));
    assert.equal(await frame.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Show the whole frame again');
    await page.keyboard.press('Escape');
    await still(frame);
    assert.deepEqual(await size(), before, 'Esc gives title and card back, and does not close the card');
    assert.equal(await frame.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Enlarge the plate');
    assert.equal((await got(page)).length, heights, 'the host is told nothing');
    // Who chooses an event wants its card.
    await page.keyboard.press('Enter');
    await say(page, { timeline: 1, type: 'goTo', event: 'treaty-1950' });
    await frame.waitForSelector('#card[data-event="treaty-1950"]', { state: 'visible' });
    assert.deepEqual((await size()).slice(1), [true, true]);
  });
}

hostTest('Undo view goes back one step at a time, and makes no history', 'undo.html', { html: bare('', '#e=secret-speech') }, async (page, frame) => {
  const undo = frame.getByRole('button', { name: 'Undo view' });
  const [first, entries] = [await hash(frame), await page.evaluate(() => history.length)];
  await frame.getByRole('button', { name: /later event/i }).first().click();
  await frame.waitForFunction((h) => location.hash !== h, first);
  const second = await hash(frame);
  await frame.getByRole('button', { name: 'Zoom in' }).click();
  await frame.waitForFunction((h) => location.hash !== h, second);
  await undo.click();
  await frame.waitForFunction((h) => location.hash === h, second);
  await undo.click();
  await frame.waitForFunction((h) => location.hash === h, first);
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  await undo.click();
  await page.waitForTimeout(900);
  assert.equal(await hash(frame), first, 'there is nothing before the first place');
  assert.equal(await page.evaluate(() => history.length), entries);
});

hostTest('where the host allows it, the plate fills the screen', 'full.html', { html: bare('allow="fullscreen"') }, async (page, frame) => {
  assert.equal(await frame.evaluate(() => document.fullscreenEnabled), true);
  await frame.getByRole('button', { name: 'Enlarge the plate' }).click();
  await frame.waitForFunction(() => document.fullscreenElement === document.documentElement);
  assert.equal(await frame.evaluate(() => document.documentElement.hasAttribute('data-max')), false);
  await frame.getByRole('button', { name: 'Show the whole frame again' }).click();
  await frame.waitForFunction(() => !document.fullscreenElement);
});

for (const [width, touch] of [[320, false], [320, true], [420, false], [479, true]]) {
  hostTest(`${width} px wide${touch ? ', with fingers' : ''}: strip, one card and its steps, and nothing scrolls inside`, 'narrow.html', {
    touch, html: bare('', '#e=treaty-1945').replace('<p>', '<style>body { margin: 0 }</style><p>').replace('height="400"', `height="${NARROW}"`), width, height: 800,
  }, async (page, frame) => {
    const seen = await frame.evaluate(() => {
      const inner = [...document.querySelectorAll('*')].filter((e) => e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY) && e.getClientRects().length);
      const box = (q) => document.querySelector(q).getBoundingClientRect();
      const least = Math.min(...[...document.querySelectorAll('.framebar button, .mast .chip, .strip .nb button')].filter((b) => b.getClientRects().length).map((b) => b.getBoundingClientRect().height));
      const title = document.querySelector('.mast h1');
      return {
        wide: document.scrollingElement.scrollWidth - innerWidth, high: document.scrollingElement.scrollHeight - innerHeight, inner: inner.length, least,
        plate: box('svg#plate').height, card: box('#card'), bottom: innerHeight, cut: title.scrollWidth > title.clientWidth || title.scrollHeight > title.clientHeight + 1,
        overlap: box('.framebar').bottom > box('.mast .chip').top && box('.framebar').left < box('.mast .chip').right,
      };
    });
    assert.deepEqual([seen.wide, seen.high, seen.inner, seen.cut, seen.overlap], [0, 0, 0, false, false]);
    assert.ok(seen.least >= (touch ? 44 : 24), `${seen.least} px`);
    assert.ok(seen.plate >= 200 && seen.card.bottom <= seen.bottom, JSON.stringify(seen));
    await frame.getByRole('button', { name: /later event/i }).first().click();
    await frame.waitForFunction(() => document.querySelector('#card').dataset.event !== 'treaty-1945');
  });
}

hostTest('with storage refused everything works', 'storage.html', { html: bare('', '#e=secret-speech') }, async (page) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  await page.reload();
  const again = await frameOf(page);
  await again.waitForSelector('#card[data-event="secret-speech"]');
  assert.equal((await greet(page)).state.event, 'secret-speech');
  assert.equal(await again.evaluate(() => { try { return String(localStorage); } catch (e) { return e.name; } }), 'SecurityError', 'the frame is refused its storage');
  near(await again.evaluate(() => document.querySelector('.framebar').getBoundingClientRect().right), await again.evaluate(() => innerWidth - 11), 1, 'right end of the buttons');
});

// --- the element ------------------------------------------------------------------------------------------

hostTest('the element shows its own words until the timeline stands, and takes the height it asks for', 'element.html', {}, async (page, frame) => {
  await page.waitForFunction(() => document.querySelector('iframe').clientHeight >= 400);
  assert.ok(!await page.locator('#instead').isVisible());
  assert.equal(await hash(frame), '#e=secret-speech&p=strain,split');
  assert.match(await page.locator('iframe').getAttribute('title'), /Strain and Split/);
  await page.evaluate(() => document.querySelector('china-ussr-timeline').setAttribute('event', 'treaty-1950'));
  await frame.waitForSelector('#card[data-event="treaty-1950"]');
  // Messages of others do not move it.
  const before = await heightOf(page);
  await page.evaluate(() => window.postMessage({ timeline: 1, type: 'height', height: 1999 }, '*'));
  await page.waitForTimeout(300);
  assert.equal(await heightOf(page), before);
});

hostTest('the element’s words stay when the timeline cannot come', 'nothing.html', {
  frame: false, allow: [/404|Failed to load|ERR_/],
  html: '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lesson</title><script src="TIMELINEchina-ussr-timeline.js"></script><china-ussr-timeline src="TIMELINEnowhere/"><p id="instead">The words</p></china-ussr-timeline>',
}, async (page) => {
  await page.waitForSelector('iframe');
  await page.waitForTimeout(1500);
  assert.ok(await page.locator('#instead').isVisible());
  assert.ok(await heightOf(page) <= 1);
});

// --- the recipes that say nothing --------------------------------------------------------------------

for (const file of ['plain.html', 'moodle.html', 'google-sites.html']) {
  // The sandbox of Google Sites is one that browsers warn of.
  hostTest(`the recipe ${file} shows what its address chose`, file, { frame: false, allow: file === 'google-sites.html' ? [/sandbox/i] : [] }, async (page) => {
    const html = readFileSync(new URL(`../../embed-examples/${file}`, import.meta.url), 'utf8');
    const chosen = /TIMELINE\?embed=1(#[^"]*)?"/.exec(html)[1] ?? '';
    // Google Sites puts it into a frame of a frame.
    let frame;
    for (let tries = 0; !frame && tries < 100; tries += 1) {
      frame = page.frames().find((one) => one.url().startsWith(BASE));
      if (!frame) await page.waitForTimeout(100);
    }
    await ready(frame);
    assert.equal(await hash(frame), chosen);
    const left = await frame.evaluate(() => document.querySelectorAll('#events li[data-event]:not([data-out])').length);
    const all = await frame.evaluate(() => document.querySelectorAll('#events li[data-event]').length);
    assert.equal(all, events.length);
    assert.equal(left < all, chosen.includes('p='), `${left} of ${all} events are shown for ${chosen}`);
    assert.ok((await page.title()).startsWith('Lesson'), 'the course page is another one');
  });
}
