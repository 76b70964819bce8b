// What the tests of reflow, targets and preferences share: the views of the application, the pages beside it, and
// measurements of what stands in the window, each as a list of complaints in words.

import assert from 'node:assert/strict';
import { address, ready, still } from './harness.mjs';

/** The pages beside the timeline. */
export const BESIDE = ['disputes', 'periods', 'mao-view', 'figures', 'places', 'people', 'sources', 'texts', 'embed'];

/** What a reader presses; words that are announced only are no controls. */
export const CONTROLS = 'a[href], button, input, select, textarea, summary, [role=option], [role=slider], [tabindex="0"]';

/** The views: name, fragment, and what is done there. */
export const VIEWS = [
  ['the plate', ''], ['the list', 'v=list'], ['the card', 'e=secret-speech'], ['the help', 'v=help'],
  ['the about page', 'v=about'], ['a search', 'q=treaty'],
  ['the results', '', async (page) => {
    await page.locator('.search input').click();
    await page.keyboard.type('treaty');
    await page.locator('.results [role=option]').first().waitFor();
  }, '.search'],
];

/** The fragments that show a lesson. */
const LESSON = /(^|&)v=(stories|present|quiz|print|selection|between)(&|$)/;

/** Answers the question of the quiz that is shown, rightly or not. */
export async function answer(page) {
  const show = page.locator('[data-options]');
  if (await show.count()) await show.click();
  const radio = page.locator('input[type=radio][data-choice]');
  if (await radio.count()) await radio.first().check();
  for (const select of await page.locator('select[data-choice]').all()) await select.selectOption({ index: 1 });
  await page.locator('[data-check]').click();
  await page.locator('.verdict').waitFor();
}

/** Unfolds all that is folded. */
export const unfold = (page) => page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });

/** The controls of a talk are shown while one of them has the focus. */
const controls = (page) => page.locator('.controls button').first().focus();

/**
 * The lessons, which stand in place of the timeline: name, fragment, what is done there. The kinds of questions are gone
 * through by `eachItem`.
 */
export const LESSONS = [
  ['the stories', 'v=stories', unfold],
  ['a slide', 'v=present&s=why-split.2', controls],
  ['the title of a talk', 'v=present&s=why-split.0', controls],
  ['two views', 'e=treaty-1950&v=present', async (page) => {
    await page.keyboard.press('v');
    await page.locator('.pair').waitFor();
    await controls(page);
  }],
  ['the notes', 'v=present&s=why-split.2&notes=1'],
  ['the quiz', 'v=quiz&seed=7', unfold],
  ['the quiz, answered', 'v=quiz&seed=7', answer],
  ['the sheets', 'v=print&s=whole-story.0&sheet=worksheet'],
  ['the selection', 'v=selection&x=treaty-1950|secret-speech'],
  ['the time between', 'v=between&e=treaty-1950&f=secret-speech'],
];

/** What a layout shows, in sets: the timeline, and the lessons, which have two layouts only, that of a small window and the other. */
export const setsOf = (layout, query) => [
  [layout, VIEWS.filter(([, , act]) => !query || !act)], ...(['desktop', 'phone'].includes(layout) ? [[`${layout}, the lessons`, LESSONS]] : []),
];

/** Goes through a quiz of at least six questions, and looks at each before and after its answer. */
export async function eachItem(page, look) {
  await openView(page, ['the quiz', 'v=quiz&seed=7']);
  const kinds = new Set();
  let items = 0;
  for (; items < 20 && await page.locator('[data-quiz-item]').count(); items += 1) {
    const [kind] = (await page.locator('[data-quiz-item]').getAttribute('data-quiz-item')).split(':');
    kinds.add(kind);
    // What the options are is shown when one has thought of an answer.
    const show = page.locator('[data-options]');
    if (await show.count()) {
      await look(`${kind}, first`);
      await show.click();
    }
    await look(kind);
    await answer(page);
    await look(`${kind}, answered`);
    await page.locator('[data-next]').click();
    await still(page);
  }
  await look('the end of the quiz');
  assert.ok(items >= 6 && kinds.size >= 3, `${items} questions of the kinds ${[...kinds].join(', ')}`);
}

/** Fails with the first complaints, if there are any. */
export function none(complaints, what = '') {
  const first = complaints.slice(0, 30).join('\n');
  assert.ok(complaints.length === 0, `${what} ${complaints.length} faults:\n${first}`);
}

/** Opens a view in a page that shows the application already, or for the first time. */
export async function openView(page, [, hash, act], query = '') {
  await page.goto('about:blank');
  await page.goto(address({ query, hash }));
  await ready(page);
  if (LESSON.test(hash)) await page.locator('#lesson h1').first().waitFor();
  if (act) {
    await act(page);
    await still(page);
  }
}

/** Opens a page beside the timeline. */
export async function openBeside(page, name) {
  await page.goto(address().replace(/[^/]*$/, `${name}.html`));
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

/** Adds rules that are stronger than the page's own, as a reader's extension does; the policy lets no style element in. */
export const addRules = (page, css) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, css);

/** Runs in the page: what the measurements below are made of, as `globalThis.look`. */
function lookAround(controls) {
  const name = (el) => {
    const words = (el.getAttribute('aria-label') || el.textContent || el.getAttribute('name') || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${el.tagName.toLowerCase()}${el.id ? `#${el.id}` : ''}${(el.getAttribute('class') ?? '').trim().replace(/^|\s+/g, '.')} "${words}"`;
  };
  /** An element and those around it that can clip it: what is placed absolutely escapes the boxes that are not placed. */
  const clippers = (el) => {
    const found = [];
    let escapes = false;
    for (let e = el; e; e = e.parentElement) {
      const { position } = getComputedStyle(e);
      if (escapes && position === 'static') continue;
      found.push(e);
      escapes = position === 'absolute';
    }
    return found;
  };
  const isDot = (e, s) => s.overflowX === 'hidden' && s.display !== 'inline' && e.clientWidth <= 1 && e.clientHeight <= 1;
  /** Left to be read only: by `clip-path`, or in a box of one px. */
  const clippedAway = (el) => {
    for (let e = el; e; e = e.parentElement) if (getComputedStyle(e).clipPath.startsWith('inset(50%')) return true;
    return clippers(el).some((e) => isDot(e, getComputedStyle(e)));
  };
  /** Drawn: not hidden, not transparent, and not clipped away to be read only. */
  const drawn = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !el.closest('.sr, .skip:not(:focus), .defs')
    && el.getClientRects().length > 0 && !clippedAway(el);
  /** The links over the drawing are seen by what lies under them. */
  const controlsShown = () => [...document.querySelectorAll(controls)].filter((el) => drawn(el));
  /** The pieces of text: the element they stand in, and the boxes of their lines. */
  const texts = () => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement;
      if (!node.data.trim() || ['SCRIPT', 'STYLE', 'OPTION', 'TEXTAREA', 'TITLE'].includes(el.tagName) || !drawn(el)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((r) => r.width > 0.5 && r.height > 0.5);
      found.push({ el, words: node.data.trim().replace(/\s+/g, ' ').slice(0, 40), boxes });
    }
    return found;
  };
  /** By how many px a box is cut at each side by what clips it and cannot be scrolled to it; undefined if by none. */
  const cut = (el, r, slack) => {
    let x = true, y = true;
    for (const e of clippers(el)) {
      if (e === document.documentElement) break;
      const s = getComputedStyle(e), b = e.getBoundingClientRect();
      if (e !== el || e.matches(':not(svg *)')) {
        const pad = s.overflowX === 'clip' ? parseFloat(s.overflowClipMargin) || 0 : 0;
        const box = { left: b.left + e.clientLeft - pad, right: b.left + e.clientLeft + (e.clientWidth || b.width) + pad, top: b.top + e.clientTop - pad, bottom: b.top + e.clientTop + (e.clientHeight || b.height) + pad };
        if (x && ['hidden', 'clip'].includes(s.overflowX) && s.display !== 'inline' && (r.left < box.left - slack || r.right > box.right + slack)) return `x by ${name(e)}`;
        if (y && ['hidden', 'clip'].includes(s.overflowY) && s.display !== 'inline' && (r.top < box.top - slack || r.bottom > box.bottom + slack)) return `y by ${name(e)}`;
        if (['auto', 'scroll'].includes(s.overflowX)) x = false;
        if (['auto', 'scroll'].includes(s.overflowY)) y = false;
      }
      if (s.position === 'fixed') {
        if (y && (r.top < -slack || r.bottom > innerHeight + slack)) return 'y by the window';
        break;
      }
    }
    if (x && (r.left < -slack || r.right > innerWidth + slack)) return 'x by the window';
    return undefined;
  };
  globalThis.look = { name, clippers, drawn, controlsShown, texts, cut };
}
const look = (page) => page.evaluate(`(${lookAround})(${JSON.stringify(CONTROLS)})`);

/** What is wider than the window, and what scrolls sideways without being in `allowed`, or both ways. */
export async function tooWide(page, allowed) {
  await look(page);
  return page.evaluate((sideways) => {
    const { name, drawn } = globalThis.look;
    const found = [];
    scrollTo(500, scrollY);
    if (scrollX) found.push(`the page scrolls sideways by ${scrollX}`);
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const el of document.body.querySelectorAll('*')) {
      if (!drawn(el)) continue;
      const s = getComputedStyle(el);
      if (['auto', 'scroll'].includes(s.overflowX) && el.scrollWidth > el.clientWidth + 1) {
        if (!el.matches(sideways)) found.push(`scrolls sideways: ${name(el)}`);
        else if (el.scrollHeight > el.clientHeight + 1) found.push(`scrolls both ways: ${name(el)}`);
      }
      // The shapes of a drawing are its own affair; its letters and its frame are not.
      if (el.closest('svg') && !['svg', 'text'].includes(el.tagName)) continue;
      if (el.parentElement.closest(sideways)) continue;
      const r = el.getBoundingClientRect();
      if (r.width && r.height && (r.right > innerWidth + 0.5 || r.left < -0.5)) found.push(`from ${r.left.toFixed(0)} to ${r.right.toFixed(0)}: ${name(el)}`);
    }
    return found;
  }, allowed);
}

/**
 * Controls that are clipped, or that cannot be scrolled to a place where they can be pressed. `within` names what is
 * open over the rest.
 */
export async function unreachable(page, within = 'body') {
  await look(page);
  return page.evaluate((scope) => {
    const { name, clippers, controlsShown, cut } = globalThis.look;
    const found = [];
    // Firefox counts what is not shown of a link in a drawing to its box, as a point at the corner.
    const target = (el) => (el.ownerSVGElement && el.querySelector('.hit')) || el;
    // A place on the map may be hit anywhere in its circle, of which a neighbour may cover the middle.
    const places = (el) => (el.ownerSVGElement ? [[0.5, 0.5], [0.3, 0.3], [0.7, 0.3], [0.3, 0.7], [0.7, 0.7]] : [[0.5, 0.5]]);
    const free = (el) => [...target(el).getClientRects()].some((r) => places(el).some(([across, down]) => {
      const [left, right] = [Math.max(r.left, 0), Math.min(r.right, innerWidth)];
      const top = document.elementFromPoint(left + (right - left) * across, r.top + r.height * down);
      return top && (el.contains(top) || top.contains(el) || top.closest('label')?.contains(el));
    }));
    for (const el of controlsShown()) {
      if (!el.closest(scope)) continue;
      let is = false, why;
      for (const block of ['nearest', 'center', 'start', 'end']) {
        el.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
        // What is not drawn yet comes into the drawing while scrolling.
        if (!el.isConnected || !el.getClientRects().length) { is = true; break; }
        const r = target(el).getBoundingClientRect();
        why = cut(clippers(el)[1], r, 1);
        if (!why && free(el)) { is = true; break; }
      }
      if (!is) found.push(`${why ? `cut ${why}` : 'covered'}: ${name(el)}`);
    }
    return found;
  }, within);
}

/** Text that is cut, except in what matches `spare`. Letters need not fill their line: 3 px of air are spared. */
export async function cutText(page, spare) {
  await look(page);
  return page.evaluate((except) => {
    const { name, texts, cut } = globalThis.look;
    const found = [];
    for (const { el, words, boxes } of texts()) {
      if (el.closest(except)) continue;
      for (const r of boxes) {
        const why = cut(el, { left: r.left + 1, right: r.right - 1, top: r.top + 3, bottom: r.bottom - 3 }, 1);
        if (why) { found.push(`"${words}" in ${name(el).split(' ')[0]} is cut ${why}`); break; }
      }
    }
    return [...new Set(found)];
  }, spare);
}

/** Pairs of texts and controls of one layer that lie over one another. */
export async function overlaps(page, spare) {
  await look(page);
  return page.evaluate((except) => {
    const { name, texts, controlsShown } = globalThis.look;
    // What sticks, or opens over the rest, lies over other things on purpose.
    const layer = (el) => {
      for (let e = el; e && e !== document.body; e = e.parentElement) {
        const s = getComputedStyle(e);
        if (['fixed', 'sticky'].includes(s.position) || (s.position === 'absolute' && s.zIndex !== 'auto') || (e.matches('svg') && !e.closest('button, a, summary'))) return e;
      }
      return document.body;
    };
    const items = [];
    for (const { el, words, boxes } of texts()) {
      if (el.closest(except) || el.closest('option, select')) continue;
      for (const r of boxes) items.push({ el, what: `"${words}"`, left: r.left + 1, right: r.right - 1, top: r.top + r.height * 0.28, bottom: r.bottom - r.height * 0.28 });
    }
    for (const el of controlsShown()) {
      if (el.closest(except) || getComputedStyle(el).display === 'inline' || el.closest('svg')) continue;
      const r = el.getBoundingClientRect();
      items.push({ el, what: name(el), left: r.left + 1, right: r.right - 1, top: r.top + 1, bottom: r.bottom - 1 });
    }
    for (const i of items) i.layer = layer(i.el);
    // What a scroller has rolled out of sight lies over nothing.
    for (const i of items) {
      for (const e of globalThis.look.clippers(i.el).slice(1)) {
        if (e === i.layer) break;
        if (getComputedStyle(e).overflowX === 'visible') continue;
        const b = e.getBoundingClientRect();
        i.left = Math.max(i.left, b.left); i.right = Math.min(i.right, b.right);
        i.top = Math.max(i.top, b.top); i.bottom = Math.min(i.bottom, b.bottom);
      }
    }
    items.sort((a, b) => a.top - b.top);
    const found = new Set();
    items.forEach((a, i) => {
      for (let k = i + 1; k < items.length && items[k].top < a.bottom; k += 1) {
        const b = items[k];
        if (a.el.contains(b.el) || b.el.contains(a.el) || a.layer !== b.layer) continue;
        if (Math.max(a.left, b.left) < Math.min(a.right, b.right) && Math.max(a.top, b.top) < Math.min(a.bottom, b.bottom)) found.add(`${a.what} and ${b.what}`);
      }
    });
    return [...found];
  }, spare);
}

/**
 * Controls smaller than `least` px in width or height. A link in a block of text is as wide as its words, and 24 px
 * high; a box is pressed through its label.
 */
export async function smallTargets(page, least, within = 'body') {
  await look(page);
  return page.evaluate(([px, scope]) => {
    const { name, controlsShown } = globalThis.look;
    /** A link, or a word that is explained, in a block of text: as high as its line, yet never under 24 px. */
    const inText = (el) => el.matches('a[href], .term') && !el.closest('.contents, .mast, .back') && (getComputedStyle(el).display === 'inline' || el.matches('.term'));
    return controlsShown().filter((el) => el.closest(scope) && !el.closest('svg')).flatMap((el) => {
      const whole = el.matches('input[type=radio], input[type=checkbox]') ? el.closest('label') ?? el : el;
      const r = [...whole.getClientRects()].sort((a, b) => b.width - a.width)[0];
      const [wide, high] = inText(el) ? [1, 24] : [px, px];
      return r.width < wide - 0.5 || r.height < high - 0.5 ? [`${r.width.toFixed(0)} × ${r.height.toFixed(0)}: ${name(el)}`] : [];
    });
  }, [least, within]);
}
