// The languages of the interface: which one is spoken, that all of it is, that nothing is cut, and that the dataset's own
// texts stay English and are marked so.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { DESKTOP, FRAME, LAPTOP, PHONE, TABLET, pageTest, still } from './harness.mjs';
import { DIST } from './matrix/server.mjs';

const FOLDER = join(DIST, 'lang');
const SHIPPED = ['zh-Hans', 'ru'];

/** The words of a language: the table, one a line, and below it the words of the scripts. */
function words(tag) {
  const name = readdirSync(FOLDER).find((file) => file.startsWith(`${tag}-`) && file.endsWith('.txt'));
  assert.ok(name, `dist/lang holds no words of ${tag}`);
  return readFileSync(join(FOLDER, name), 'utf8');
}

test('the words of every language are in dist, as many in each', () => {
  assert.ok(existsSync(FOLDER));
  const lines = [...SHIPPED, 'en-XA'].map((tag) => words(tag).split('\n').length);
  assert.equal(new Set(lines).size, 1, `${lines}`);
  assert.ok(lines[0] > 150, `only ${lines[0]} words`);
});

/** Words of the interface on the page, with the language that the document gives them; the dataset's are left out. */
const spoken = (page) => page.evaluate(() => {
  const out = [];
  const add = (text, element) => {
    const said = text.trim();
    if (/\p{L}/u.test(said)) out.push([said, element.closest('[lang]').lang]);
  };
  // Help and About are pages of prose, and say so.
  const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('svg, #pages, script')) add(node.data, node.parentElement);
  }
  for (const element of document.querySelectorAll('#app [aria-label]:not(#events a), #app [placeholder]')) {
    if (!element.closest('#pages')) add(element.getAttribute('aria-label') ?? element.placeholder, element);
  }
  return out;
});

for (const [tag, letters] of [['zh-Hans', /\p{Script=Han}/u], ['ru', /\p{Script=Cyrillic}/u]]) {
  for (const [layout, size, query] of [['desktop', DESKTOP, ''], ['phone', PHONE, ''], ['frame', FRAME, '&embed=1']]) {
    pageTest(`${tag}, ${layout}: what the interface says is in the language, and the rest is marked as English`, { ...size, query: `lang=${tag}${query}`, hash: 'e=secret-speech&p=strain' }, async (page) => {
      const said = await spoken(page);
      const strange = said.filter(([text, lang]) => lang === tag && !letters.test(text) && !['SVG', 'PNG', 'JSON', 'CSV'].includes(text));
      assert.deepEqual(strange, [], 'words of the interface in another language');
      const unmarked = said.filter(([text, lang]) => lang !== tag && letters.test(text) && !['中文', 'Русский'].includes(text));
      assert.deepEqual(unmarked, [], 'words of the language that are marked as English');
      assert.ok(said.filter(([, lang]) => lang === tag).length > (query ? 4 : 30), `${said.length}`);
      assert.ok(said.filter(([, lang]) => lang === 'en').length > 100, 'the dataset’s texts');
    });
  }
}

pageTest('Help and About say that they are English', { query: 'lang=ru', hash: 'v=help' }, async (page) => {
  assert.equal(await page.locator('#help h2').evaluate((h) => h.closest('[lang]').lang), 'en');
});

for (const [layout, size, hash] of [['desktop', DESKTOP, 'e=secret-speech'], ['phone', PHONE, '']]) {
  pageTest(`ru, ${layout}: the drawing’s own words are Russian`, { ...size, query: 'lang=ru', hash }, async (page) => {
    const own = await page.$$eval('svg#plate .lane, svg#plate .lane2, svg#plate [data-thread] text, svg#plate .vdate, svg#plate .beforename', (all) => all.map((text) => text.textContent));
    assert.ok(own.length > 8, `${own}`);
    // The track and its unit are the dataset's, and so is a work.
    const dataset = ['TRADE', 'million US', 'dollars', '(Lieberthal 1976)'];
    assert.deepEqual(own.filter((text) => /[A-Za-z]{2}/.test(text) && !dataset.includes(text)), []);
  });
}

pageTest('names stand in the reader’s script first, and then as the texts spell them', { query: 'lang=zh', hash: 'e=secret-speech&v=plate' }, async (page) => {
  assert.match(await page.locator('#card .when').textContent(), /莫斯科/);
  // A Chinese name is in the reader's script; a Russian one is as the texts spell it.
  const people = await page.locator('#card a[href^="people.html"]').allTextContents();
  assert.ok(people.includes('毛泽东 Mao Zedong') && people.includes('Nikita Khrushchev'), `${people}`);
});

pageTest('the status speaks the language, with its forms for numbers', { query: 'lang=ru' }, async (page) => {
  const status = page.locator('[role=status]');
  await page.locator('[data-period="strain"]').click();
  await page.waitForFunction(() => /\d из 119 событий\. Strain\./.test(document.querySelector('[role=status]').textContent));
  await page.locator('li[data-event="secret-speech"] a').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('25 февраля 1956'));
  assert.match(await status.textContent(), /, \d+ из \d+\.$/);
});

pageTest('dates are those of the language', { query: 'lang=zh', hash: 'e=secret-speech' }, async (page) => {
  assert.equal(await page.locator('#card .when time').textContent(), '1956年2月25日');
  assert.equal(await page.locator('#card .when time').getAttribute('datetime'), '1956-02-25');
});

pageTest('a language that is chosen stays after a reload, at the same place', { hash: 'e=secret-speech&p=strain' }, async (page) => {
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.waitForSelector('html[data-ready][lang="ru"]');
  assert.match(page.url(), /\?lang=ru#.*e=secret-speech/);
  assert.equal(await page.locator('#card').getAttribute('data-event'), 'secret-speech');
  assert.equal(await page.locator('[data-period="strain"]').getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'Вид' }).click();
  assert.equal(await page.getByRole('button', { name: 'Русский' }).getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForSelector('html[data-ready][lang="en"]');
});

pageTest('a language that is not here, and words that do not come, leave the page in English', { query: 'lang=fr', allow: [/404/, /Failed to load/] }, async (page) => {
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.route('**/lang/*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(page.url().replace('lang=fr', 'lang=ru'));
  await page.waitForSelector('html[data-ready]');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.ok(await page.getByRole('button', { name: 'Display' }).isVisible());
});

/** Texts of the interface that are wider than their box, or leave the window. */
const cut = (page) => page.evaluate(() => {
  const out = [];
  const clips = (style) => ['hidden', 'clip'].includes(style.overflowX);
  for (const element of document.querySelectorAll('#app :is(button, label, legend, h1, h3, summary, p, span, a)')) {
    if (element.closest('.sr, #pages, [hidden], .events.over, .standfirst, .by .author') || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || box.bottom < 0 || box.top > innerHeight) continue;
    if (clips(getComputedStyle(element)) && element.scrollWidth > element.clientWidth + 1) out.push(`cut: ${element.textContent}`);
    if (!element.closest('.filters, .whose') && (box.right > innerWidth + 1 || box.left < -1)) out.push(`outside: ${element.textContent}`);
  }
  for (const name of document.querySelectorAll('svg .lane, svg .lane2')) {
    const { left } = name.getBoundingClientRect();
    if (left < name.ownerSVGElement.getBoundingClientRect().left - 1) out.push(`lane: ${name.textContent}`);
  }
  return out;
});

for (const tag of ['en-XA', 'ru']) {
  for (const [layout, size, query] of [['desktop', DESKTOP, ''], ['laptop', LAPTOP, ''], ['tablet', TABLET, ''], ['phone', PHONE, ''], ['frame', FRAME, '&embed=1']]) {
    pageTest(`${tag}, ${layout}: longer words are not cut`, { ...size, query: `lang=${tag}${query}`, hash: 'e=secret-speech&p=strain' }, async (page) => {
      assert.deepEqual(await cut(page), []);
      const opener = page.locator('.tools > .opens > button').last();
      if (!query) {
        await opener.click();
        await still(page);
        assert.deepEqual(await cut(page), []);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    });
  }
}

/** What is chosen for easier reading. */
const choose = async (page, label) => {
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByLabel(label).click();
};

pageTest('wide letters and lines are switched on in Display and stay', {}, async (page) => {
  await choose(page, 'Wide letters and lines');
  const spacing = () => page.locator('#events h3').first().evaluate((h) => parseFloat(getComputedStyle(h).letterSpacing) / parseFloat(getComputedStyle(h).fontSize));
  assert.ok(Math.abs(await spacing() - 0.06) < 0.005, `${await spacing()} em`);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  assert.ok(Math.abs(await spacing() - 0.06) < 0.005);
});

pageTest('patterns are taken away in Display, and the rails still tell the periods apart', {}, async (page) => {
  const drawn = () => page.$$eval('.hs-line, .hx-dot', (parts) => parts.filter((part) => getComputedStyle(part).display !== 'none').length);
  assert.equal(await drawn(), 3);
  await choose(page, 'No patterns');
  assert.equal(await drawn(), 0);
  const rails = await page.$$eval('svg#plate .rail', (all) => new Set(all.map((rail) => getComputedStyle(rail).strokeDasharray)).size);
  assert.ok(rails >= 3, `${rails} styles of rails`);
});

pageTest('the band is drawn at an even width by Display, and back', {}, async (page) => {
  const caption = () => page.locator('.foot .caption').textContent();
  assert.match(await caption(), /a reading/);
  await choose(page, 'Band of even width');
  assert.match(await caption(), /even width/);
  await page.getByLabel('Band of even width').click();
  assert.match(await caption(), /a reading/);
});

pageTest('with shortcuts of one key off, only keys with modifiers and standard keys act', { hash: 'e=secret-speech&t=1955-01-01/1959-01-01' }, async (page) => {
  await choose(page, 'No shortcuts of one key');
  await page.keyboard.press('Escape');
  await page.locator('li[data-event="secret-speech"] a').focus();
  const state = () => page.evaluate(() => [location.hash, document.activeElement.id, document.documentElement.dataset.view, document.querySelector('svg#plate')?.dataset.from]);
  const before = await state();
  for (const key of ['l', 'f', 'u', '/', '?', '+', '-', '0', ']', '[']) {
    await page.keyboard.press(key);
    assert.deepEqual(await state(), before, `the key ${key} acts`);
  }
  await page.keyboard.press('ArrowRight');
  assert.notDeepEqual(await state(), before, 'an arrow acts no more');
  await page.keyboard.press('Control+z');
  await choose(page, 'No shortcuts of one key');
  await page.keyboard.press('Escape');
  await page.locator('li[data-event="secret-speech"] a').focus();
  await page.keyboard.press('l');
  await page.waitForSelector('html[data-view="list"]');
});

pageTest('the text size and the colours that were chosen stand in the address', {}, async (page) => {
  await choose(page, 'Largest');
  await page.getByLabel('Dark').click();
  assert.match(page.url(), /\?size=3&theme=dark/);
  await page.reload();
  await page.waitForSelector('html[data-ready][data-size="3"][data-theme="dark"]');
});

pageTest('the buttons of a frame act although shortcuts of one key are off', { ...FRAME, query: 'embed=1', prepare: (page) => page.addInitScript(() => { try { localStorage.setItem('options', 'nokeys'); } catch { /* a page without an address has none */ } }) }, async (page) => {
  // Only a frame has them.
  await page.setContent(`<iframe src="${page.url()}" width="600" height="400" title="timeline"></iframe>`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Zoom in' }).click();
  const days = () => frame.locator('svg#plate').evaluate((svg) => (Date.parse(svg.dataset.to) - Date.parse(svg.dataset.from)) / 86_400_000);
  await page.waitForTimeout(300);
  assert.ok(await days() < 8000, `${await days()} days are shown`);
});
