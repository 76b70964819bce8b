// What readers prefer: themes, contrast, forced colours, no motion, larger text. By the system, by choice in Display, and
// by the address. (No inertia with reduced motion: drag.test.mjs. The even band: geometry.test.mjs.)

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { DESKTOP, ENGINE, FRAME, LAPTOP, PHONE, TABLET, address, pageTest, ready } from './harness.mjs';

/** Why a test is one of Chromium only. */
const AT_ONCE = 'Firefox is told what the reader prefers when it starts';
import { BESIDE, answer, cutText, none, openBeside, openView, overlaps, setsOf } from './views.mjs';

/** The colours of a theme, as the style sheet writes them. */
const tokens = readFileSync(new URL('../../assets/css/tokens.css', import.meta.url), 'utf8');
const themeOf = (theme) => Object.fromEntries([...new RegExp(`^\\[data-theme="${theme}"\\] \\{([^}]*)`, 'm').exec(tokens)[1].matchAll(/--([\w-]+): (#\w{6})/g)].map(([, k, v]) => [k, v]));
/** The colours that the page shows. */
const shown = (page) => page.evaluate((names) => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
}, Object.keys(themeOf('light')));
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const rgb = (hex) => `rgb(${[1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(', ')})`;
const papers = Object.fromEntries(['light', 'dark', 'contrast', 'projector'].map((t) => [t, rgb(themeOf(t).paper)]));

/** Presses a choice in Display, or in Menu where there is no room for it. */
async function choose(page, name) {
  await page.getByRole('button', { name: /^(Display|Menu)$/ }).click();
  await page.getByRole('radio', { name, exact: true }).check();
  await page.keyboard.press('Escape');
}

/* --- themes ------------------------------------------------------------------------------------------ */

/** The features of media, by the names that the driver gives them. */
const FEATURES = { colorScheme: 'prefers-color-scheme', contrast: 'prefers-contrast', forcedColors: 'forced-colors', reducedMotion: 'prefers-reduced-motion' };

/**
 * A test for readers who prefer this. Chromium hears it from its driver, Firefox from its own preferences; the page must
 * know it before anything is tested.
 */
function readerTest(name, prefers, options, body) {
  pageTest(name, { ...options, prefers, goto: false }, async (page) => {
    if (ENGINE === 'chromium') await page.emulateMedia(prefers);
    await page.goto(address(options));
    await ready(page);
    for (const [feature, value] of Object.entries(prefers)) {
      const query = `(${FEATURES[feature]}: ${value})`;
      assert.ok(await page.evaluate((asked) => matchMedia(asked).matches, query), `the browser does not say ${query}`);
    }
    await body(page);
  });
}

readerTest('without a choice the system decides: light', { colorScheme: 'light' }, {}, async (page) => {
  assert.deepEqual(await shown(page), themeOf('light'));
  assert.equal(await paper(page), papers.light);
});

readerTest('without a choice the system decides: dark', { colorScheme: 'dark' }, {}, async (page) => {
  assert.deepEqual(await shown(page), themeOf('dark'));
  assert.equal(await paper(page), papers.dark);
});

for (const colorScheme of ['light', 'dark']) {
  readerTest(`who needs more contrast gets it, ${colorScheme}`, { colorScheme, contrast: 'more' }, {}, async (page) => {
    assert.deepEqual(await shown(page), themeOf('contrast'));
    assert.equal(await paper(page), papers.contrast);
  });
}

pageTest('what the system says holds at once', { chromium: AT_ONCE }, async (page) => {
  assert.equal(await paper(page), papers.light);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await shown(page), themeOf('dark'));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  assert.deepEqual(await shown(page), themeOf('contrast'));
});

/** The colours of the territory names and of the page's text. */
const inks = (page) => page.$eval('.terr', (t) => [getComputedStyle(t).fill, getComputedStyle(document.body).color]);
pageTest('without a wish for contrast, territory names of the drawing have the colours of their periods', {}, async (page) => {
  const [name, body] = await inks(page);
  assert.notEqual(name, body);
});
readerTest('with more contrast, territory names of the drawing are ink', { contrast: 'more' }, {}, async (page) => {
  const [name, body] = await inks(page);
  assert.equal(name, body);
});

readerTest('another theme that the reader chose stands against the system’s wish for contrast', { contrast: 'more' }, { query: 'theme=dark' }, async (page) => {
  assert.deepEqual(await shown(page), themeOf('dark'));
  assert.equal(await paper(page), papers.dark);
});

for (const size of [DESKTOP, TABLET, { ...PHONE, touch: true }]) {
  pageTest(`a theme chosen in Display holds at once, after a reload and on the pages beside, ${size.width} px`, { ...size, goto: false }, async (page) => {
    await page.goto(address());
    await ready(page);
    for (const [name, theme] of [['Dark', 'dark'], ['High contrast', 'contrast'], ['Projector', 'projector'], ['Light', 'light']]) {
      await choose(page, name);
      assert.equal(await paper(page), papers[theme], name);
    }
    await choose(page, 'Projector');
    await page.reload();
    await ready(page);
    assert.equal(await paper(page), papers.projector);
    await openBeside(page, 'figures');
    assert.equal(await paper(page), papers.projector);
    // The address wins over what is remembered; the system's way is a choice as well.
    await page.goto(address({ query: 'theme=dark' }));
    await ready(page);
    assert.equal(await paper(page), papers.dark);
    await page.goto(address());
    await ready(page);
    assert.equal(await paper(page), papers.projector, 'an address is no choice');
    await choose(page, 'As the system');
    await page.reload();
    await ready(page);
    assert.equal(await paper(page), papers.light);
  });
}

/* --- text size --------------------------------------------------------------------------------------- */

/** Sizes of letters, px: text of the page, of the card, of a chip. */
const letters = (page) => page.evaluate(() => ['body', '#card .stand', 'button.chip', '#card h2'].map((s) => parseFloat(getComputedStyle(document.querySelector(s)).fontSize)));

pageTest('the steps of the text size enlarge all text by 15 and 30 %, by address and by choice', { hash: 'e=secret-speech' }, async (page) => {
  const normal = await letters(page);
  for (const [name, by] of [['Larger', 1.15], ['Largest', 1.3], ['Normal', 1]]) {
    await choose(page, name);
    (await letters(page)).forEach((px, i) => assert.ok(Math.abs(px / normal[i] - by) < 0.01, `${name}: ${px} of ${normal[i]}`));
  }
  await choose(page, 'Largest');
  await page.goto(address({ query: 'size=2', hash: 'e=secret-speech' }));
  await ready(page);
  (await letters(page)).forEach((px, i) => assert.ok(Math.abs(px / normal[i] - 1.15) < 0.01, `by address: ${px} of ${normal[i]}`));
});

const LAYOUTS = [['desktop', DESKTOP, ''], ['laptop', LAPTOP, ''], ['tablet', TABLET, ''], ['phone', { ...PHONE, touch: true }, ''], ['frame', FRAME, 'embed=1']];
for (const [layout, size, query] of LAYOUTS) {
  for (const [what, views] of setsOf(layout, query)) {
    pageTest(`the largest text is cut nowhere and covers nothing, ${what}`, { ...size, goto: false }, async (page) => {
      const faults = [];
      for (const view of views) {
        await openView(page, view, [query, 'size=3'].filter(Boolean).join('&'));
        // As where the reader comes to a lesson from the timeline, which writes the size there.
        await page.evaluate(() => { document.documentElement.dataset.size = '3'; });
        const spare = '.by .author, .standfirst, .search .clear, .grab, svg, a.placed';
        for (const fault of [...await cutText(page, spare), ...await overlaps(page, spare)]) faults.push(`${view[0]}: ${fault}`);
      }
      none(faults);
    });
  }
}

/* --- motion ------------------------------------------------------------------------------------------ */

/** What moves for longer than 0.01 s, its pseudo-elements included. */
const moving = (page) => page.evaluate(() => {
  const seconds = (list) => Math.max(...list.split(',').map((t) => (t.trim().endsWith('ms') ? parseFloat(t) / 1000 : parseFloat(t))));
  const found = new Set();
  for (const el of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after', '::marker', '::placeholder', '::backdrop']) {
      const s = getComputedStyle(el, part);
      const transition = seconds(s.transitionDuration), animation = s.animationName === 'none' ? 0 : seconds(s.animationDuration);
      if (transition > 0.01 || animation > 0.01) found.add(`${el.tagName} ${el.id || el.getAttribute('class')}${part ?? ''}: ${transition} s, ${animation} s`);
    }
    if (getComputedStyle(el).scrollBehavior === 'smooth') found.add(`${el.tagName} scrolls smoothly`);
  }
  return [...found];
});

for (const [layout, size, query] of LAYOUTS) {
  for (const [what, views] of setsOf(layout, query)) {
    pageTest(`with reduced motion nothing moves for longer than 0.01 s, ${what}`, { ...size, still: true, goto: false }, async (page) => {
      for (const view of views) {
        await openView(page, view, query);
        none(await moving(page), view[0]);
      }
    });
  }
}

// Or the tests of this part would look at nothing.
pageTest('without that wish something moves', {}, async (page) => {
  assert.notDeepEqual(await moving(page), []);
});

/** The strip of a talk in the frames after a step, each different drawing once. */
const drawings = (page) => page.evaluate(async () => {
  const seen = new Set();
  const strip = () => document.querySelector('.present .strip').innerHTML;
  const before = strip();
  dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', cancelable: true }));
  const end = performance.now() + 1500;
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    if (strip() !== before) seen.add(strip());
  }
  return seen.size;
});
for (const reduced of [true, false]) {
  pageTest(`from slide to slide the strip ${reduced ? 'stands at once where it belongs, with reduced motion' : 'travels without that wish'}`, { still: reduced, hash: 'v=present&s=why-split.2' }, async (page) => {
    await page.locator('.present .strip').waitFor();
    const count = await drawings(page);
    assert.ok(reduced ? count === 1 : count > 2, `${count} drawings`);
  });
}

pageTest('with reduced motion nothing moves on the pages beside', { still: true, goto: false }, async (page) => {
  for (const name of BESIDE) {
    await openBeside(page, name);
    none(await moving(page), name);
  }
});

/* --- forced colours ---------------------------------------------------------------------------------- */

/** What the reader's palette holds, as the browser computes it. */
const system = (page) => page.evaluate(() => Object.fromEntries(['Canvas', 'CanvasText', 'LinkText', 'Highlight', 'HighlightText'].map((name) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.forcedColorAdjust = 'none';
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return [name, color];
})));
const styles = (page, selector, property) => page.$$eval(selector, (all, p) => [...new Set(all.map((el) => getComputedStyle(el)[p]))], property);

/** The share of dots that differ from the first one of a piece of the window. */
async function inked(page, clip) {
  const png = PNG.sync.read(await page.screenshot({ clip }));
  let dots = 0;
  for (let i = 0; i < png.data.length; i += 4) if ([0, 1, 2].some((c) => Math.abs(png.data[i + c] - png.data[c]) > 80)) dots += 1;
  return dots / (png.width * png.height);
}

/** For a picture the driver adds a style of its own, always the same; the page's policy refuses it, and Firefox says so. */
const OF_THE_PICTURE = /sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT\+SmwNZWA=/;

for (const colorScheme of ['light', 'dark']) {
  readerTest(`forced colours, ${colorScheme}: rails, patterns, selection and links are in the reader’s palette`, { forcedColors: 'active', colorScheme, reducedMotion: 'reduce' }, { hash: 'e=secret-speech', still: true, allow: [OF_THE_PICTURE] }, async (page) => {
    const sys = await system(page);
    assert.notEqual(sys.Canvas, sys.CanvasText);
    assert.deepEqual(await styles(page, '.band .rail', 'stroke'), [sys.CanvasText]);
    assert.deepEqual(await styles(page, '.hs-line', 'stroke'), [sys.CanvasText]);
    assert.deepEqual(await styles(page, '.hx-dot', 'fill'), [sys.CanvasText]);
    assert.deepEqual(await styles(page, '.flag', 'fill'), [sys.Highlight]);
    assert.deepEqual(await styles(page, '.flags .sel text', 'fill'), [sys.HighlightText]);
    assert.deepEqual(await styles(page, '.yr, .terr', 'fill'), [sys.CanvasText]);
    assert.deepEqual(await styles(page, '#card a', 'color'), [sys.LinkText]);
    assert.deepEqual(await styles(page, '.chip[aria-pressed=true]', 'backgroundColor'), [sys.Highlight]);
    assert.deepEqual(await styles(page, '.chip[aria-pressed=true]', 'color'), [sys.HighlightText]);
    // The dots themselves: a rail, and the hatching and the dots of two periods, below their rails and beside their names.
    const boxes = await page.$$eval('.band .stretch', (all) => all.map((s) => [s.getAttribute('class'), s.querySelector('.rail').getBoundingClientRect().toJSON()]));
    for (const phase of ['phase-strain', 'phase-split']) {
      const [, r] = boxes.find(([c]) => c.includes(phase));
      assert.ok(await inked(page, { x: r.x + r.width * 0.3, y: r.y + 6, width: Math.min(60, r.width * 0.5), height: 12 }) > 0.02, `${phase} shows no pattern`);
    }
    const ring = await page.evaluate(() => {
      document.querySelector('button.chip').focus({ focusVisible: true });
      const s = getComputedStyle(document.activeElement);
      return [s.outlineColor, s.outlineStyle, parseFloat(s.outlineWidth)];
    });
    assert.deepEqual(ring, [sys.Highlight, 'solid', 3]);
  });
}

readerTest('forced colours: phone rows, list and pages beside keep selection, pressed chips and links', { forcedColors: 'active', reducedMotion: 'reduce' }, { ...PHONE, touch: true, hash: 'e=secret-speech&p=strain', still: true }, async (page) => {
  const sys = await system(page);
  assert.deepEqual(await styles(page, '.row.sel .flag', 'fill'), [sys.Highlight]);
  assert.deepEqual(await styles(page, '.row.sel .vname', 'fill'), [sys.HighlightText]);
  assert.deepEqual(await styles(page, 'svg.phone > .vname', 'fill'), [sys.CanvasText]);
  await page.goto(address({ hash: 'v=list' }));
  await ready(page);
  assert.deepEqual(await styles(page, '.events.flow a h3', 'color'), [sys.LinkText]);
  for (const name of BESIDE) {
    await openBeside(page, name);
    assert.deepEqual(await styles(page, '.doc a:not(svg *, .chip)', 'color'), [sys.LinkText], name);
    const charts = await page.$$eval('.doc svg .rail, .doc svg .stair, .doc svg .neatline, .doc svg .frontier', (all) => [...new Set(all.map((el) => getComputedStyle(el).stroke))]);
    for (const stroke of charts) assert.equal(stroke, sys.CanvasText, name);
  }
});

readerTest('forced colours: the lessons keep text, links, pressed controls, answers, rails and focus', { forcedColors: 'active', reducedMotion: 'reduce' }, { hash: 'v=stories', still: true }, async (page) => {
  const sys = await system(page);
  const ring = async (selector) => {
    await page.keyboard.press('Tab');
    return page.$eval(selector, (el) => {
      el.focus({ focusVisible: true });
      const s = getComputedStyle(el);
      return [s.outlineColor, s.outlineStyle, parseFloat(s.outlineWidth)];
    });
  };
  await page.locator('#lesson h1').waitFor();
  assert.deepEqual(await styles(page, '.lessons h1, .lessons p:not(.acts)', 'color'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.back a', 'color'), [sys.LinkText]);
  assert.deepEqual(await ring('.acts a'), [sys.Highlight, 'solid', 3]);

  await openView(page, ['', 'v=present&s=why-split.2']);
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: 'Ask first' }).click();
  assert.deepEqual(await styles(page, '.present h1, .present .stand, .present .bs li', 'color'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.strip .rail', 'stroke'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.strip .flagbox', 'fill'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.controls [aria-pressed=true]', 'backgroundColor'), [sys.Highlight]);
  assert.deepEqual(await styles(page, '.controls [aria-pressed=true]', 'color'), [sys.HighlightText]);
  assert.deepEqual(await ring('.controls button'), [sys.Highlight, 'solid', 3]);
  // A black screen is black in every palette: it is what the presenter asks for.
  await page.keyboard.press('w');
  assert.deepEqual(await styles(page, '.blank', 'backgroundColor'), ['rgb(0, 0, 0)']);

  await openView(page, ['', 'v=quiz&seed=7', answer]);
  assert.deepEqual(await styles(page, '.quiz .inked .rail', 'stroke'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.quiz .ink', 'stroke'), [sys.CanvasText]);
  assert.deepEqual(await styles(page, '.told a', 'color'), [sys.LinkText]);
  assert.deepEqual(await ring('#quiz-next'), [sys.Highlight, 'solid', 3]);
});
