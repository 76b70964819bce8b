// The package for learning platforms (SCORM 1.2), in a minimal platform, and without one.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { BASE, cardShows, openCard, pageTest, ready } from './harness.mjs';

/** The files of a zip archive, by its directory. */
function unzip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, note, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    assert.equal(bytes.readUInt16LE(at + 10), 8, 'deflated');
    files[bytes.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(bytes.subarray(start, start + size));
    at += 46 + name + extra + note;
  }
  return files;
}

/** A platform: it keeps what it is told, and remembers every call. The lesson stands in a frame inside a frame. */
const PLATFORM = `<!doctype html><title>Platform</title><link rel="icon" href="data:,"><script>
  var calls = [], kept = JSON.parse(sessionStorage.getItem('kept') || '{}'), begun = false;
  function note() { calls.push([].slice.call(arguments).join(' ')); }
  window.API = {
    LMSInitialize: function (x) { note('Initialize', x); begun = true; return 'true'; },
    LMSGetValue: function (key) { note('Get', key); return begun && key in kept ? kept[key] : key === 'cmi.core.lesson_status' ? 'not attempted' : ''; },
    LMSSetValue: function (key, value) { note('Set', key, value); kept[key] = value; return 'true'; },
    LMSCommit: function (x) { note('Commit', x); sessionStorage.setItem('kept', JSON.stringify(kept)); return 'true'; },
    LMSFinish: function (x) { note('Finish', x); return 'true'; },
    LMSGetLastError: function () { return '0'; }
  };
</script><iframe title="Player" src="/player.html" width="1300" height="800"></iframe>`;
const PLAYER = '<!doctype html><title>Player</title><link rel="icon" href="data:,"><iframe title="Lesson" src="/timeline.html" width="1280" height="760"></iframe>';

let files;
let server;
let origin;
before(async () => {
  files = unzip(Buffer.from(await (await fetch(`${BASE}timeline-scorm.zip`)).arrayBuffer()));
  server = createServer((request, response) => {
    const name = request.url.slice(1).split(/[?#]/)[0];
    const bodies = { 'platform.html': PLATFORM, 'player.html': PLAYER, 'foreign.html': PLAYER.replace('/timeline.html', `http://localhost:${server.address().port}/timeline.html`), ...files };
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (name in bodies) response.end(bodies[name]);
    else response.writeHead(404).end();
  });
  await new Promise((done) => { server.listen(0, done); });
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** The lesson's frame, started. */
async function lesson(page) {
  await page.waitForFunction(() => frames[0]?.frames[0]);
  const frame = page.frames().find((one) => one.parentFrame()?.parentFrame());
  await ready(frame);
  return frame;
}

pageTest('inside a platform a page beside the timeline opens and closes without an entry in its history', { goto: false }, async (page) => {
  await page.goto(`${origin}/platform.html`);
  const frame = await lesson(page);
  await frame.evaluate(() => { location.replace('#e=treaty-1950'); });
  await frame.waitForSelector('#card[data-event="treaty-1950"]');
  const entries = await page.evaluate(() => history.length);
  const link = frame.locator('#card a[href^="#"]').filter({ visible: true });
  const hashes = await link.evaluateAll((all) => all.map((a) => a.hash).filter((h) => document.getElementById(h.slice(1))?.closest('#beside')));
  assert.ok(hashes.length > 0, 'the card leads to no page');
  await frame.locator(`#card a[href="${hashes[0]}"]`).first().evaluate((a) => a.click());
  await frame.waitForFunction(() => [...document.querySelectorAll('.beside-page')].some((s) => s.checkVisibility()));
  assert.equal(await page.evaluate(() => history.length), entries);
});

pageTest('the package holds its manifest and the lesson, and nothing else', { goto: false }, async (page) => {
  assert.deepEqual(Object.keys(files), ['imsmanifest.xml', 'timeline.html']);
  const manifest = files['imsmanifest.xml'].toString('utf8');
  const read = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const adl = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';
    const [organizations, organization, item, resource] = ['organizations', 'organization', 'item', 'resource'].map((name) => xml.getElementsByTagName(name)[0]);
    return {
      error: xml.querySelector('parsererror') !== null,
      version: xml.getElementsByTagName('schemaversion')[0].textContent,
      starts: organizations.getAttribute('default') === organization.getAttribute('identifier'),
      named: item.getAttribute('identifierref') === resource.getAttribute('identifier'),
      type: resource.getAttributeNS(adl, 'scormtype'), href: resource.getAttribute('href'),
    };
  }, manifest);
  assert.deepEqual(read, { error: false, version: '1.2', starts: true, named: true, type: 'sco', href: 'timeline.html' });
});

pageTest('a platform is told that the lesson was done, and keeps the place', { goto: false, width: 1400, height: 900 }, async (page) => {
  await page.goto(`${origin}/platform.html`);
  const frame = await lesson(page);
  const calls = () => page.evaluate(() => window.calls);
  assert.deepEqual((await calls())[0], 'Initialize ');
  assert.ok((await calls()).includes('Set cmi.core.lesson_status completed'), `${await calls()}`);
  await frame.locator('svg#plate [data-label="secret-speech"]').click({ force: true });
  await cardShows(frame, 'secret-speech');
  // The player closes the lesson.
  await page.frames().find((one) => one.url().endsWith('player.html')).evaluate(() => document.querySelector('iframe').remove());
  await page.waitForFunction(() => window.calls.includes('Finish '));
  const all = await calls();
  assert.ok(all.includes('Set cmi.core.lesson_location e=secret-speech'), `${all}`);
  assert.deepEqual(all.slice(-2), ['Commit ', 'Finish ']);
  // Another day: the place is found again, and what is completed is not said again.
  await page.reload();
  const again = await lesson(page);
  assert.equal(await openCard(again), 'secret-speech');
  assert.ok(!(await calls()).some((call) => call.startsWith('Set cmi.core.lesson_status')), `${await calls()}`);
});

pageTest('without a platform the lesson is the timeline and says nothing', { goto: false }, async (page) => {
  await page.goto(`${origin}/timeline.html`);
  await ready(page);
  assert.equal(await page.evaluate(() => location.hash), '');
  assert.equal(await page.locator('link[rel="manifest"]').count(), 0, 'it names a manifest that it has not');
});

pageTest('frames of another origin around it are no error', { goto: false, width: 1400, height: 900 }, async (page) => {
  await page.goto(`${origin}/foreign.html`);
  const handle = await page.waitForSelector('iframe');
  await ready(await handle.contentFrame());
});
