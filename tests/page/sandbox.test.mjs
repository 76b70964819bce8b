// A frame that its host locks in: sandbox="allow-scripts", and a server that sends no CORS header. Modules, fetch and
// typefaces by address are refused there; the same application comes as one classic script.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { BASE, listed, openCard, pageTest, ready } from './harness.mjs';
import { events } from './facts.mjs';

/** The site behind a server that sends no CORS header, one that sends it, and one without the fallback. */
const servers = {};
before(async () => {
  for (const kind of ['closed', 'open', 'lost']) {
    const server = createServer(async (request, response) => {
      if (request.url === '/host.html') {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html><title>Lesson</title><link rel="icon" href="data:,"><iframe title="Timeline" sandbox="allow-scripts" width="900" height="600" src="/?embed=1#e=secret-speech"></iframe>');
        return;
      }
      if (kind === 'lost' && request.url === '/fallback.js') {
        response.writeHead(404).end();
        return;
      }
      const answer = await fetch(new URL(request.url.slice(1), BASE));
      for (const name of ['content-type', 'content-security-policy']) response.setHeader(name, answer.headers.get(name) ?? '');
      if (kind === 'open') response.setHeader('Access-Control-Allow-Origin', '*');
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
    servers[kind] = server;
  }
});
after(() => {
  for (const server of Object.values(servers)) server.closeAllConnections();
  for (const server of Object.values(servers)) server.close();
});

/** What Chromium says of what it refuses; nothing else is allowed. */
const REFUSED = [/blocked by CORS policy/, /net::ERR_FAILED/];

function sandboxTest(name, kind, allow, body) {
  pageTest(name, { goto: false, width: 1000, height: 700, allow }, async (page) => {
    await page.goto(`http://127.0.0.1:${servers[kind].address().port}/host.html`);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    await body(page, frame);
  });
}

/** How wide a word is in each of our typefaces, px, as the page sets it. */
const widths = (target) => target.evaluate(() => ['500 40px "Brygada 1918", monospace', 'italic 500 40px "Brygada 1918", monospace', '500 40px "Sofia Sans Semi Condensed", monospace', '500 40px monospace'].map((font) => {
  const word = document.createElement('span');
  word.style.font = font;
  word.style.position = 'absolute';
  word.style.whiteSpace = 'nowrap';
  word.textContent = 'Friendship, Alliance and Mutual Assistance';
  document.body.append(word);
  const { width } = word.getBoundingClientRect();
  word.remove();
  return width;
}));
const fallbacks = (page) => page.requests.filter((url) => url.includes('fallback.js'));

sandboxTest('in a sandboxed frame without CORS the application starts, in its own typefaces', 'closed', REFUSED, async (page, frame) => {
  await ready(frame);
  assert.equal(await frame.evaluate(() => self.origin), 'null');
  assert.equal(fallbacks(page).length, 1);
  assert.equal((await listed(frame, true)).length, events.length);
  assert.equal(await openCard(frame), 'secret-speech');
  assert.equal(await frame.locator('.start').count(), 0);
  assert.equal(await frame.locator('html[data-failed]').count(), 0);
  const framed = await widths(frame);
  await page.goto(BASE);
  await ready(page);
  const normal = await widths(page);
  assert.deepEqual(framed, normal);
  assert.equal(new Set(normal).size, 4, `the typefaces differ: ${normal}`);
});

sandboxTest('with CORS the module serves, and the fallback is not asked for', 'open', [], async (page, frame) => {
  await ready(frame);
  assert.deepEqual(fallbacks(page), []);
});

sandboxTest('where the fallback is not there either, the sentence and all events are', 'lost', [...REFUSED, /404/], async (page, frame) => {
  await frame.getByText('The interactive plate could not start.').filter({ visible: true }).first().waitFor();
  assert.equal((await listed(frame)).length, events.length);
});

pageTest('a normal visit never asks for the fallback', { hash: 'e=secret-speech' }, async (page) => {
  await page.waitForTimeout(1500);
  assert.deepEqual(fallbacks(page), []);
  assert.ok(page.requests.some((url) => url.endsWith('.wasm')));
});

pageTest('a failure of a normal visit does not ask for it', {
  ready: false, allow: [/\.wasm/, /WebAssembly|Failed to fetch|ERR_FAILED/i],
  prepare: (page) => page.route(/\.wasm(\?|$)/, (route) => route.abort()),
}, async (page) => {
  await page.getByText('The interactive plate could not start.').filter({ visible: true }).first().waitFor();
  assert.deepEqual(fallbacks(page), []);
});
