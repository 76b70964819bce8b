// What is printed is complete: the text of the PDF is read back (pdftotext) and holds the title, date, text and
// citations of every event that is not filtered out, from whatever state the reader prints.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, events } from './facts.mjs';
import { FRAME, PHONE, listed, pageTest } from './harness.mjs';

/** Lines are broken and words are joined by the printer, so texts are compared without their spaces. */
const squeezed = (text) => text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2060-\u2069]/g, '');

/** The text of a page as it is printed on this paper. */
async function printed(page, format) {
  const pdf = await page.pdf({ format, printBackground: true });
  const folder = mkdtempSync(join(tmpdir(), 'timeline-print-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, pdf);
    // -raw keeps the order in which the texts were drawn: that of the document.
    return squeezed(execFileSync(process.env.PDFTOTEXT ?? 'pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1 << 26 }).toString('utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const citation = new Map(data.sources.map((source) => [source.id, source.citation]));
const begins = (date) => date.split('/')[0].slice(0, 4);
const opened = (event) => event.sources.filter((source) => source.seen && source.kind !== 'seed');

/** What is on paper of these events, and what should be. Two events may share a date, a work many: each is looked for. */
function count(paper, wanted, shown) {
  const has = (text) => paper.includes(squeezed(text));
  const found = { titles: 0, dates: 0, texts: 0, citations: 0 };
  const all = { titles: wanted.length, dates: wanted.length, texts: wanted.length, citations: 0 };
  for (const event of wanted) {
    found.titles += has(event.title);
    found.texts += has(event.text || event.summary);
    // The date stands with its own title; a layout with columns may draw it before the item's text or after it.
    const room = (event.standfirst ?? '').length + (event.text || event.summary).length + opened(event).reduce((n, s) => n + citation.get(s.id).length, 60);
    const date = squeezed(shown.get(event.id) ?? '');
    found.dates += date.includes(begins(event.date)) && [...positions(paper, squeezed(event.title))]
      .some((at) => paper.slice(Math.max(0, at - 60), at + event.title.length + room).includes(date));
    for (const source of opened(event)) {
      all.citations += 1;
      found.citations += has(citation.get(source.id));
    }
  }
  return { found, all };
}

function* positions(text, part) {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

const STATES = [
  ['the plate', {}],
  ['the list', { hash: 'v=list' }],
  ['the plate with an open card', { hash: 'e=secret-speech' }],
  ['the list with an open card', { hash: 'v=list&e=china-bomb' }],
  ['a plate close by', { hash: 't=1958-06-01/1959-12-31' }],
  ['one period', { hash: 'p=strain' }],
  ['one theme', { hash: 'th=nuclear' }],
  ['a search', { hash: 'q=Mao' }],
  ['a search in the list', { hash: 'v=list&q=Mao' }],
  ['periods of others', { hash: `by=${data.periodisations.find((scheme) => scheme.id.includes('westad'))?.id ?? data.periodisations[2].id}` }],
  ['the page About', { hash: 'v=about' }],
  ['a phone', { ...PHONE, touch: true }],
  ['a phone with an open card', { ...PHONE, touch: true, hash: 'e=secret-speech' }],
  ['a frame', { ...FRAME, query: 'embed=1' }],
  ['the dark theme', { theme: 'dark' }],
  ['a page without script', { script: false, allow: [/\.js csp$/] }],
  ['a page whose program failed', {
    ready: false, allow: [/wasm|WebAssembly/i], prepare: (page) => page.route(/\.wasm(\?|$)/, (r) => r.fulfill({ status: 404, body: '' })),
  }],
];

for (const [what, options] of STATES) {
  pageTest(`printed from ${what}, every event has its title, date, text and citations`, options, async (page) => {
    const ids = new Set(await listed(page));
    const wanted = events.filter((event) => ids.has(event.id));
    assert.ok(wanted.length > 3 && wanted.length <= events.length);
    if (!/[&#]?(p|th|q)=/.test(options.hash ?? '')) assert.equal(wanted.length, events.length);
    const shown = new Map(await page.$$eval('ol > li[data-event]', (lis) => lis.map((li) => [li.dataset.event, li.querySelector('time')?.textContent.trim() ?? ''])));
    const { found, all } = count(await printed(page, what === 'the list' ? 'Letter' : 'A4'), wanted, shown);
    assert.deepEqual(found, all);
  });
}

pageTest('what is filtered out is not printed', { hash: 'p=split' }, async (page) => {
  const ids = new Set(await listed(page));
  const paper = await printed(page, 'A4');
  const out = events.filter((event) => !ids.has(event.id));
  assert.ok(out.length > 50);
  assert.deepEqual(out.filter((event) => paper.includes(squeezed(event.text || event.summary))).map((event) => event.id), []);
});
