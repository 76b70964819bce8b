// Keeps the site on the reader’s device, so that it opens without network. The build writes into this template
// which files belong to this version, with the SHA-256 of each; so a version is kept whole or not at all.
//
// A new version takes over when the last page of the old one is closed: no page is made of two versions. What is
// not in the list (tables to take away, a reader’s own data, other sites) is left to the network.
'use strict';

const VERSION = '{{version}}';
const FILES = new Map(Object.entries({{files}}));
const INDEX = 'index.html';

// Two copies of the site on one server are two folders, and neither touches what the other has kept.
const HERE = registration.scope;
const OURS = 'china-ussr-timeline ' + HERE + ' ';
const CACHE = OURS + VERSION;

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const name = named(event.request);
  if (name) event.respondWith(answer(event.request, name));
});

/** Keeps every file of this version, or nothing; after a failure the browser tries again at the next visit. */
async function keep() {
  // Alone and first: when a new version is just being laid on the server, most is not fetched in vain.
  const index = await load(INDEX);
  const rest = await Promise.all([...FILES.keys()].filter((name) => name !== INDEX).map(load));
  try {
    const cache = await caches.open(CACHE);
    for (const [address, response] of rest) await cache.put(address, response);
    // Last: who finds it kept (start.js) knows that all is.
    await cache.put(...index);
  } catch (full) {
    await caches.delete(CACHE).catch(() => false);
    throw full;
  }
}

/** The address of a file and its answer, once the file is known to be of this version. */
async function load(name) {
  const address = HERE + name;
  const response = await fetch(address, { cache: 'no-cache' });
  const bytes = await response.arrayBuffer();
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== FILES.get(name)) throw new Error(name + ' is not of this version');
  // A new answer, for a page may not be opened with one that was redirected; and the bytes are decoded already.
  const headers = new Headers(response.headers);
  for (const field of ['Content-Encoding', 'Content-Length', 'Vary']) headers.delete(field);
  return [address, new Response(bytes, { headers })];
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page of the first visit, which the network brought.
  await clients.claim();
}

/** Which of the files is asked for, if any. */
function named(request) {
  if (request.method !== 'GET') return null;
  const url = new URL(request.url);
  url.hash = '';
  // `?embed=1` and the like are for the page to read.
  if (request.mode === 'navigate') url.search = '';
  if (!url.href.startsWith(HERE)) return null;
  const name = url.href.slice(HERE.length) || INDEX;
  // Some hosts leave out `.html`.
  return [name, name + '.html'].find((known) => FILES.has(known)) || null;
}

async function answer(request, name) {
  // Storage may have been taken away meanwhile.
  const kept = await caches.match(HERE + name, { cacheName: CACHE }).catch(() => null);
  return kept || fetch(request);
}
