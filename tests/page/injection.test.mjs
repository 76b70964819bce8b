// A dataset and an address that try to be a program. Each string of the corpus (tests/fixtures/hostile.json) stands
// in turn in every free text of a dataset, in a sixth of the fields that have rules, and in every part of the address:
// nothing of it runs, no element or attribute comes of it, and it is shown as the text that it is.
//
// What the build prints is tested with the same corpus in xtask/src/pages/tests.rs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { address, pageTest, still } from './harness.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const CORPUS = read('../fixtures/hostile.json');
const schema = read('../../data/schema.json');

/** The small dataset of the fixtures, with the text fields that it leaves out. */
const whole = read('../fixtures/good.json');
Object.assign(whole.events[0], { notes: ['A note.'], support_grade: 'high' });
Object.assign(whole.people[0], { pinyin: 'Máo', side: 'PRC', note: 'A note.', spellings: ['Mao'], roles: [{ role: 'Leader', from: 1943 }] });
Object.assign(whole.bodies[0], { spellings: ['Soviets'] });
Object.assign(whole.places[0], { spellings: ['Moskva'] });
Object.assign(whole.claims[0], { section: 'Body', comment: 'Yes.' });
Object.assign(whole.links[0], { note: 'A note.' });
Object.assign(whole.glossary[0], { zh: '同盟', ru: 'союз', forms: ['allied'] });
Object.assign(whole.series[0], { track: 'trade' });
Object.assign(whole.stories[0], { audience: 'Students.' });

/** Fields whose text is free; every other one has rules: ids, dates, addresses, words of a list. */
const FREE = new Set(['title', 'version', 'licence', 'label', 'standfirst', 'text', 'summary', 'why_it_mattered', 'notes', 'locator',
  'rationale', 'name', 'native', 'pinyin', 'wade_giles', 'note', 'spellings', 'zh', 'ru', 'role', 'citation', 'because', 'so',
  'topic', 'assessment', 'why', 'who', 'says', 'speaker', 'section', 'comment', 'quality', 'origin', 'purpose', 'content', 'value', 'limitation',
  'unit', 'source_note', 'prompt', 'explanation', 'definition', 'term', 'forms', 'options', 'audience', 'line', 'question']);

/** Calls `visit(holder, key, field)` for every string of a dataset. */
function strings(node, visit, field = '') {
  for (const [key, value] of Object.entries(node)) {
    const name = Array.isArray(node) ? field : key;
    if (typeof value === 'string') visit(node, key, name);
    else if (value && typeof value === 'object') strings(value, visit, name);
  }
}

test('the dataset of these tests has every string field of the schema', () => {
  const there = new Set();
  strings(whole, (holder, key, field) => there.add(field));
  const isString = (property) => [property.type, property.items?.type].flat().includes('string');
  const wanted = [schema, ...Object.values(schema.$defs)].flatMap((shape) => Object.entries(shape.properties ?? {}).filter(([, p]) => isString(p)).map(([name]) => name));
  assert.deepEqual([...new Set(wanted)].filter((name) => !there.has(name) && name !== '$schema').sort(), []);
});

/** A copy of the dataset with other strings where `choose` gives one. */
function spoiled(choose) {
  const copy = structuredClone(whole);
  let n = 0;
  strings(copy, (holder, key, field) => {
    const other = choose(field, n);
    n += 1;
    if (other !== undefined) holder[key] = other;
  });
  return copy;
}

/** The page notes what runs, what the policy refuses, and what nobody catches. */
async function watch(page) {
  page.dialogs = [];
  page.on('dialog', (dialog) => {
    page.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.addInitScript(() => {
    window.ran = [];
    window.refused = [];
    addEventListener('securitypolicyviolation', (e) => window.refused.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
  });
}

/** Elements that only the page itself may have, and how many it has. */
const OWN = ['script', 'style', 'link', 'meta', 'base', 'iframe', 'object', 'embed', 'img', 'form', 'math', 'template', 'foreignobject', 'animate'];

const inventory = (page) => page.evaluate((own) => {
  const all = [...document.querySelectorAll('*')];
  const says = (el) => `${el.outerHTML.slice(0, 160)}`;
  return {
    ran: window.ran, refused: window.refused,
    handlers: all.filter((el) => [...el.attributes].some((a) => /^on/i.test(a.name))).map(says),
    addresses: all.filter((el) => [...el.attributes].some((a) => /^(xlink:)?(href|src|action|formaction|data|srcdoc|poster|ping|to|values)$/i.test(a.name)
      && /^(javascript|data|vbscript):/i.test(a.value.replace(/[\u0000-\u0020]/g, '')))).map(says),
    // Without what start.js asks for only when the application answers: the manifest, and what draws the moving plate while it comes.
    counts: Object.fromEntries(own.map((name) => [name, all.filter((el) => el.localName.toLowerCase() === name && el.getAttribute('rel') !== 'manifest'
      && el.src !== new URL('glide.js', document.baseURI).href).length])),
  };
}, OWN);

let baseline;
async function inert(page, where) {
  const found = await inventory(page);
  assert.deepEqual(page.dialogs, [], where);
  for (const what of ['ran', 'refused', 'handlers', 'addresses']) assert.deepEqual(found[what], [], `${what}, ${where}`);
  assert.deepEqual(found.counts, baseline, where);
}

const file = (dataset) => ({ contentType: 'application/json', body: JSON.stringify(dataset) });

/** Every view that shows something of the dataset. */
const VIEWS = ['e=talks', 'e=treaty', 'e=clash', 'v=list', 'v=about', 'v=help', 'by=other', 'q=a'];

/** Opens every disclosure, so that nothing hides in it. */
const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

pageTest('the plain dataset has the elements that the others are compared with', {
  // It ends with a handler of its own, to see that one is found; the policy says so.
  allow: [/inline event handler/],
  query: 'data=mine.json', prepare: async (page) => {
    await watch(page);
    await page.route('**/mine.json', (r) => r.fulfill(file(whole)));
  },
}, async (page) => {
  const found = await inventory(page);
  baseline = found.counts;
  assert.ok(baseline.script >= 2 && baseline.iframe === 0 && baseline.img === 0, JSON.stringify(baseline));
  assert.equal(await page.locator('[data-notice]').count(), 0, 'the fixture has a problem');
  // The detectors detect.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p id="bad"><a onclick="1" href=" java&#9;script:1">x</a><img></p>');
  });
  const bad = await inventory(page);
  assert.deepEqual([bad.handlers.length, bad.addresses.length, bad.counts.img], [1, 1, 1]);
});

for (const [k, sample] of CORPUS.entries()) {
  // In load k a field holds string (k + its number): over all loads each field has held each.
  const at = (n) => CORPUS[(k + n) % CORPUS.length];
  pageTest(`free texts stay texts, ${k + 1} of ${CORPUS.length}`, {
    query: 'data=mine.json', hash: 'e=talks',
    prepare: async (page) => {
      await watch(page);
      await page.route('**/mine.json', (r) => r.fulfill(file(spoiled((field, n) => (FREE.has(field) ? at(n) : undefined)))));
    },
  }, async (page) => {
    const { title, text } = spoiled((field, n) => (FREE.has(field) ? at(n) : undefined)).events[0];
    for (const view of VIEWS) {
      await page.evaluate((hash) => { location.hash = hash; }, view);
      await page.waitForTimeout(60);
      await unfold(page);
      await inert(page, view);
      if (view === 'e=talks') {
        const shown = await page.evaluate(() => document.querySelector('#card')?.textContent ?? '');
        for (const one of [title, text]) assert.ok(shown.includes(one), `${JSON.stringify(one)} is not in the card: ${shown.slice(0, 300)}`);
      }
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${view}: the page is ${wide} px wide in ${room}`);
    }
    // What can be hovered and clicked does nothing of its own.
    await page.evaluate(() => { location.hash = 'e=talks'; });
    await still(page);
    for (const target of await page.locator('#card a, #card button, [data-mark], [data-label]').all()) {
      await target.dispatchEvent('mouseover');
      await target.dispatchEvent('focus');
    }
    await inert(page, 'hovered');
  });

  pageTest(`fields with rules refuse it or show it as text, ${k + 1} of ${CORPUS.length}`, {
    query: 'data=mine.json', ready: false,
    prepare: async (page) => {
      await watch(page);
      // Every sixth of them in one load, so that something of the dataset is left.
      await page.route('**/mine.json', (r) => r.fulfill(file(spoiled((field, n) => (!FREE.has(field) && n % 6 === k % 6 ? sample : undefined)))));
    },
  }, async (page) => {
    await page.locator('html[data-ready], .failed').first().waitFor({ state: 'attached' });
    await unfold(page);
    await inert(page, 'rules');
    const said = await page.evaluate(() => [...document.querySelectorAll('[data-notice], .failed')].map((el) => el.textContent).join(' '));
    assert.ok(said.length > 20 && !/panicked|\[object/.test(said), said.slice(0, 300));
  });
}

pageTest('a dataset that is one hostile string, and keys that are hostile, are refused as text', { goto: false, allow: [/404/] }, async (page) => {
  await watch(page);
  for (const sample of CORPUS) {
    await page.route('**/mine.json', (r) => r.fulfill(file({ ...whole, [sample]: sample, events: [{ ...whole.events[1], [sample]: 1 }, ...whole.events.slice(2)] })));
    await page.goto(address({ query: 'data=mine.json' }));
    await page.locator('html[data-ready], .failed').first().waitFor({ state: 'attached' });
    await unfold(page);
    await inert(page, sample);
    await page.unroute('**/mine.json');
  }
});

const PARTS = ['e', 't', 'p', 'th', 'w', 'k', 'q', 'by', 'v', 's', 'seed', 'g', 'x'];
pageTest('every part of the fragment takes the corpus and stays still', { prepare: watch }, async (page) => {
  for (const sample of CORPUS) {
    const coded = encodeURIComponent(sample);
    for (const hash of [PARTS.map((part) => `${part}=${coded}`).join('&'), `q=${coded}`, `e=${coded}`, `${coded}=${coded}`, sample]) {
      await page.evaluate((h) => { location.hash = h; }, hash);
      await page.waitForTimeout(30);
      await inert(page, hash);
    }
  }
});

pageTest('a search for a hostile string says it as text', { prepare: watch }, async (page) => {
  for (const sample of CORPUS.slice(0, 6)) {
    await page.evaluate((h) => { location.hash = h; }, `q=${encodeURIComponent(sample)}`);
    await page.waitForFunction((text) => document.querySelector('#app').textContent.includes(text) || [...document.querySelectorAll('input')].some((i) => i.value === text), sample);
    await inert(page, sample);
  }
});

const QUERY = ['embed', 'theme', 'lang', 'size', 'band', 'x'];
pageTest('every part of the query takes the corpus and stays still', { goto: false }, async (page) => {
  await watch(page);
  for (const sample of CORPUS) {
    const coded = encodeURIComponent(sample);
    await page.goto(address({ query: `${QUERY.map((part) => `${part}=${coded}`).join('&')}&${coded}=${coded}`, hash: 'e=china-bomb' }));
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await inert(page, sample);
    assert.equal(await page.locator('#card[data-event="china-bomb"]').count(), 1);
  }
});

pageTest('the name of a dataset takes the corpus: it is said as text, and nothing else is asked for', { goto: false, allow: [/404|400/] }, async (page) => {
  await watch(page);
  const origin = new URL(address()).origin;
  for (const sample of CORPUS) {
    await page.goto(address({ query: `data=${encodeURIComponent(sample)}` }));
    await page.locator('html[data-ready], .failed').first().waitFor({ state: 'attached' });
    await inert(page, sample);
  }
  assert.deepEqual(page.requests.filter((url) => !url.startsWith(origin)), []);
});
