// Static files on loopback, in one encoding, and the bench's data in the product's form: `bench-<n>.json` in any folder.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { runInThisContext } from 'node:vm';
import { brotliCompressSync, constants as z, gzipSync } from 'node:zlib';

const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', mjs: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8',
  json: 'application/json', svg: 'image/svg+xml', wasm: 'application/wasm', woff2: 'font/woff2', woff: 'font/woff', png: 'image/png', webmanifest: 'application/manifest+json',
};
const COMPRESSED_ALREADY = new Set(['woff2', 'woff', 'png']);

/** page.js makes the same events in a page and here. */
function makeEvents(n) {
  globalThis.window ??= globalThis;
  globalThis.makeEvents ?? runInThisContext(readFileSync(new URL('page.js', import.meta.url), 'utf8'));
  return globalThis.makeEvents(n);
}

/** The bench's events as a dataset of the product: sides and kinds in turn, one event in sixty a headline. */
export function dataset(n) {
  const day = (t) => new Date(t).toISOString().slice(0, 10);
  const KINDS = ['treaty', 'meeting', 'speech', 'war', 'aid', 'leadership', 'state'];
  const event = (e, i) => ({
    id: `b${e.id}`, title: e.title, date: day(e.start) + (e.end ? `/${day(e.end)}` : ''), summary: e.description, side: i % 2 ? 'moscow' : 'beijing', kind: KINDS[i % 7],
    themes: ['ideology'], significance: i % 60 === 0 ? 1 : i % 5 === 0 ? 2 : 3, sources: [{ id: 'made', seen: false }],
  });
  return {
    title: 'Made for measuring', version: '1', licence: 'none', events: makeEvents(n).map(event),
    phases: [{ id: 'all', label: 'All', start: '1945-01-01', end: '1969-12-31' }],
    sources: [{ id: 'made', kind: 'reference', citation: 'Made for measuring.' }],
  };
}

/** Serves `root`; resolves to its address and a way to close it. */
export function serve({ root, encoding = 'br' }) {
  const kept = new Map();
  async function body(path) {
    const made = /\/bench-(\d+)\.json$/.exec(path);
    return made ? Buffer.from(JSON.stringify(dataset(Number(made[1])))) : readFile(join(root, path));
  }
  async function answer(path) {
    const ending = extname(path).slice(1);
    let bytes = await body(path);
    const coded = encoding !== 'identity' && !COMPRESSED_ALREADY.has(ending);
    // Made data of 50 MB is not compressed as hard as what is published once.
    const quality = bytes.length > 4e6 ? 5 : 11;
    if (coded) bytes = encoding === 'gzip' ? gzipSync(bytes, { level: 9 }) : brotliCompressSync(bytes, { params: { [z.BROTLI_PARAM_QUALITY]: quality, [z.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    const head = { 'content-type': TYPES[ending] ?? 'application/octet-stream', 'content-length': bytes.length, 'cache-control': 'no-store', ...(coded && { 'content-encoding': encoding }) };
    return { bytes, head };
  }
  const server = createServer(async (request, response) => {
    try {
      let path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
      if (path.endsWith('/')) path += 'index.html';
      if (!kept.has(path)) kept.set(path, answer(path));
      const { bytes, head } = await kept.get(path);
      response.writeHead(200, head).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => { server.listen(0, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })); });
}
