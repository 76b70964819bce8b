// Words that are explained where they stand, and the ways from a card to people and places.

import assert from 'node:assert/strict';
import { LAPTOP, PHONE, cardShows, pageTest } from './harness.mjs';
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
    // What is hidden in the glosses is no part of what is read. (Firefox's innerText drops the space at which a line ends.)
    const { read, open } = await page.locator('#card .stand').evaluate((stand) => {
      const copy = stand.cloneNode(true);
      for (const gloss of copy.querySelectorAll('.gloss')) gloss.remove();
      return { read: copy.textContent, open: [...stand.querySelectorAll('.gloss')].filter((gloss) => gloss.checkVisibility()).length };
    });
    assert.equal(open, 0, `${event.id}: a gloss is open`);
    assert.equal(read.replace(/\s+/g, ' ').trim(), (event.text || event.summary).replace(/\s+/g, ' ').trim());
  }
});

pageTest('marks that stand against a term stay on its line', { ...LAPTOP, hash: 'e=secret-speech' }, async (page) => {
  let seen = 0;
  for (let width = 900; width < 1200; width += 12) {
    await page.setViewportSize({ width, height: 768 });
    const parted = await page.locator('#card .term').evaluateAll((terms) => terms.filter((term) => term.checkVisibility()).map((term) => {
      const [box] = term.getClientRects();
      const text = document.createTreeWalker(document.querySelector('#card'), NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest('.term, .gloss') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      text.currentNode = term;
      const mark = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return { sign: node.data[at], line: range.getBoundingClientRect() };
      };
      const before = text.previousNode();
      const sides = [before?.data && mark(before, before.data.length - 1)];
      text.currentNode = term.lastChild;
      const after = text.nextNode();
      sides.push(after?.data && mark(after, 0));
      return sides.filter((side) => side && /[^\s\p{L}]/u.test(side.sign)).map(({ sign, line }) => ({ sign, apart: line.bottom < box.top + 4 || line.top > box.bottom - 4 }));
    }).flat());
    seen += parted.length;
    assert.deepEqual(parted.filter(({ apart }) => apart), [], `${width} px`);
  }
  assert.ok(seen > 40, `${seen} marks`);
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
