// Nothing hangs over the edge at the six window sizes, with and without a card, and targets are big enough.

import assert from 'node:assert/strict';
import { pageTest } from './harness.mjs';

const SIZES = [[1366, 768], [1024, 768], [768, 1024], [360, 640], [320, 568], [600, 400]];

/**
 * Controls that cannot be seen or read whole, in words. A control may be out of sight only where the reader can
 * scroll to it; its own text must fit into it.
 */
const clipped = (page) => page.evaluate(() => {
  const wrong = [];
  const root = document.documentElement;
  const controls = document.querySelectorAll('button,a[href],input,select,textarea,summary,[role=button],[tabindex="0"]');
  for (const el of controls) {
    // The plate’s links follow their marks, and the skip link waits outside until it has the focus.
    if (el.closest('svg, li[data-event], .skip') || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const r = el.getBoundingClientRect();
    if (r.width <= 1 || r.height <= 1) continue;
    const name = `${el.tagName.toLowerCase()} “${(el.getAttribute('aria-label') ?? el.textContent ?? el.name).trim().slice(0, 30)}”`;
    if (el.tagName !== 'INPUT' && el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).overflowX !== 'visible') wrong.push(`${name}: its text is cut`);
    let scrollsX = false, scrollsY = false;
    for (let up = el.parentElement; up && up !== root; up = up.parentElement) {
      const s = getComputedStyle(up);
      const b = up.getBoundingClientRect();
      if (s.display === 'inline' || s.display === 'contents') continue;
      if (!scrollsX && /hidden|clip/.test(s.overflowX) && (r.left < b.left - 1 || r.right > b.right + 1)) { wrong.push(`${name}: cut at the side by ${up.tagName.toLowerCase()}.${up.className}`); break; }
      if (!scrollsY && /hidden|clip/.test(s.overflowY) && (r.top < b.top - 1 || r.bottom > b.bottom + 1)) { wrong.push(`${name}: cut above or below by ${up.tagName.toLowerCase()}.${up.className}`); break; }
      if (/auto|scroll/.test(s.overflowX) && up.scrollWidth > up.clientWidth) scrollsX = true;
      if (/auto|scroll/.test(s.overflowY) && up.scrollHeight > up.clientHeight) scrollsY = true;
    }
    if (!scrollsX && (r.left < -1 || r.right > root.clientWidth + 1)) wrong.push(`${name}: from ${r.left.toFixed(0)} to ${r.right.toFixed(0)} of ${root.clientWidth}`);
    const high = Math.max(root.clientHeight, /hidden|clip/.test(getComputedStyle(root).overflowY) ? 0 : root.scrollHeight);
    if (!scrollsY && r.bottom + scrollY > high + 1) wrong.push(`${name}: bottom at ${(r.bottom + scrollY).toFixed(0)} of ${high}`);
  }
  if (root.scrollWidth > root.clientWidth) wrong.push(`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
  return { wrong, controls: controls.length };
});

for (const [width, height] of SIZES) {
  const query = width === 600 ? 'embed=1' : '';
  for (const hash of ['', 'e=secret-speech', 'v=list', 'p=strain&th=ideology&q=mao', 'v=about', 'v=help']) {
    pageTest(`nothing is clipped at ${width}×${height}${hash && ` with ${hash}`}`, { width, height, query, hash, touch: width < 600 }, async (page) => {
      const { wrong, controls } = await clipped(page);
      assert.deepEqual(wrong, []);
      assert.ok(controls >= 5, `${controls} controls`);
    });
  }
}

for (const [width, height] of SIZES.filter(([w]) => w > 640)) {
  for (const hash of ['', 'e=secret-speech']) {
    pageTest(`the caption of the band can be read whole at ${width}×${height}${hash && ' beside the card'}`, { width, height, hash }, async (page) => {
      const caption = page.getByText('The width of the band is a reading, not a measurement');
      const { cut, lines } = await caption.evaluate((el) => {
        const range = document.createRange();
        range.selectNodeContents(el);
        const rects = [...range.getClientRects()];
        const hidden = rects.flatMap((r) => [[r.left + 1, r.top + r.height / 2], [r.right - 1, r.top + r.height / 2]])
          .filter(([x, y]) => { const top = document.elementFromPoint(x, y); return !top || !(top === el || el.contains(top) || top.contains(el)); });
        return { cut: hidden, lines: rects.length };
      });
      assert.ok(lines > 0 && lines <= 2, `${lines} lines`);
      assert.deepEqual(cut, [], 'points of the caption that are covered or outside the window');
    });
  }
}

for (const [width, height, hairline] of [[1440, 900, 1], [1024, 768, 1], [768, 1024, 1], [360, 740, 0]]) {
  pageTest(`the tools are ${hairline ? 'parted by hairlines' : 'not parted'} at ${width}×${height}`, { width, height }, async (page) => {
    const lines = await page.$$eval('.tools > * + *', (tools) => tools.filter((tool) => tool.checkVisibility()).map((tool) => parseFloat(getComputedStyle(tool).borderLeftWidth)));
    assert.ok(lines.length > 0);
    assert.deepEqual(new Set(lines), new Set([hairline]));
  });
}

pageTest('controls are at least 24 px in both directions', { width: 1366, height: 768, hash: 'e=secret-speech' }, async (page) => {
  const small = await page.evaluate(() => [...document.querySelectorAll('button,input,select,[role=button],[data-handle]')]
    .filter((el) => el.checkVisibility({ visibilityProperty: true }))
    .map((el) => ({ el, r: el.getBoundingClientRect() }))
    .filter(({ r }) => r.width > 1 && (r.width < 23.9 || r.height < 23.9))
    .map(({ el, r }) => `${el.outerHTML.slice(0, 80)} ${r.width.toFixed(0)}×${r.height.toFixed(0)}`));
  assert.deepEqual(small, []);
});

pageTest('with a coarse pointer controls are at least 44 px high', { width: 768, height: 1024, touch: true }, async (page) => {
  const small = await page.evaluate(() => [...document.querySelectorAll('button,input,select')]
    .filter((el) => el.checkVisibility({ visibilityProperty: true }))
    .map((el) => ({ el, r: el.getBoundingClientRect() }))
    .filter(({ r }) => r.width > 1 && r.height < 43.9)
    .map(({ el, r }) => `${el.outerHTML.slice(0, 80)} ${r.width.toFixed(0)}×${r.height.toFixed(0)}`));
  assert.deepEqual(small, []);
});
