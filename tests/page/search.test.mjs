// Search: other spellings, marked words, nothing found, and the way back.

import assert from 'node:assert/strict';
import { fragment, listed, pageTest, rest, span } from './harness.mjs';
import { byId, events } from './facts.mjs';

/** Types a query with the keyboard and returns what is left in. */
async function look(page, query) {
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.matches('input[type=search]'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query, { delay: 5 });
  await page.waitForTimeout(350);
  return listed(page);
}

for (const [query, expected] of [
  ['Peking', 'khr-beijing-1958'], ['Damansky', 'zhenbao-2-march'], ['Mao Tse-tung', 'mao-arrives-moscow'],
  ['Khrushchev', 'secret-speech'], ['Хрущёв', 'secret-speech'], ['毛泽东', 'mao-arrives-moscow'],
  ['SECRET speech', 'secret-speech'], ['Ürümqi', 'xinjiang-companies'], ['Urumqi', 'xinjiang-companies'],
]) {
  pageTest(`“${query}” finds ${expected}`, {}, async (page) => {
    const found = await look(page, query);
    assert.ok(found.includes(expected), `found ${found.length}: ${found}`);
    assert.ok(found.length < events.length, 'everything was found');
  });
}

pageTest('“Peking” finds the events at Beijing', {}, async (page) => {
  const found = new Set(await look(page, 'Peking'));
  const there = events.filter((e) => e.place === 'beijing').map((e) => e.id);
  assert.ok(there.length > 10);
  assert.deepEqual(there.filter((id) => !found.has(id)), []);
});

pageTest('the words found are marked in the list and results can be walked with the arrows', {}, async (page) => {
  const found = await look(page, 'treaty');
  assert.ok(found.length > 3);
  const marks = await page.$$eval('mark', (ms) => ms.filter((m) => m.getClientRects().length).map((m) => m.textContent.toLowerCase()));
  assert.ok(marks.length > 0 && marks.every((m) => m === 'treaty'), `${marks}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#card[data-event]')?.getClientRects().length);
  const id = await page.$eval('#card', (c) => c.dataset.event);
  assert.ok(found.includes(id), `${id} is no result`);
});

pageTest('Esc clears the search and restores the view as it was', { hash: 't=1953-01-01/1960-12-31' }, async (page) => {
  await look(page, 'Korea');
  assert.ok((await listed(page)).length < events.length);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('li[data-event][data-out]'));
  assert.equal(await page.locator('input[type=search]').inputValue(), '');
  assert.deepEqual(await span(page).then((s) => [s.from, s.to]), ['1953-01-01', '1960-12-31']);
  await rest(page);
  assert.equal(await fragment(page), 't=1953-01-01/1960-12-31');
});

pageTest('a query that nothing answers is repeated, with ways out', {}, async (page) => {
  assert.equal((await look(page, 'Tito')).length, events.filter((e) => JSON.stringify(e).includes('Tito')).length);
  assert.deepEqual(await look(page, 'xyzzy'), []);
  await page.getByText('No event mentions ‘xyzzy’').filter({ visible: true }).first().waitFor();
  await page.getByRole('button', { name: /clear the search|all \d+ events/i }).filter({ visible: true }).first().click();
  await page.waitForFunction(() => !document.querySelector('li[data-event][data-out]'));
});

pageTest('the number found is told in the live region and stands in the address', {}, async (page) => {
  const found = await look(page, 'nuclear');
  await page.waitForFunction((want) => document.querySelector('[role=status]').textContent.includes(want), `${found.length} of ${events.length} events`);
  await rest(page);
  assert.ok((await fragment(page)).includes('q=nuclear'), await fragment(page));
  assert.ok(byId.size === events.length);
});
