// What a reader takes away: the plate as a picture with its credit, the data, the address.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { FRAME, PHONE, pageTest } from './harness.mjs';
import { data, events } from './facts.mjs';

/** Opens the panel and gives the file that a press on this name hands out. */
async function take(page, name) {
  await page.getByRole('button', { name: 'Lessons and print' }).click();
  const item = page.locator('#save').getByText(name);
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

pageTest('the plate as SVG: the same flags, its own looks and typefaces, and the credit', { hash: 't=1956-01-01/1961-12-31' }, async (page) => {
  const flags = await page.locator('.flags [data-label]').count();
  const { name, bytes } = await take(page, 'Plate as SVG');
  assert.match(name, /^china-ussr-19\d\d-\d\d-\d\d-to-19\d\d-\d\d-\d\d\.svg$/);
  const text = bytes.toString('utf8');
  const seen = await page.evaluate((source) => {
    // Without its own style, which the page's policy would not let apply here.
    const svg = new DOMParser().parseFromString(source.replace(/<style>.*?<\/style>/s, ''), 'image/svg+xml');
    const texts = [...svg.querySelectorAll('text')].map((t) => t.textContent);
    return { error: Boolean(svg.querySelector('parsererror')), texts, classes: svg.querySelectorAll('[class]').length, patterns: svg.querySelectorAll('pattern').length };
  }, text);
  assert.equal(seen.error, false);
  assert.equal(seen.classes, 0);
  assert.ok(seen.patterns >= 2 && seen.texts.length > flags);
  assert.ok(seen.texts.some((t) => t.includes('CC BY 4.0') && t.includes(data.version)), seen.texts.at(-1));
  assert.ok(seen.texts.some((t) => t.includes('1956 to 1961') && t.includes('periods by this site')), seen.texts.join('|'));
  assert.ok(text.includes('data:font/woff2;base64,') && !/url\("?https?:/.test(text));
});

pageTest('the plate as PNG: a picture of twice the size, not blank', { hash: 'e=secret-speech' }, async (page) => {
  const box = await page.locator('#plate').boundingBox();
  const { name, bytes } = await take(page, 'Plate as PNG');
  assert.match(name, /\.png$/);
  const png = PNG.sync.read(bytes);
  assert.ok(png.width >= box.width * 2 && png.height > box.height * 2, `${png.width} × ${png.height}`);
  const colours = new Set();
  for (let i = 0; i < png.data.length; i += 4 * 97) colours.add(png.data.readUInt32BE(i));
  assert.ok(colours.size > 20, `${colours.size} colours`);
  if (process.env.SHOTS) (await import('node:fs')).writeFileSync(`${process.env.SHOTS}/plate.png`, bytes);
});

pageTest('the data as JSON and CSV, each with its licence', {}, async (page) => {
  const json = await take(page, 'Data as JSON');
  const whole = JSON.parse(json.bytes.toString('utf8'));
  assert.deepEqual([whole.events.length, whole.claims.length], [events.length, data.claims.length]);
  assert.match(whole.licence, /CC BY 4\.0/);
  const csv = await take(page, 'Events as CSV');
  const lines = csv.bytes.toString('utf8').split('\r\n').filter((line) => line.includes('#e='));
  assert.equal(lines.length, events.length);
  assert.ok(lines.every((line) => line.includes('CC BY 4.0')));
});

pageTest('where the clipboard is closed, the link is copied the older way', {
  hash: 'e=secret-speech',
  prepare: (page) => page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { get() { return undefined; } });
    addEventListener('copy', () => { window.copied = document.activeElement.value; }, true);
  }),
}, async (page) => {
  await page.getByRole('button', { name: 'Lessons and print' }).click();
  await page.locator('[data-take="link"]').click();
  await page.waitForSelector('[data-take="link"][data-taken]', { state: 'attached' });
  assert.equal(await page.evaluate(() => window.copied), page.url());
});

pageTest('the link is copied', { prepare: (page) => page.context().grantPermissions(['clipboard-read', 'clipboard-write']), hash: 'e=secret-speech' }, async (page) => {
  await page.getByRole('button', { name: 'Lessons and print' }).click();
  await page.locator('#save').getByText('Copy the link').click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) === location.href);
});

pageTest('a phone offers data and no picture; a frame nothing', { ...PHONE, touch: true }, async (page) => {
  await page.getByRole('button', { name: 'Menu' }).tap();
  assert.equal(await page.locator('[data-take="svg"]').count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Data as JSON' }).isVisible(), true);
  await page.setViewportSize(FRAME);
  await page.goto(`${page.url().split('#')[0]}?embed=1`);
  await page.locator('html[data-ready]').waitFor();
  assert.equal(await page.locator('[data-take]').count(), 0);
});
