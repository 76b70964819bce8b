// The one file: opened from a disk, without a server, it is the whole timeline with all its pages.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BASE, cardShows, fragment, listed, openCard, pageTest, ready, span, still, travel } from './harness.mjs';
import { data, events, inTime } from './facts.mjs';

const PAGES = ['disputes', 'periods', 'mao-view', 'figures', 'places', 'people', 'sources', 'texts'];
let folder;
let file;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'one file ü '));
  writeFileSync(join(folder, 'timeline.html'), await (await fetch(`${BASE}timeline.html`)).text());
  file = pathToFileURL(join(folder, 'timeline.html')).href;
});
after(() => rmSync(folder, { recursive: true }));

/** A test with the file opened from the disk. Whatever it asks for besides itself fails the test. */
function diskTest(name, options, body) {
  pageTest(name, { ...options, goto: false }, async (page) => {
    await page.goto(file + (options.query ? `?${options.query}` : '') + (options.hash ? `#${options.hash}` : ''));
    if (options.script !== false) await ready(page);
    await body(page);
    const asked = page.requests.filter((url) => !/^(data|blob):/.test(url) && url.split(/[?#]/)[0] !== file);
    assert.deepEqual(asked, [], 'it asked for something else');
  });
}

/** The page that stands in place of the timeline, if any. */
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('.beside-page')]
  .filter((section) => section.checkVisibility()).map((section) => section.dataset.page));
const pageShows = (page, name) => page.waitForFunction((want) => {
  const open = [...document.querySelectorAll('.beside-page')].filter((section) => section.checkVisibility());
  const plate = document.querySelector('#app').checkVisibility({ visibilityProperty: true });
  return want ? open.length === 1 && open[0].dataset.page === want && !plate : open.length === 0 && plate;
}, name);

diskTest('from disk the plate answers: an event, its card, the address, and back', {}, async (page) => {
  assert.deepEqual(await listed(page), inTime);
  await page.locator('svg#plate [data-label="secret-speech"]').click({ force: true });
  await cardShows(page, 'secret-speech');
  assert.equal(await fragment(page), 'e=secret-speech');
  await page.reload();
  await ready(page);
  assert.equal(await openCard(page), 'secret-speech');
  await page.keyboard.press('Escape');
  await cardShows(page, null);
  const before = await span(page);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await still(page);
  assert.notDeepEqual(await span(page), before);
});

diskTest('without network it does not say of what it holds that it needs internet', {}, async (page) => {
  await page.evaluate(() => document.documentElement.setAttribute('data-offline', ''));
  const said = await page.locator('a[download]').evaluateAll((all) => all.map((a) => getComputedStyle(a, '::after').content));
  assert.ok(said.length > 0, 'it holds nothing to take away');
  assert.deepEqual([...new Set(said)], ['none']);
  const away = await page.locator('a[href^="http"]').first().evaluate((a) => getComputedStyle(a, '::after').content);
  assert.match(away, /internet/);
});

diskTest('from disk search, filters, Display and Help work', {}, async (page) => {
  await page.getByRole('combobox').fill('Damansky');
  await page.locator('.results li').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#card[data-event]'));
  await page.goto(`${file}#p=strain`);
  await page.waitForFunction(() => document.querySelectorAll('li[data-event][data-out]').length === 89);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByText('Dark', { exact: true }).click();
  await page.locator('html[data-theme="dark"]').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('heading', { name: 'How to read and use the timeline' }).waitFor();
});

diskTest('its typefaces are in it', {}, async (page) => {
  const loaded = await page.evaluate(() => [...document.fonts].filter((face) => face.status === 'loaded').map((face) => `${face.family} ${face.style}`));
  for (const face of ['Brygada 1918 normal', 'Brygada 1918 italic', 'Sofia Sans Semi Condensed normal']) {
    assert.ok(loaded.some((name) => name.replaceAll('"', '') === face), `${face}: ${loaded}`);
  }
});

diskTest('a page beside the timeline opens in its place, and there are ways back', { hash: 't=1955-01-01/1962-12-31' }, async (page) => {
  const before = await span(page);
  await page.getByRole('button', { name: 'Evidence' }).click();
  await page.getByRole('link', { name: 'Who says so?' }).click();
  await pageShows(page, 'disputes.html');
  assert.match(await page.title(), /^Who says so\? · /);
  assert.equal(await page.locator('#beside nav a[aria-current]').textContent(), 'Disputes');
  assert.equal(await page.evaluate(() => scrollY), 0);
  // Its own contents.
  const first = page.locator('#page-disputes .contents a').nth(5);
  await first.click();
  const at = await first.evaluate((link) => document.querySelector(link.hash).getBoundingClientRect().top);
  assert.ok(at > -5 && at < 300, `the entry stands at ${at} px`);
  // The keys of the plate rest.
  await page.keyboard.press('0');
  await page.keyboard.press('+');
  // To another page, and Back through all of it.
  await page.locator('#page-disputes a[href^="#s-"]').first().click();
  await pageShows(page, 'sources.html');
  await travel(page);
  await pageShows(page, 'disputes.html');
  await page.getByRole('link', { name: 'Back to the timeline' }).click();
  await pageShows(page, null);
  await still(page);
  assert.deepEqual(await span(page), before);
  await travel(page);
  await pageShows(page, 'disputes.html');
  await page.keyboard.press('Escape');
  await pageShows(page, null);
});

diskTest('a card leads to the entries of a page, and an entry to its event', { hash: 'e=secret-speech' }, async (page) => {
  const link = page.locator('#card a[href^="#d-"]').first();
  await link.scrollIntoViewIfNeeded();
  await link.click();
  await pageShows(page, 'disputes.html');
  const named = (await fragment(page)).replace(/^d-/, '');
  const dispute = data.disputes.find((one) => one.id === named);
  const event = dispute.events.find((id) => id !== 'secret-speech') ?? dispute.events[0];
  await page.locator(`[id="d-${named}"] a[href="#e=${event}"]`).first().click();
  await pageShows(page, null);
  await cardShows(page, event);
  await travel(page);
  await pageShows(page, 'disputes.html');
  await travel(page);
  await pageShows(page, null);
  await cardShows(page, 'secret-speech');
});

diskTest('an address of a page opens it at once', { hash: 'place-moscow' }, async (page) => {
  await pageShows(page, 'places.html');
  const top = await page.locator('#place-moscow').evaluate((entry) => entry.getBoundingClientRect().top);
  assert.ok(top > -5 && top < 500, `the entry stands at ${top} px`);
});

diskTest('no id is used twice and no link is dead while the application runs', { hash: 'e=secret-speech' }, async (page) => {
  await page.getByRole('button', { name: 'Lessons and print' }).click();
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    // A link to what needs a site is not shown here.
    const shown = [...document.querySelectorAll('a[href]')].filter((link) => getComputedStyle(link).display !== 'none');
    const links = shown.map((link) => link.getAttribute('href'));
    const here = location.href.split('#')[0];
    const lives = (to) => /^(https?:|mailto:|data:|#[a-z]+=)/.test(to) || to.startsWith(`${here}#`)
      || (to.startsWith('#') && document.getElementById(decodeURIComponent(to.slice(1))));
    return { twice: ids.filter((id, n) => ids.indexOf(id) !== n), dead: [...new Set(links.filter((to) => !lives(to)))], links: links.length };
  });
  assert.ok(found.links > 1000, `${found.links} links`);
  assert.deepEqual(found.twice, []);
  assert.deepEqual(found.dead, []);
});

diskTest('the plate can be saved as a picture, and the data as files', { hash: 'e=secret-speech' }, async (page) => {
  const take = async (name) => {
    await page.getByRole('button', { name: 'Lessons and print' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').getByText(name).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const picture = await take('Plate as SVG');
  assert.match(picture.name, /\.svg$/);
  assert.ok(picture.text.includes('data:font/woff2;base64,') && picture.text.includes('CC BY 4.0'));
  assert.ok(!picture.text.includes('file:'), 'the picture tells where the file lies');
  const whole = await take('Data as JSON');
  assert.equal(whole.name, 'china-ussr-timeline.json');
  assert.deepEqual(JSON.parse(whole.text), data);
  const table = await take('Events as CSV');
  assert.equal(table.name, 'events.csv');
  assert.equal(table.text.split('\r\n').filter((line) => line.includes('#e=')).length, events.length);
});

diskTest('in the layout of a frame a page has its way back, and the full timeline is the file itself', { query: 'embed=1', width: 600, height: 400, hash: 'e=secret-speech' }, async (page) => {
  await page.evaluate(() => { location.hash = 'page-disputes'; });
  await pageShows(page, 'disputes.html');
  await travel(page);
  await pageShows(page, null);
  await travel(page, 1);
  await pageShows(page, 'disputes.html');
  await page.getByRole('link', { name: 'Back to the timeline' }).click();
  await pageShows(page, null);
  const full = await page.getByRole('link', { name: /open full timeline/i }).getAttribute('href');
  assert.equal(full.split('#')[0], file);
});

diskTest('with script off all events and all pages can be read, and every link leads somewhere', { script: false }, async (page) => {
  const items = await page.$$eval('ol > li[data-event]', (lis) => lis.map((li) => [li.dataset.event, li.checkVisibility() && li.textContent.trim().split(/\s+/).length]));
  assert.deepEqual(items.map(([id]) => id), inTime);
  for (const [id, words] of items) assert.ok(words > 12, id);
  const sections = await page.$$eval('.beside-page', (all) => all.map((one) => [one.dataset.page, one.checkVisibility() && one.getBoundingClientRect().height]));
  assert.deepEqual(sections.map(([name]) => name), PAGES.map((name) => `${name}.html`));
  for (const [name, height] of sections) assert.ok(height > 600, `${name} is ${height} px high`);
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const known = new Set(ids);
    const links = [...document.querySelectorAll('[href]')].map((link) => link.getAttribute('href'));
    const lives = (to) => /^(https?:|mailto:|data:)/.test(to) || (to.startsWith('#') && known.has(to.slice(1)));
    return { twice: ids.filter((id, n) => ids.indexOf(id) !== n), dead: [...new Set(links.filter((to) => !lives(to)))], links: links.length };
  });
  assert.ok(found.links > 1500, `${found.links} links`);
  assert.deepEqual(found.twice, []);
  assert.deepEqual(found.dead, []);
  for (const dispute of data.disputes) assert.equal(await page.locator(`[id="d-${dispute.id}"]`).count(), 1, dispute.id);
  await page.locator('a[href="#page-sources"]').first().click();
  assert.ok(await page.evaluate(() => Math.abs(document.querySelector('#page-sources').getBoundingClientRect().top) < 60));
});
