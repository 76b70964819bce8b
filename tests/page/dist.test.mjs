// What only the finished dist/ shows: what each page says of itself to search engines and previews, and the compressed
// copies beside the files.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import test from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { BASE } from './harness.mjs';
import { events } from './facts.mjs';

const text = async (file) => (await fetch(BASE + file)).text();

/** A file as it is sent to who takes only this encoding: the bytes on the wire. */
function raw(file, encoding) {
  return new Promise((done, fail) => {
    request(BASE + file, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, encoding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }));
    }).on('error', fail).end();
  });
}

const pages = ['index.html', ...new Set([...(await text('index.html')).matchAll(/href="(?:\.\/)?([a-z-]+\.html)/g)].map((m) => m[1]))];
const one = (html, pattern, what) => {
  const found = [...html.matchAll(pattern)].map((m) => m[1].trim());
  assert.equal(found.length, 1, `${what}: ${found.length}`);
  assert.ok(found[0], `${what} is empty`);
  return found[0];
};

test('each page has one title and one description, and no two have the same', async () => {
  assert.ok(pages.length >= 10, pages.join());
  const said = await Promise.all(pages.map(async (file) => {
    const [head] = (await text(file)).split('</head>');
    return [one(head, /<title>([^<]*)<\/title>/g, `${file}: title`), one(head, /<meta name="description" content="([^"]*)"/g, `${file}: description`)];
  }));
  for (const k of [0, 1]) assert.equal(new Set(said.map((two) => two[k])).size, pages.length, 'two pages say the same of themselves');
});

test('search engines get every event with its date, and previews a picture that is there', async () => {
  const html = await text('index.html');
  const list = JSON.parse(one(html, /<script type="application\/ld\+json">([^]*?)<\/script>/g, 'JSON-LD'));
  const items = JSON.stringify(list).match(/"startDate":"\d{4}-\d{2}-\d{2}"/g);
  assert.equal(items?.length, events.length);
  const card = one(html, /<meta property="og:image" content="([^"]*)"/g, 'og:image');
  const picture = PNG.sync.read(Buffer.from(await (await fetch(new URL(card, BASE))).arrayBuffer()));
  assert.deepEqual([picture.width, picture.height], [1200, 630]);
});

test('what compresses lies compressed beside itself, and is the same', async () => {
  const kept = [...(await text('sw.js')).matchAll(/"([\w./-]+\.(?:html|css|js|wasm|svg|json|webmanifest))"/g)].map((m) => m[1]);
  assert.ok(kept.length > 15, kept.join());
  for (const file of [...new Set([...pages, ...kept, 'timeline.html', 'fallback.js'])]) {
    const plain = await raw(file, 'identity');
    assert.equal(plain.status, 200, file);
    for (const [encoding, open] of [['br', brotliDecompressSync], ['gzip', gunzipSync]]) {
      const packed = await raw(file, encoding);
      assert.equal(packed.encoding, encoding, file);
      assert.ok(open(packed.bytes).equals(plain.bytes), `${file}: another one in ${encoding}`);
    }
  }
});
