// The matrix: the site served, below a sub-path and from disk; with script and without; as a page, in a frame, in a
// sandboxed frame and where storage is refused; in Chromium and in Firefox. Each cell is a test, and the table of
// them stands in the README (`cargo xtask matrix` prints it, `cargo xtask matrix --update` writes it there).
//
// The course page that holds a frame stands on another site (localhost beside 127.0.0.1); a file is framed by a file,
// because browsers let no page of the web frame a file.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { start } from './matrix/browsers.mjs';
import { ALL, counted } from './matrix/content.mjs';
import { DIST, serve } from './matrix/server.mjs';

const ENGINES = ['Chromium', 'Firefox'];
const SOURCES = ['served', 'sub-path', 'from disk'];
const PLACES = ['top', 'frame', 'sandboxed frame', 'storage blocked'];
const SCRIPTS = ['on', 'off'];

/** Cells that would run the same steps as another one, and why. They take over its result. */
const SAME_AS = [
  { place: 'storage blocked', script: 'off', as: 'top', why: 'without script nothing asks for storage' },
];

const EVENT = 'secret-speech';
const READY_WITHIN_MS = 30_000;

/** Runs in every document before its own scripts: what is thrown and what the policy refuses. */
const WITNESS = `(() => {
  const seen = { errors: [], refused: [] };
  Object.defineProperty(window, 'witness', { value: seen });
  addEventListener('error', (e) => { if (e.target === window) seen.errors.push(String(e.message)); }, true);
  addEventListener('unhandledrejection', (e) => seen.errors.push('rejection: ' + String(e.reason)));
  addEventListener('securitypolicyviolation', (e) => seen.refused.push(e.violatedDirective + ' ' + e.blockedURI));
})()`;

const host = (src, sandbox) => `<!doctype html><meta charset="utf-8"><title>Lesson 7</title><h1>Lesson 7</h1>
<iframe src="${src.replaceAll('&', '&amp;')}" width="700" height="500"${sandbox ? ' sandbox="allow-scripts"' : ''} title="China and the Soviet Union, 1945–1969: timeline"></iframe>`;

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'timeline-lesson-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the site as a cell wants it. Returns the frame that shows it, what was requested, and how to end. */
async function open(browser, { source, place }, hash) {
  const framed = place === 'frame' || place === 'sandboxed frame';
  const query = framed ? '?embed=1' : '';
  const ends = [];
  let site, lesson;
  const own = source === 'from disk' ? null : await serve({ at: source === 'sub-path' ? '/history/unit-7/' : '/' });
  if (own) {
    ends.push(own.close);
    site = `${own.address}${query}#${hash}`;
  } else {
    const file = join(DIST, 'timeline.html');
    assert.ok(existsSync(file), 'dist/timeline.html is not there');
    site = `${pathToFileURL(file)}${query}#${hash}`;
  }
  if (framed) {
    const page = host(site, place === 'sandboxed frame');
    if (own) {
      const other = await serve({ host: 'localhost', pages: { '/lesson.html': page } });
      ends.push(other.close);
      lesson = `${other.origin}/lesson.html`;
    } else {
      const file = join(folder, `${place.replace(' ', '-')}.html`);
      writeFileSync(file, page);
      lesson = String(pathToFileURL(file));
    }
  }
  const page = await browser.newPage();
  ends.unshift(() => page.close());
  const end = async () => { for (const one of ends) await one(); };
  try {
    const requests = [];
    const thrown = [];
    page.on('request', (request) => { if (!/^(data|blob|about):/.test(request.url())) requests.push(request.url().replace(/#.*/, '')); });
    page.on('pageerror', (error) => thrown.push(`${error?.message ?? error}`));
    await page.setViewport({ width: 1280, height: 800 });
    await page.evaluateOnNewDocument(WITNESS);
    await page.goto(lesson ?? site, { waitUntil: 'load', timeout: READY_WITHIN_MS });
    // Looked for from outside: waiting inside the page needs its scripts.
    const frame = framed ? page.frames().find((one) => one !== page.mainFrame()) : page.mainFrame();
    assert.ok(frame, 'the course page has no frame');
    return { page, frame, own, requests, thrown, allowed: [site, lesson].filter(Boolean).map((a) => a.replace(/[?#].*/, '')), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What is asked of every cell: no request to others, no cookie, no violation of the policy, no error. */
async function quiet({ page, frame, own, requests, thrown, allowed }, script) {
  const strangers = own
    ? requests.filter((url) => !allowed.some((one) => new URL(one).origin === new URL(url).origin))
    : requests.filter((url) => !allowed.includes(url.replace(/\?.*/, '')));
  assert.deepEqual(strangers, [], own ? 'third-party requests' : 'requests of the one file');
  assert.deepEqual((own?.asked ?? []).filter((one) => one.cookie), [], 'a cookie was sent');
  assert.deepEqual(await page.cookies(), [], 'cookies');
  // Firefox reports in the same way what it was not allowed to load or keep, which is what those cells are for.
  const refusal = /^(Cross-Origin Request Blocked|downloadable font: download failed|Failed to register\/update a ServiceWorker)/;
  assert.deepEqual(thrown.filter((one) => !refusal.test(one)), [], 'uncaught errors');
  if (script === 'on') {
    const seen = await frame.evaluate(() => window.witness);
    assert.ok(seen, 'nobody watched the document');
    assert.deepEqual(seen.errors, [], 'uncaught errors');
    assert.deepEqual(seen.refused, [], 'the policy was violated');
  }
  assert.deepEqual(own?.reports ?? [], [], 'the server was told of violations of the policy');
}

/** That the cell is what its name says, else it shows nothing. */
async function isWhatItSays(frame, { place, script }) {
  const found = await frame.evaluate(() => {
    let storage = 'open';
    try { localStorage.getItem('theme'); } catch { storage = 'refused'; }
    return { storage, origin: self.origin, framed: parent !== self };
  });
  assert.equal(found.framed, place.endsWith('frame'));
  if (place === 'sandboxed frame') assert.equal(found.origin, 'null');
  if (script === 'on' && (place === 'sandboxed frame' || place === 'storage blocked')) assert.equal(found.storage, 'refused');
}

async function withScript(browser, cell) {
  const opened = await open(browser, cell, `e=${EVENT}`);
  try {
    const { frame } = opened;
    await isWhatItSays(frame, cell);
    await frame.waitForSelector('html[data-ready]', { timeout: READY_WITHIN_MS });
    await frame.waitForFunction((id) => {
      const card = document.querySelector(`#card[data-event="${id}"]`);
      return card && card.getClientRects().length > 0;
    }, { timeout: 10_000 }, EVENT);
    // By its link in the list too. (No browser lets a script of a sandboxed file change its own fragment.)
    await frame.evaluate(() => document.querySelector('li[data-event="china-bomb"] a').click());
    await frame.waitForSelector('#card[data-event="china-bomb"]', { timeout: 10_000 });
    // What draws the plate while it moves comes when the first view has stood for a while, and may fail as well.
    await frame.waitForFunction(() => window.glide, { timeout: 10_000 });
    assert.equal(await frame.evaluate(() => document.querySelectorAll('ol > li[data-event]').length), ALL.titles);
    await quiet(opened, 'on');
  } finally {
    await opened.end();
  }
}

async function withoutScript(browser, cell) {
  const opened = await open(browser, cell, 'e=china-bomb');
  try {
    const { frame } = opened;
    await isWhatItSays(frame, cell);
    assert.equal(await frame.evaluate(() => document.documentElement.hasAttribute('data-ready')), false, 'scripts run');
    assert.deepEqual(await counted(frame), ALL);
    const at = await frame.evaluate(() => {
      const item = document.querySelector(':target');
      return { id: item?.dataset.event, top: item?.getBoundingClientRect().top, room: innerHeight };
    });
    assert.equal(at.id, 'china-bomb', 'the anchor names nothing');
    assert.ok(at.top > -5 && at.top < at.room, `the event stands at ${at.top} px of ${at.room}`);
    await quiet(opened, 'off');
  } finally {
    await opened.end();
  }
}

const results = new Map();
const versions = [];
const key = (engine, cell) => [engine, cell.source, cell.place, cell.script].join(' / ');
const same = (cell) => SAME_AS.find((one) => one.place === cell.place && one.script === cell.script);

const settingOf = ({ place, script }) => (script === 'off' ? 'no script' : place === 'storage blocked' ? 'no storage' : 'usual');
const cells = SOURCES.flatMap((source) => SCRIPTS.flatMap((script) => PLACES.map((place) => ({ source, place, script }))));

for (const engine of ENGINES) {
  for (const setting of ['usual', 'no storage', 'no script']) {
    test(`${engine}, ${setting}`, { timeout: 900_000 }, async (suite) => {
      const browser = await start(engine, setting);
      if (setting === 'usual') versions.push(`${engine} ${browser.version}`);
      try {
        for (const cell of cells.filter((one) => settingOf(one) === setting && !same(one))) {
          results.set(key(engine, cell), false);
          await suite.test(`${engine}: ${cell.source}, ${cell.place}, script ${cell.script}`, { timeout: 180_000 }, async () => {
            await (cell.script === 'on' ? withScript : withoutScript)(browser, cell);
            results.set(key(engine, cell), true);
          });
        }
      } finally {
        await browser.close();
      }
    });
  }
}

/** The table of the README. */
function table() {
  const sign = (engine, cell) => {
    const other = same(cell);
    return `${engine} ${results.get(key(engine, other ? { ...cell, place: other.as } : cell)) ? '✓' : '✗'}`;
  };
  const rows = SOURCES.flatMap((source) => SCRIPTS.map((script) => {
    const signs = PLACES.map((place) => {
      const cell = { source, place, script };
      return ENGINES.map((engine) => sign(engine, cell)).join(', ') + (same(cell) ? '*' : '');
    });
    return `| ${source} | ${script} | ${signs.join(' | ')} |`;
  }));
  return [
    `| | script | ${PLACES.join(' | ')} |`, `|---|---|${'---|'.repeat(PLACES.length)}`, ...rows, '',
    ...SAME_AS.map((one) => `\\* Taken from “${one.as}”: ${one.why}.`),
  ].join('\n');
}

const README = new URL('../../README.md', import.meta.url);
const [FROM, TO] = ['<!-- matrix: written by `cargo xtask matrix --update` -->', '<!-- end of matrix -->'];

test('the table in the README is that of this run', () => {
  assert.equal(results.size, ENGINES.length * cells.filter((cell) => !same(cell)).length, 'a cell was not run');
  const printed = table();
  const out = new URL('out/', import.meta.url);
  mkdirSync(out, { recursive: true });
  writeFileSync(new URL('matrix.md', out), `${printed}\n\n${versions.join(', ')}, ${new Date().toISOString().slice(0, 10)}.\n`);
  const readme = readFileSync(README, 'utf8');
  const [before, rest] = readme.split(`${FROM}\n`);
  const [old, behind] = rest?.split(`\n${TO}`) ?? [];
  assert.ok(behind !== undefined, 'the README has lost its place for the table');
  // Versions and date stand in the last line and may differ.
  const undated = (text) => text.split('\n').slice(0, -2).join('\n');
  const now = `${printed}\n\n${versions.join(', ')}, ${new Date().toISOString().slice(0, 10)}.`;
  if (process.env.UPDATE) writeFileSync(README, `${before}${FROM}\n${now}\n${TO}${behind}`);
  else assert.equal(undated(old), undated(now), 'renew it: cargo xtask matrix --update');
});
