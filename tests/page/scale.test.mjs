// Many events: the list is whole up to 2,000 and says so beyond, the drawing does not grow with the data, and a frame draws the plate
// and its foot and nothing else.

import assert from 'node:assert/strict';
import { dataset } from '../../bench/serve.mjs';
import { PHONE, goHash, openPoint, pageTest, rest, still } from './harness.mjs';

/** The application with so many made events. */
const many = (n, more = {}) => ({
  query: 'data=many.json', still: true, prepare: (page) => page.route('**/many.json', (r) => r.fulfill({ contentType: 'application/json', body: JSON.stringify(dataset(n)) })), ...more,
});
/** Whether the page's own search finds a text. */
const found = (page, text) => page.evaluate((t) => {
  getSelection().removeAllRanges();
  return window.find(t);
}, text);
const shown = (page) => page.evaluate(() => ({
  items: document.querySelectorAll('#events li[data-event]').length,
  says: document.querySelector('#events > p:not(.sr)')?.textContent ?? '',
  drawn: document.querySelectorAll('#plate *').length,
  unlisted: [...document.querySelectorAll('#plate [data-mark]')].filter((mark) => !document.getElementById(`e=${mark.dataset.mark}`)).length,
}));
async function zoom(page, steps) {
  const at = await openPoint(page);
  await page.mouse.move(at.x, at.y);
  for (let i = 0; i < steps; i += 1) {
    await page.mouse.wheel(0, -100);
    await page.waitForTimeout(16);
  }
  await rest(page);
}

/** Elements of the drawing, whatever the number of events and the view. */
const MOST_DRAWN = 600;

const LARGE = { width: 1920, height: 1080 };
for (const [what, options] of [['119 events', LARGE], ['1,000 events', many(1000, LARGE)], ['10,000 events', many(10_000, LARGE)], ['119 events on a phone', { ...PHONE, touch: true }]]) {
  pageTest(`${what} are drawn with at most ${MOST_DRAWN} elements, near and far`, { ...options, hash: 'e=secret-speech' }, async (page) => {
    const counts = [];
    for (const steps of options.touch ? [0] : [0, 1, 2, 3, 6, 12]) {
      if (steps) await zoom(page, steps);
      counts.push((await shown(page)).drawn);
    }
    assert.ok(Math.min(...counts) > 50 && Math.max(...counts) <= MOST_DRAWN, `${counts} elements`);
  });
}

pageTest('up to 2,000 events all are in the list, where the browser finds them', many(2000), async (page) => {
  const { items, says, drawn, unlisted } = await shown(page);
  assert.deepEqual([items, says, unlisted], [2000, '', 0]);
  assert.ok(drawn <= MOST_DRAWN, `${drawn} elements`);
  const titles = dataset(2000).events.map((event) => event.title);
  for (const at of [0, 1000, 1899, 1999]) assert.ok(await found(page, titles[at]), titles[at]);
  assert.ok(!await found(page, 'No event has this title'));
});

pageTest('a hundred thousand events are there to be moved in, searched and read', many(100_000, { patience: 60_000 }), async (page) => {
  const first = await shown(page);
  assert.ok(first.drawn > 50 && first.drawn <= MOST_DRAWN && first.items < 2100, JSON.stringify(first));
  const before = await page.locator('#plate').getAttribute('data-days');
  await zoom(page, 12);
  assert.notEqual(await page.locator('#plate').getAttribute('data-days'), before);
  const near = await shown(page);
  assert.ok(near.drawn <= MOST_DRAWN && near.unlisted === 0, JSON.stringify(near));
  await goHash(page, 'e=b099999');
  await page.waitForSelector('#card[data-event="b099999"]');
});

pageTest('of 10,000 events the list holds what is drawn, the drawing does not grow, and every event can be reached', many(10_000), async (page) => {
  for (const steps of [0, 4, 8]) {
    if (steps) await zoom(page, steps);
    const { items, says, drawn, unlisted } = await shown(page);
    assert.ok(items > 20 && items < 400, `${items} items`);
    assert.match(says, /2,000/);
    assert.equal(unlisted, 0);
    assert.ok(drawn <= MOST_DRAWN, `${drawn} elements`);
  }
  // The keyboard goes to the next event, drawn or not, and a search finds any.
  await page.locator('#events a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement?.closest('#events li[data-event]'));
  await goHash(page, 'e=b009999');
  await page.waitForSelector('#card[data-event="b009999"]');
  assert.equal(await page.locator('li[data-event="b009999"]').count(), 1);
  await goHash(page, 'v=list');
  await page.waitForSelector('#events.flow');
  const { items, says } = await shown(page);
  assert.ok(items >= 1990 && items <= 2001, `${items} items in the list view`);
  assert.match(says, /2,000/);
  await goHash(page, 'v=list&t=1956-01-01/1956-03-31');
  // The one that has the focus stays; one that began in the year before may stand in this one.
  await page.waitForFunction(() => {
    const years = [...document.querySelectorAll('#events time')].map((time) => time.dateTime.includes('1956'));
    return years.length > 50 && years.length < 1000 && years.filter((is) => !is).length <= 0.1 * years.length;
  });
});

for (const n of [1000, 10_000]) pageTest(`of ${n} events the phone draws the rows near the window, wherever it is`, many(n, { ...PHONE, touch: true }), async (page) => {
  /** Whether the names of rows cover the window, and how much is drawn. */
  const seen = () => page.evaluate(() => {
    const rows = [...document.querySelectorAll('#plate [data-label]')].map((row) => row.getBoundingClientRect());
    const inside = rows.filter((r) => r.bottom > 0 && r.top < innerHeight);
    const links = [...document.querySelectorAll('#events a.placed')].map((a) => a.getBoundingClientRect()).filter((r) => r.bottom > 0 && r.top < innerHeight);
    return { inside: inside.length, links: links.length, drawn: document.querySelectorAll('#plate *').length, high: document.querySelector('#plate').getBoundingClientRect().height };
  });
  const { high } = await seen();
  assert.ok(high > n * 40, `${high} px`);
  for (const share of [0, 0.5, 0.99, 0.2]) {
    await page.evaluate((y) => window.scrollTo(0, y), share * high);
    await page.waitForFunction(() => [...document.querySelectorAll('#plate [data-label]')].filter((row) => { const r = row.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }).length > 5);
    await rest(page);
    const { inside, links, drawn } = await seen();
    assert.ok(inside > 5 && inside <= links + 1, `${inside} rows and ${links} links in the window at ${share}`);
    assert.ok(drawn <= MOST_DRAWN, `${drawn} elements at ${share}`);
  }
  await goHash(page, 'e=b000900');
  await page.waitForFunction(() => { const r = document.querySelector('#plate [data-mark="b000900"]')?.getBoundingClientRect(); return r && r.top > 0 && r.top < innerHeight; });
});

pageTest('while the wheel turns nothing changes but the plate and its foot', { still: true }, async (page) => {
  const at = await openPoint(page);
  await page.mouse.move(at.x, at.y);
  // The canvas stands in its place after the first gesture.
  await page.waitForFunction(() => typeof window.glide === 'function');
  await page.mouse.wheel(0, -60);
  await still(page);
  await page.evaluate(() => {
    const kept = { turned: 0, plate: 0, others: new Set() };
    window.kept = kept;
    addEventListener('wheel', () => { kept.turned = performance.now(); }, { capture: true, passive: true });
    new MutationObserver((changes) => {
      // What follows a quarter of a second later is the rest, also where a busy machine pauses between two turns.
      if (!kept.turned || performance.now() - kept.turned > 230) return;
      for (const { target, type } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        if (element?.closest('#plate, .foot, .glide, #glide-model')) kept.plate += 1;
        else kept.others.add(`${type} ${element?.id || element?.getAttribute('class') || element?.localName}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (let i = 0; i < 10; i += 1) {
    await page.mouse.wheel(0, -60);
    await page.waitForTimeout(16);
  }
  const { plate, others } = await page.evaluate(() => ({ plate: window.kept.plate, others: [...window.kept.others] }));
  assert.ok(plate > 20, `${plate} changes of the plate`);
  assert.deepEqual(others, []);
});
