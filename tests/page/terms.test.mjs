// Words that are explained where they stand, and the ways from a card to people and places.

import assert from 'node:assert/strict';
import { PHONE, cardShows, pageTest } from './harness.mjs';
import { data, events } from './facts.mjs';

const glossOf = (id) => data.glossary.find((term) => term.id === id);
const CULT = glossOf('cult-of-personality');

pageTest('a term in the text is a button that opens its gloss, and Esc closes it', { hash: 'e=secret-speech' }, async (page) => {
  const term = page.locator('#card .stand .term').first();
  assert.equal((await term.innerText()).toLowerCase(), CULT.term.toLowerCase());
  const gloss = page.locator(`#gloss-${CULT.id}`);
  assert.equal(await gloss.isVisible(), false);
  await term.focus();
  await page.keyboard.press('Enter');
  assert.equal(await gloss.isVisible(), true);
  assert.equal(await gloss.innerText(), `${CULT.term}. ${CULT.definition}`);
  const box = await gloss.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1440 && box.y + box.height <= 900, JSON.stringify(box));
  await page.keyboard.press('Escape');
  assert.equal(await gloss.isVisible(), false);
  await cardShows(page, 'secret-speech');
});

pageTest('each term is explained once on a card, and the text reads as before', { hash: 'e=loan-1950' }, async (page) => {
  for (const event of events.filter((e) => e.glossary?.length)) {
    await page.evaluate((id) => { location.hash = `e=${id}`; }, event.id);
    await cardShows(page, event.id);
    const ids = await page.locator('#card .gloss').evaluateAll((all) => all.map((g) => g.id));
    assert.equal(new Set(ids).size, ids.length, event.id);
    for (const id of event.glossary) assert.ok(ids.includes(`gloss-${id}`), `${event.id}: ${id} is not explained`);
    // What is hidden in the glosses is no part of what is read.
    const read = await page.locator('#card .stand').innerText();
    assert.equal(read.replace(/\s+/g, ' ').trim(), (event.text || event.summary).replace(/\s+/g, ' ').trim());
  }
});

pageTest('on a phone the gloss fits the screen', { ...PHONE, touch: true, hash: 'e=secret-speech' }, async (page) => {
  await page.getByRole('button', { name: 'Show more' }).tap();
  await page.locator('#card .stand .term').first().tap();
  const box = await page.locator(`#gloss-${CULT.id}`).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 740, JSON.stringify(box));
});

pageTest('a card leads to its people and to its place on the map', { hash: 'e=secret-speech' }, async (page) => {
  const event = events.find((e) => e.id === 'secret-speech');
  const people = event.actors.filter((id) => data.people.some((person) => person.id === id));
  const links = await page.locator('#card a[href^="people.html#p-"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.deepEqual(links, people.map((id) => `people.html#p-${id}`));
  await page.locator('#card a[href^="places.html"]').click();
  await page.waitForURL(`**/places.html#place-${event.place}`);
  assert.ok(await page.locator(`#place-${event.place}`).evaluate((e) => e.matches(':target')));
  await page.locator(`#place-${event.place} a[href="./#e=secret-speech"]`).click();
  await cardShows(page, 'secret-speech');
});

pageTest('a turning point with one cause asks for more', {}, async (page) => {
  for (const event of events.filter((e) => e.significance === 1)) {
    const causes = data.links.filter((link) => link.to === event.id).length;
    await page.evaluate((id) => { location.hash = `e=${id}`; }, event.id);
    await cardShows(page, event.id);
    assert.equal(await page.getByText('What else?').count(), causes === 1 ? 1 : 0, `${event.id} has ${causes}`);
  }
});

pageTest('the plate marks what is disputed', {}, async (page) => {
  const disputed = new Set(data.disputes.flatMap((dispute) => dispute.events));
  const flags = await page.locator('.flags [data-label]').evaluateAll((all) => all.map((g) => [g.dataset.label, g.querySelector('.disputed')?.textContent ?? null]));
  assert.ok(flags.length > 15 && flags.some(([, mark]) => mark) && flags.some(([, mark]) => !mark));
  for (const [id, mark] of flags) assert.equal(mark, disputed.has(id) ? '‹›' : null, id);
});
