// The page that makes the code of a frame: what it shows, what it gives out, and that this code does what it says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BASE, DESKTOP, PHONE, pageTest, ready, span } from './harness.mjs';
import { events } from './facts.mjs';

const base = new URL(BASE);
const other = base.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
const LESSON = `http://${other}:${base.port}/lesson.html`;
const HASH = '#e=secret-speech&t=1956-01-01/1961-12-31&p=strain,split&th=ideology';
const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** A test on the page; `hash` is its own fragment. */
function embedTest(name, options, body) {
  pageTest(name, { goto: false, ...options }, async (page, context) => {
    await page.goto(`${BASE}embed.html${options.hash ?? ''}`);
    await body(page, context);
  });
}

const code = (page, which = 'frame') => page.locator(`#${which}-code`).inputValue();
const preview = async (page) => {
  const frame = await (await page.waitForSelector('#preview iframe')).contentFrame();
  await ready(frame);
  return frame;
};

/** Puts the code into a course page on another site and gives its frame. */
async function paste(page, text) {
  await page.route(LESSON, (r) => r.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lesson</title>${text}` }));
  await page.route(`http://${other}:${base.port}/favicon.ico`, (r) => r.fulfill({ status: 204 }));
  await page.goto(LESSON);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await ready(frame);
  return frame;
}

embedTest('it begins with the view that its address names', { hash: HASH }, async (page) => {
  assert.equal(await page.locator('#event').inputValue(), 'secret-speech');
  assert.deepEqual([await page.locator('#from').inputValue(), await page.locator('#to').inputValue()], ['1956-01-01', '1961-12-31']);
  assert.deepEqual(await page.locator('#periods input:checked').evaluateAll((all) => all.map((box) => box.value)), ['strain', 'split']);
  const frame = await preview(page);
  assert.equal(await frame.evaluate(() => location.hash), HASH);
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  assert.equal(await page.locator('#event option').count(), events.length + 1);
});

embedTest('the plain frame, pasted elsewhere, shows the chosen view under a title that says what it is', { hash: HASH }, async (page) => {
  await preview(page);
  const text = await code(page);
  assert.match(text, /^<iframe src="http[^"]+\?embed=1#[^"]+" title="[^"]+" width="600" height="400" loading="lazy" allowfullscreen><\/iframe>\n<p><a href="http[^"]+">/);
  const title = /title="([^"]+)"/.exec(text)[1];
  for (const part of ['China and the Soviet Union, 1945–1969', 'Strain and Split', 'Ideology', '1956 to 1961', 'Secret Speech']) assert.ok(title.includes(part), title);
  const frame = await paste(page, text);
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  assert.deepEqual(await span(frame).then(({ from, to }) => [from, to]), ['1956-01-01', '1961-12-31']);
  assert.equal(await page.locator('iframe').evaluate((f) => `${f.clientWidth} ${f.clientHeight}`), '600 400');
  assert.ok(await frame.locator('li[data-event][data-out]').count() > 60);
});

embedTest('the element, pasted elsewhere, shows the same', { hash: HASH }, async (page) => {
  await preview(page);
  const frame = await paste(page, await code(page, 'element'));
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  assert.equal(await frame.evaluate(() => location.hash), HASH);
  await page.waitForFunction(() => document.querySelector('iframe').clientHeight >= 400);
});

embedTest('each choice changes the preview and the code, and makes no entry in the history', {}, async (page) => {
  await preview(page);
  const before = await page.evaluate(() => history.length);
  const changed = async (act) => {
    const was = await code(page);
    await act();
    await page.waitForFunction((old) => document.getElementById('frame-code').value !== old, was);
    return code(page);
  };
  assert.match(await changed(() => page.locator('#event').selectOption('secret-speech')), /#e=secret-speech"/);
  assert.match(await changed(() => page.locator('#card').uncheck()), /#t=1954-08-25\/1957-08-25"/);
  assert.match(await changed(() => page.locator('#themes input[value="border"]').check()), /&amp;th=border"/);
  assert.match(await changed(() => page.locator('#periods input[value="split"]').check()), /&amp;p=split&amp;th=border"/);
  assert.match(await changed(() => page.locator('#colours').selectOption('dark')), /\?embed=1&amp;theme=dark#/);
  assert.match(await changed(() => page.locator('#size').selectOption('100%x480')), /width="100%" height="480"/);
  await changed(async () => {
    await page.locator('#size').selectOption('own');
    // In Firefox `fill` adds to a number that is there.
    for (const [field, number] of [['#width', '720'], ['#height', '99999']]) {
      await page.locator(field).fill('');
      await page.locator(field).fill(number);
    }
  });
  await page.waitForFunction(() => document.getElementById('frame-code').value.includes('width="720" height="1200"'));
  const frame = await preview(page);
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await page.evaluate(() => history.length), before);
});

embedTest('what it has no choice for is kept as it came', { hash: '#p=griffith-2&q=Mao&by=griffith&v=help' }, async (page) => {
  assert.match(await code(page), /\?embed=1#p=griffith-2&amp;q=Mao&amp;by=griffith"/);
  assert.ok(!await page.locator('#periods').isVisible());
});

embedTest('an address that nobody made is no code', { hash: '#e=%3Cimg%20src=x%20onerror=alert(1)%3E&t=%22%3E/x&p=%22%3E%3Cscript%3E&th=__proto__&q=%22%3E%3Cimg%3E&k=a"b' }, async (page) => {
  const text = await code(page);
  const parsed = await page.evaluate((html) => {
    const doc = new DOMParser().parseFromString(html, 'text/html');
    return [...doc.body.querySelectorAll('*')].map((e) => e.tagName).join(' ');
  }, text + await code(page, 'element'));
  assert.equal(parsed, 'IFRAME P A SCRIPT CHINA-USSR-TIMELINE P A');
  assert.ok(!text.includes('onerror'));
});

embedTest('the copy is said', { prepare: (page) => page.context().grantPermissions(['clipboard-read', 'clipboard-write']), hash: HASH }, async (page) => {
  await page.getByRole('button', { name: 'Copy the frame' }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code(page));
});

embedTest('where the clipboard is closed, the code is selected', {}, async (page) => {
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.getByRole('button', { name: 'Copy the element' }).click();
  await page.getByRole('status').getByText('selected').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'element-code');
});

embedTest('without a script the code of the whole timeline stands ready', { script: false }, async (page) => {
  const text = await page.locator('#frame-code').inputValue();
  assert.match(text, /<iframe src="https:\/\/ADDRESS\/\?embed=1" title="China and the Soviet Union, 1945–1969: interactive timeline"/);
  assert.ok(await page.getByText('Put the address of this site').isVisible());
  assert.deepEqual([await page.locator('#maker').isVisible(), await page.locator('#element-code').isVisible()], [false, false]);
});

for (const size of [DESKTOP, PHONE]) {
  embedTest(`no barriers and nothing cut off at ${size.width} px`, { ...size, hash: HASH }, async (page) => {
    await preview(page);
    // Evaluated by the browser's own debugger, which the page's policy does not bind.
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run({ exclude: ['#preview iframe'] }, { iframes: false }));
    assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`), []);
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
  });
}

embedTest('the language that is chosen is that of the frame and of the element', { hash: HASH }, async (page) => {
  await preview(page);
  await page.locator('#language').selectOption('ru');
  await page.waitForFunction(() => document.getElementById('frame-code').value.includes('lang=ru'));
  const [frame, element] = [await code(page), await code(page, 'element')];
  assert.match(frame, /\?embed=1&amp;lang=ru#/);
  assert.match(element, / language="ru"/);
  for (const text of [frame, element]) {
    const shown = await paste(page, text);
    await shown.waitForSelector('html[lang="ru"] #card[data-event="secret-speech"]');
    assert.ok(await shown.getByRole('button', { name: 'Периоды' }).isVisible());
  }
});

embedTest('what a page sets on the element before the frame answers is shown', {}, async (page) => {
  await preview(page);
  const text = await code(page, 'element');
  await page.route(LESSON, (r) => r.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lesson</title>${text}` }));
  await page.route(`http://${other}:${base.port}/favicon.ico`, (r) => r.fulfill({ status: 204 }));
  await page.goto(LESSON);
  // At once: its frame has not even begun.
  await page.evaluate(async () => {
    await customElements.whenDefined('china-ussr-timeline');
    document.querySelector('china-ussr-timeline').setAttribute('event', 'secret-speech');
  });
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#card[data-event="secret-speech"]');
  assert.equal(await page.locator('iframe').count(), 1);
});

pageTest('the timeline leads to it, with what the reader sees', { hash: 'e=secret-speech&p=strain' }, async (page) => {
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('link', { name: 'Embed this view' }).click();
  await page.waitForURL(/embed\.html#e=secret-speech&p=strain$/);
  assert.equal(await page.locator('#event').inputValue(), 'secret-speech');
});
