// The headers that a reader's browser gets, from `cargo xtask serve` and from a host that reads dist/_headers; and
// that nothing on any page goes against the policy they state.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test, { after } from 'node:test';
import { BASE, cardShows, pageTest, ready } from './harness.mjs';
import { host } from './site.mjs';

const PAGES = readdirSync(new URL('../../dist/', import.meta.url)).filter((name) => name.endsWith('.html'));
const hosted = await host();
const bare = await host({ folder: '/course/files/', headers: false });
after(() => Promise.all([hosted.stop(), bare.stop()]));

const HOSTS = [['cargo xtask serve', BASE], ['a host that reads _headers', hosted.url]];

for (const [who, url] of HOSTS) {
  test(`${who} sends the headers of the table`, async () => {
    const names = readdirSync(new URL('../../dist/', import.meta.url));
    const one = (pattern) => names.find((name) => pattern.test(name));
    const types = [
      ['', /^text\/html/], [one(/^app-.*\.wasm$/), /^application\/wasm$/], [one(/^app-.*\.js$/), /javascript/], [one(/^site-.*\.css$/), /^text\/css/],
      ['data/timeline.json', /^application\/json/], ['fonts/brygada-1918-latin.woff2', /^font\/woff2$/], ['sw.js', /javascript/],
      ['manifest.webmanifest', /^application\/manifest\+json$/],
    ];
    for (const [name, type] of types) {
      const { status, headers } = await fetch(url + name);
      assert.equal(status, 200, name);
      assert.match(headers.get('content-type'), type, name);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', name);
      assert.equal(headers.get('access-control-allow-origin'), '*', name);
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin', name);
      assert.ok(headers.get('referrer-policy'), name);
      for (const never of ['cross-origin-opener-policy', 'x-frame-options', 'set-cookie']) assert.equal(headers.get(never), null, `${never} of ${name}`);
      const policy = headers.get('content-security-policy');
      for (const part of ["default-src 'none'", "'wasm-unsafe-eval'", "manifest-src 'self'", "frame-src 'self'", "worker-src 'self'", 'frame-ancestors *']) {
        assert.ok(policy.includes(part), `${part}: ${policy}`);
      }
      assert.ok(!/unsafe-inline|'unsafe-eval'|https?:/.test(policy), policy);
      const cache = headers.get('cache-control') ?? 'no-cache';
      const want = /[0-9a-f]{16}/.test(name) ? /^public, max-age=31536000, immutable$/ : name === 'sw.js' ? /^no-store$/ : name.endsWith('.woff2') ? /^public, max-age=604800$/ : /^no-cache$/;
      assert.match(cache, want, name);
    }
  });
}

// The last has only the policy that stands in the page, as on GitHub Pages.
for (const [who, url] of [...HOSTS, ['a host without headers', bare.url]]) {
  pageTest(`nothing goes against the policy: ${who}`, {
    goto: false,
    // The one violation that the test makes itself; any other is in the list.
    allow: [/inline style/i],
    prepare: (page) => page.addInitScript(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
    }),
  }, async (page) => {
    const none = async (where) => assert.deepEqual(await page.evaluate(() => window.violations), [], where);
    await page.goto(url);
    await ready(page);
    await none('the plate');
    // The listener would hear one: what no policy of ours lets in.
    const seen = await page.evaluate(() => new Promise((done) => {
      addEventListener('securitypolicyviolation', (e) => { e.stopImmediatePropagation(); done(e.violatedDirective); }, { capture: true, once: true });
      document.body.setAttribute('style', 'color: red');
    }));
    assert.match(seen, /style-src/);
    await page.evaluate(() => { document.body.removeAttribute('style'); window.violations.length = 0; });
    await page.evaluate(() => { location.hash = 'e=secret-speech'; });
    await cardShows(page, 'secret-speech');
    for (const view of ['help', 'about', 'list']) {
      await page.evaluate((v) => { location.hash = `v=${v}`; }, view);
      await page.waitForSelector(`html[data-view="${view}"]`);
    }
    await none('card, Help, About, list');
    for (const name of PAGES) {
      await page.goto(url + name);
      await page.waitForLoadState('load');
      await none(name);
    }
  });
}
