// The card of an event.

import assert from 'node:assert/strict';
import { DESKTOP, ENGINE, FRAME, PHONE, TABLET, cardShows, focusedEvent, fragment, pageTest, readPlate, rest, travel } from './harness.mjs';
import { byId, data, inTime } from './facts.mjs';

const ID = 'secret-speech';

for (const [size, query] of [[DESKTOP, ''], [TABLET, ''], [FRAME, 'embed=1']]) {
  pageTest(`pressing a flag opens its card at ${size.width}×${size.height}`, { ...size, query }, async (page) => {
    const { labels } = await readPlate(page);
    const it = labels[Math.floor(labels.length / 2)];
    await page.mouse.click((it.left + it.right) / 2, (it.top + it.bottom) / 2);
    await cardShows(page, it.id);
    const text = await page.locator('#card').innerText();
    assert.ok(text.includes(String(byId.get(it.id).date.slice(0, 4))), text);
    assert.ok(await page.locator('#card').getByRole('heading').first().isVisible());
    await rest(page);
    assert.equal(await fragment(page), `e=${it.id}`);
  });
}

pageTest('the card shows date, place, title, paragraph, causes, effects and sources', { hash: `e=${ID}` }, async (page) => {
  const card = page.locator('#card');
  const event = byId.get(ID);
  const text = (await card.innerText()).replace(/\s+/g, ' ');
  assert.ok(text.includes('25 February 1956') && text.includes('Moscow'), text);
  assert.match(text, /42 of 119/);
  assert.match(text, /Strain/);
  assert.match(text, /because/i);
  assert.match(text, /\bso\b/i);
  assert.ok((await card.getByRole('heading').first().innerText()).length > 10);
  const words = (event.text ?? event.summary).replace(/['‘’]/g, '').slice(0, 40);
  assert.ok(text.replace(/['‘’]/g, '').includes(words), `no paragraph: ${words}`);
  const seen = event.sources.filter((s) => s.seen);
  assert.ok(seen.length > 0);
  assert.match(text, /sources?/i);
});

pageTest('because and so lead to the causes and effects the data gives, and back', { hash: `e=${ID}` }, async (page) => {
  const links = await page.$$eval('#card a[href^="#e="]', (as) => as.map((a) => new URLSearchParams(a.getAttribute('href').slice(1)).get('e')));
  const want = data.links.filter((l) => l.from === ID || l.to === ID).map((l) => (l.from === ID ? l.to : l.from));
  assert.ok(want.length > 1);
  assert.deepEqual([...new Set(links)].sort(), [...new Set(want)].sort());
  await page.locator(`#card a[href^="#e=${links[0]}"]`).first().click();
  await cardShows(page, links[0]);
  assert.ok(await page.locator(`#card a[href^="#e=${ID}"]`).count(), 'the link does not lead back');
  await travel(page);
  await cardShows(page, ID);
});

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

for (const [layout, size] of [['desktop', DESKTOP], ['phone', PHONE], ['Russian', { ...DESKTOP, query: 'lang=ru' }]]) {
  pageTest(`a link of because and so is heard with which of them it is, its date in words and its number, ${layout}`, { ...size, hash: `e=${ID}` }, async (page) => {
    const headings = await page.locator('#card h3.why').evaluateAll((all) => all.map((h) => h.textContent));
    const cdp = ENGINE === 'chromium' && await page.context().newCDPSession(page);
    for (const [i, to] of ['to', 'from'].entries()) {
      const ids = data.links.filter((l) => l[to] === ID).map((l) => l[to === 'to' ? 'from' : 'to']);
      const links = page.locator(`#card h3.why:has-text("${headings[i]}") + * a[href^="#e="]`);
      assert.ok(ids.length > 1 && await links.count() >= (layout === 'phone' ? 1 : ids.length));
      for (const link of await links.all()) {
        const id = (await link.getAttribute('href')).slice(3);
        assert.ok(ids.includes(id), id);
        const { label, title, date } = byId.get(id);
        const [year, month] = date.split('-');
        const name = (await link.textContent()).replace(/\s+/g, ' ');
        assert.ok(name.startsWith(`${headings[i]}: ${label ?? title}, `), name);
        assert.ok(name.includes(layout === 'Russian' ? year : `${MONTHS[month - 1]} ${year}`), name);
        assert.ok(name.endsWith(`${layout === 'Russian' ? 'событие' : 'event'} ${inTime.indexOf(id) + 1}`), name);
        // What is not in the language of the page says so.
        assert.equal(await link.locator('[lang=en]').count(), layout === 'Russian' ? 1 : 0);
        if (!cdp) continue;
        const { result } = await cdp.send('Runtime.evaluate', { expression: `document.querySelector('#card a[href="#e=${id}"]')` });
        const { nodes } = await cdp.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
        assert.equal(nodes[0].name.value.replace(/\s+/g, ' ').replace(/ ,/g, ','), name);
      }
    }
  });
}

pageTest('the arrows of the card go through the filtered events', { hash: 'e=secret-speech&p=strain' }, async (page) => {
  const strain = await page.$$eval('li[data-event]:not([data-out])', (lis) => lis.map((l) => l.dataset.event));
  const at = strain.indexOf(ID);
  await page.locator('#card').getByRole('button', { name: /later|next/i }).click();
  await cardShows(page, strain[at + 1]);
  await page.locator('#card').getByRole('button', { name: /earlier|previous/i }).click();
  await cardShows(page, ID);
  assert.ok(strain.length < inTime.length);
});

pageTest('Esc and the close button close the card and give the focus back to the event', {}, async (page) => {
  for (const how of ['Escape', 'button']) {
    await page.locator(`svg#plate [data-label="${ID}"]`).click({ force: true });
    await cardShows(page, ID);
    await page.locator('#card').getByRole('button', { name: /later|next/i }).focus();
    if (how === 'Escape') await page.keyboard.press('Escape');
    else await page.locator('#card').getByRole('button', { name: /close/i }).click();
    await cardShows(page, null);
    await page.waitForFunction((id) => document.activeElement?.closest('li[data-event]')?.dataset.event === id, ID);
  }
});

pageTest('the selected event is current in the list and filled on the plate', { hash: `e=${ID}` }, async (page) => {
  assert.deepEqual(await page.$$eval('li[data-event] [aria-current="true"]', (as) => as.map((a) => a.closest('li').dataset.event)), [ID]);
  const { labels } = await readPlate(page);
  assert.ok(labels.some((l) => l.id === ID));
});

pageTest('selecting says one short sentence with title, date and place in the row', {}, async (page) => {
  await page.locator(`svg#plate [data-label="${ID}"]`).click({ force: true });
  await page.waitForFunction(() => /42 of 119/.test(document.querySelector('[role=status]').textContent));
  const said = await page.locator('[role=status]').textContent();
  assert.match(said, /25 February 1956/);
  assert.ok(said.trim().split(/\s+/).length <= 20, said);
});

pageTest('a filter that hides the open event keeps its card, and the arrows go to what is left', { hash: `e=${ID}` }, async (page) => {
  await page.locator('button[data-period="split"]').click();
  await page.waitForFunction(() => document.querySelector('li[data-event][data-out]'));
  await cardShows(page, ID);
  await page.locator('#card').getByRole('button', { name: /later|next/i }).click();
  await cardShows(page, await page.$eval('li[data-event]:not([data-out])', (l) => l.dataset.event));
  assert.equal(await focusedEvent(page), null);
});

pageTest('sources that were not opened are further reading and no citation', { hash: `e=${ID}` }, async (page) => {
  const event = byId.get(ID);
  const work = (c) => data.sources.find((s) => s.id === c.id);
  const [opened, unopened] = [true, false].map((seen) => event.sources.filter((c) => c.seen === seen).map(work));
  const cited = await page.$$eval('#card-sources li', (lis) => lis.map((li) => [li.textContent, li.closest('details')?.querySelector('summary').textContent ?? '']));
  const where = (s) => cited.filter(([text]) => text.includes(s.citation)).map(([, under]) => under);
  assert.ok(opened.length > 0 && unopened.length > 0, 'choose an event with sources of both sorts');
  for (const s of opened.filter((o) => o.kind !== 'seed')) assert.deepEqual(where(s), [''], s.id);
  for (const s of opened.filter((o) => o.kind === 'seed')) assert.match(where(s).join(), /began with/, s.id);
  for (const s of unopened) assert.match(where(s).join(), /further reading/i, s.id);
});
