// The evidence: the card's views, quotations and disputes, and the pages beside the timeline.

import assert from 'node:assert/strict';
import { THEMES, violationsInThemes } from './axe.mjs';
import { BASE, DESKTOP, FRAME, PHONE, cardShows, pageTest } from './harness.mjs';
import { data } from './facts.mjs';

const PAGES = ['disputes', 'figures', 'mao-view', 'periods', 'places', 'people', 'sources', 'texts'];

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const viewsOf = (id) => data.views.filter((view) => view.event === id);
const disputesOf = (id) => data.disputes.filter((dispute) => dispute.events.includes(id));
const work = (id) => data.sources.find((source) => source.id === id);

// Chosen by the data, so that they stay right when it grows.
const TWO = data.views.find((view) => viewsOf(view.event).length === 2).event;
const ONE = data.views.find((view) => viewsOf(view.event).length === 1).event;
const QUOTED = data.quotations.find((quotation) => quotation.event);
const ASKED = data.disputes.find((dispute) => dispute.why && dispute.confidence === 'high');
const BARE = data.events.find((e) => !viewsOf(e.id).length && !disputesOf(e.id).length && !data.quotations.some((q) => q.event === e.id)).id;

pageTest('two views stand side by side, each with what it rests on', { hash: `e=${TWO}` }, async (page) => {
  const columns = page.locator('#card .views .two > div');
  assert.equal(await columns.count(), 2);
  for (const [at, side] of ['moscow', 'beijing'].entries()) {
    const view = viewsOf(TWO).find((one) => one.side === side);
    const text = plain(await columns.nth(at).innerText());
    assert.match(text, at ? /^Beijing/i : /^Moscow/i);
    assert.ok(text.includes(plain(view.text)), text);
    for (const source of view.sources.filter((one) => one.seen)) assert.ok(text.includes(plain(work(source.id).citation)), source.id);
  }
  const [a, b] = [await columns.nth(0).boundingBox(), await columns.nth(1).boundingBox()];
  assert.ok(a.x + a.width <= b.x + 2 && Math.abs(a.y - b.y) < 2, 'they are not side by side');
});

pageTest('in a low window the views are folded, and open on a press', { height: 768, hash: `e=${TWO}` }, async (page) => {
  const text = page.locator('#card .views .two > div').first();
  assert.equal(await text.isVisible(), false);
  await page.locator('#card .views summary').click();
  assert.equal(await text.isVisible(), true);
});

pageTest('one view takes the whole width', { hash: `e=${ONE}` }, async (page) => {
  assert.equal(await page.locator('#card .views .two > div').count(), 1);
  const [column, section] = [await page.locator('#card .views .two > div').boundingBox(), await page.locator('#card .views').boundingBox()];
  assert.match(plain(await page.locator('#card .views summary').innerText()), /^(Moscow|Beijing)’s view$/i);
  assert.ok(column.width > section.width - 2);
});

pageTest('a quotation gives the words, whose they are, when, and where they were read', { hash: `e=${QUOTED.event}` }, async (page) => {
  const figure = page.locator('#card figure').first();
  assert.equal(plain(await figure.locator('blockquote').innerText()), `“${QUOTED.text}”`);
  const caption = plain(await figure.locator('figcaption').innerText());
  for (const part of [QUOTED.speaker, QUOTED.date.slice(0, 4), work(QUOTED.source).citation, QUOTED.locator]) assert.ok(caption.includes(plain(part)), `${part} | ${caption}`);
  if (QUOTED.via) assert.match(caption, /as cited in/);
});

pageTest('each cause and effect says of what kind the link is and what it rests on', {}, async (page) => {
  const own = (id) => data.links.filter((link) => link.from === id || link.to === id);
  const chosen = [
    data.links.find((link) => link.basis === 'editorial').to,
    data.links.find((link) => link.basis !== 'editorial').to,
    data.links.find((link) => link.kind === 'disputed').from,
  ];
  for (const id of chosen) {
    await page.evaluate((e) => { location.hash = `e=${e}`; }, id);
    await cardShows(page, id);
    const items = await page.locator('#card li[data-link-kind]').evaluateAll((all) => all.map((li) => ({
      to: li.querySelector('a').getAttribute('href').slice(3), clause: li.querySelector('.clause').textContent, source: li.querySelector('.clause a')?.getAttribute('href') ?? null,
    })));
    assert.equal(items.length, own(id).length);
    for (const link of own(id)) {
      const other = link.from === id ? link.to : link.from;
      const item = items.find((one) => one.to === other);
      const clause = link.from === id ? link.so : link.because;
      assert.ok(item.clause.startsWith(`${link.kind}: ${clause}`), item.clause);
      assert.equal(item.source, link.basis === 'editorial' ? null : `sources.html#s-${link.basis}`);
      if (link.basis === 'editorial') assert.match(item.clause, /our reading$/);
    }
  }
});

pageTest('each work says what sort it is', { hash: `e=${ASKED.events[0]}` }, async (page) => {
  const words = { primary: 'Document.', 'primary-collection': 'Documents.', secondary: 'Historian.', newspaper: 'Newspaper.', web: 'Web page.', seed: 'Student or revision text.' };
  const shown = await page.locator('#card-sources li:has(.kind)').evaluateAll((all) => all.map((li) => [li.querySelector('a[href^="sources.html"]').getAttribute('href').slice('sources.html#s-'.length), li.querySelector('.kind').textContent]));
  assert.ok(shown.length > 1);
  for (const [id, kind] of shown) assert.equal(kind, words[work(id).kind], id);
});

pageTest('a statement of Mao’s leads to all of them', { hash: 'e=mao-view-1958' }, async (page) => {
  await page.locator('#card a[href="mao-view.html"]').click();
  await page.waitForURL('**/mao-view.html');
  assert.equal(await page.locator('.step').count(), data.events.filter((e) => e.track === 'mao-view').length);
});

pageTest('each dispute asks its question, and unfolds why and how sure we are', { hash: `e=${ASKED.events[0]}` }, async (page) => {
  const own = disputesOf(ASKED.events[0]);
  assert.equal(await page.locator('#card .disputes > div').count(), own.length);
  for (const one of own) {
    const at = page.locator(`#card [data-dispute="${one.id}"]`);
    assert.equal(plain(await at.getByRole('heading').innerText()), plain(one.topic));
    const said = plain(await at.locator('ul').innerText());
    for (const reading of one.readings) assert.ok(said.includes(plain(reading.says)) && said.includes(plain(reading.who)), said);
  }
  const details = page.locator(`#card [data-dispute="${ASKED.id}"] details`);
  assert.ok(!plain(await details.innerText()).includes(plain(ASKED.assessment)), 'it should be folded');
  await details.locator('summary').click();
  const open = plain(await details.innerText());
  for (const part of ['Why might they differ?', ASKED.why, ASKED.assessment, 'We are fairly sure.']) assert.ok(open.includes(plain(part)), `${part} | ${open}`);
});

pageTest('the card leads to the entry on the page of disputes, and that leads back', { hash: `e=${ASKED.events[0]}` }, async (page) => {
  const first = await page.locator('#card .disputes > div').first().getAttribute('data-dispute');
  await page.getByRole('link', { name: 'All disputes' }).click();
  await page.waitForURL(`${BASE}disputes.html#d-${first}`);
  const entry = page.locator(`#d-${first}`);
  assert.ok(await entry.evaluate((e) => e.matches(':target')));
  const box = await entry.boundingBox();
  assert.ok(box.y >= -1 && box.y < DESKTOP.height / 2, `it stands at ${box.y}`);
  const id = data.disputes.find((one) => one.id === first).events.at(-1);
  await entry.locator(`a[href="./#e=${id}"]`).click();
  await cardShows(page, id);
});

pageTest('each work of the card leads to what it can be used for', { hash: `e=${ASKED.events[0]}` }, async (page) => {
  const href = await page.getByRole('link', { name: 'Use and cite' }).first().getAttribute('href');
  await page.goto(BASE + href);
  assert.ok(await page.locator('.entry:target').isVisible());
});

pageTest('an event without them shows none of the three parts', { hash: `e=${BARE}` }, async (page) => {
  await cardShows(page, BARE);
  assert.equal(await page.locator('#card :is(.views, .quoted, .disputes)').count(), 0);
});

pageTest('the phone shows them when its sheet is opened', { ...PHONE, hash: `e=${TWO}` }, async (page) => {
  assert.equal(await page.locator('#card .views').count(), 0);
  await page.getByRole('button', { name: 'Show more' }).click();
  assert.equal(await page.locator('#card .views .two > div').count(), 2);
});

pageTest('the frame’s strip does not', { ...FRAME, query: 'embed=1', hash: `e=${TWO}` }, async (page) => {
  await cardShows(page, TWO);
  assert.equal(await page.locator('#card :is(.views, .quoted, .disputes, details)').count(), 0);
});

pageTest('what is searched for is marked in them', { hash: `e=${ASKED.events[0]}&q=${encodeURIComponent(ASKED.topic.match(/[A-Z][a-z]{4,}/g).at(-1))}` }, async (page) => {
  assert.ok(await page.locator('#card .disputes mark').count() > 0);
});

pageTest('About lists the pages; in a frame they open a tab of their own', { ...FRAME, query: 'embed=1', hash: 'v=about' }, async (page, context) => {
  const links = page.locator('#about a[href$=".html"]');
  assert.deepEqual(await links.evaluateAll((as) => as.map((a) => a.getAttribute('href'))), [...PAGES, 'embed'].map((name) => `${name}.html`));
  const [other] = await Promise.all([context.waitForEvent('page'), links.first().click()]);
  await other.waitForURL(/disputes\.html/);
  assert.match(page.url(), /embed=1/);
});

for (const name of PAGES) {
  pageTest(`${name}.html is clean, needs no script and overflows nowhere`, { goto: false }, async (page) => {
    for (const [i, width] of [1440, 360, 320].entries()) {
      await page.setViewportSize({ width, height: 740 });
      // Every theme by its address at the narrowest; at the others axe goes through them on one page.
      for (const theme of width === 320 ? THEMES : [THEMES[i]]) {
        await page.goto(`${BASE}${name}.html?theme=${theme}`);
        assert.equal(await page.locator('html').getAttribute('data-theme'), theme);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `it overflows at ${width}`);
      }
      if (width > 320) assert.deepEqual(await violationsInThemes(page), []);
    }
  });

  pageTest(`${name}.html reads the same without scripts`, { goto: false, script: false }, async (page) => {
    await page.goto(`${BASE}${name}.html`);
    assert.ok((await page.locator('main').innerText()).length > 4000);
    assert.equal(await page.locator('h1').count(), 1);
  });
}

pageTest('the theme that was chosen on the timeline holds on the pages', { goto: false }, async (page) => {
  await page.goto(`${BASE}disputes.html`);
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await page.goto(`${BASE}people.html`);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

pageTest('names in other scripts say their language', { goto: false }, async (page) => {
  await page.goto(`${BASE}people.html`);
  assert.equal(await page.locator('#p-mao [lang="zh-Hans"]').innerText(), '毛泽东');
  assert.ok(await page.locator('[lang="ru"]').count() > 60);
});

pageTest('all 126 statements stand on the page of the two texts with their counts', { goto: false }, async (page) => {
  await page.goto(`${BASE}texts.html`);
  assert.equal(await page.locator('.claims > li').count(), data.claims.length);
  const shown = await page.$$eval('.figures dd', (all) => all.map((dd) => Number(dd.textContent)));
  const standing = (word) => data.claims.filter((claim) => claim.standing === word).length;
  assert.deepEqual(shown, [data.claims.length, ...['supported', 'disputed', 'not traced', 'page matter'].map(standing)]);
});
