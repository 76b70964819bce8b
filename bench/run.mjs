// Measures the product beside its peers in one run of headless Chromium: `node run.mjs DIST RESULTS [--short] [--part NAME] [--n N]`, which
// `cargo xtask bench` calls. Peers are interleaved inside each repetition, and each measurement has a browser and a profile of its
// own, so that nothing carries over. Only this machine can be reached. report.mjs makes the tables.
//
// What the figures mean, and how the method was chosen, stands in README.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const [dist, out, ...options] = process.argv.slice(2);
const short = options.includes('--short');
const product = { root: resolve(dist), adapter: 'peers/product.js' };

/** What is measured. `plain`: its own data at its plain address, at start only. */
const ALL = {
  'this timeline': { ...product, path: (n) => `index.html?data=bench-${n}.json&n=${n}` },
  'this timeline, 119 events': { ...product, path: () => 'index.html?n=119', plain: true },
  'vis-timeline': { path: (n) => `peers/vis.html?n=${n}` },
  'vis-timeline, clustered': { path: (n) => `peers/vis.html?cluster=1&n=${n}` },
  TimelineJS: { path: (n) => `peers/timelinejs.html?n=${n}` },
  'timelines-chart': { path: (n) => `peers/timelines-chart.html?n=${n}` },
  'd3-milestones': { path: (n) => `peers/d3-milestones.html?n=${n}` },
  'react-chrono': { path: (n) => `peers/react-chrono.html?n=${n}` },
  markwhen: { path: (n) => `gen/markwhen.html?n=${n}` },
  'bare canvas': { path: (n) => `peers/floor.html?n=${n}`, floor: true },
};
const SHORT = ['this timeline', 'this timeline, 119 events', 'vis-timeline', 'timelines-chart', 'markwhen', 'bare canvas'];
const peers = Object.entries(ALL).map(([name, peer]) => ({ name, root: HERE, ...peer })).filter((peer) => !short || SHORT.includes(peer.name));
const SIZES = options.includes('--n') ? [Number(options[options.indexOf('--n') + 1])] : short ? [1000, 10_000] : [100, 1000, 10_000, 100_000];
const TIMES = short ? 1 : 3;
/** Input of ten minutes at a step each 40 ms, given as fast as it is taken, in parts between which memory is read. */
const LEAK_STEPS = 15_000;
/** One part only (start, session, bare, growth), put in place of what the results say of it. */
const part = options.includes('--part') ? options[options.indexOf('--part') + 1] : null;
const wanted = (name) => (part ? part === name : name !== 'growth' || !short);

/** Not part of the peer. */
const HARNESS_FILES = /\/(page\.js|favicon\.ico|markwhen-parser\.js)|peers\/markwhen\.js|bench-\d+\.json/;
const ARGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
const VIEW = { width: 1280, height: 720 };
/** ms. In a short run less is spent on peers that are beyond comparison anyway. */
const LIMITS = { load: 60_000, zoom: 15_000, pan: 8_000, session: 150_000, ...(short && !options.includes('--n') && { load: 20_000, zoom: 10_000 }) };
/** A peer that needs longer for a session is measured once, ms. */
const SLOW = 45_000;

const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });
const limit = (work, ms, what) => Promise.race([work, sleep(ms).then(() => { throw new Error(`${what} took more than ${ms / 1000} s`); })]);
const round = (x) => (typeof x === 'number' ? Number(x.toFixed(3)) : x);
const share = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? null;

const results = { short, records: [], ...(part && JSON.parse(readFileSync(out, 'utf8'))), date: new Date().toISOString().slice(0, 10) };
if (part) {
  if (results.short !== short) throw new Error(`the results are of a ${results.short ? 'short' : 'long'} run: ask for the part in the same way`);
  const kinds = part === 'start' ? ['start', 'transfer'] : [part];
  const asked = ['--part', part, ...(options.includes('--n') ? ['--n', SIZES[0]] : [])].join(' ');
  results.parts = [...new Set([...(results.parts ?? []), asked])];
  results.records = results.records.filter(({ kind, n }) => !kinds.includes(kind) || (n !== undefined && !SIZES.includes(n)));
}
function keep(kind, peer, record) {
  results.records.push({ kind, peer: peer.name, ...record, load: loadavg()[0] });
  writeFileSync(out, JSON.stringify(results, (key, value) => round(value), 1));
  console.log(kind, peer.name, JSON.stringify(record, (key, value) => round(value)).slice(0, 300));
}

// ---- the browser ----

const servers = new Map();
const warm = new Set();
async function address(peer, n, encoding = 'br') {
  const key = peer.root + encoding;
  if (!servers.has(key)) servers.set(key, await serve({ root: peer.root, encoding }));
  const url = `${servers.get(key).url}/${peer.path(n)}`;
  // Opened once before: the server compresses a file when it is first asked for it, and published files are compressed before.
  if (!warm.has(url)) {
    warm.add(url);
    await withPage(peer, ({ page }) => page.goto(url, { waitUntil: 'networkidle', timeout: 15_000 }).catch(() => {}));
  }
  return url;
}

async function withPage(peer, body) {
  const server = await chromium.launchServer({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await (await browser.newContext({ viewport: VIEW })).newPage();
    const cdp = await page.context().newCDPSession(page);
    const top = await browser.newBrowserCDPSession();
    // Times of the main thread's own work: they hardly depend on what else the machine does.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(recorder);
    if (peer.adapter) {
      await page.addInitScript({ path: `${HERE}/page.js` });
      await page.addInitScript({ path: `${HERE}/${peer.adapter}` });
    }
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: 'benchLoaded' });
    const loaded = new Promise((done) => { cdp.on('Runtime.bindingCalled', ({ payload }) => done(JSON.parse(payload))); });
    return await body({ page, cdp, top, loaded });
  } finally {
    await Promise.race([server.close(), sleep(5000)]);
    await server.kill().catch(() => {});
  }
}

/** Runs in each page before its own scripts: frames, time from input to frame, long tasks, paints. */
function recorder() {
  const own = { long: [], frames: [], late: [], lcp: 0 };
  window.__recorder = own;
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('longtask', (entry) => own.long.push([entry.startTime, entry.duration]));
  watch('largest-contentful-paint', (entry) => { own.lcp = entry.startTime; });
  const painted = (take) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = take;
    channel.port2.postMessage(0);
  });
  for (const type of ['wheel', 'mousemove', 'mousedown']) {
    addEventListener(type, (event) => { if (own.on) painted(() => own.late.push(performance.now() - event.timeStamp)); }, { capture: true, passive: true });
  }
  own.start = () => {
    Object.assign(own, { on: true, frames: [], late: [], long: [] });
    let last;
    const frame = (now) => {
      if (!own.on) return;
      if (last) own.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  own.stop = () => {
    own.on = false;
    return { frames: own.frames, late: own.late, long: own.long };
  };
  own.box = (selector) => {
    for (const element of document.querySelectorAll(selector)) {
      const r = element.getBoundingClientRect();
      if (r.width && r.height) return { x: r.x, y: r.y, w: Math.min(r.width, innerWidth - Math.max(0, r.x)), h: Math.min(r.height, innerHeight - Math.max(0, r.y)) };
    }
    return null;
  };
}

/** Opens a peer with n events; ms from the events to the second frame that shows them. */
async function open(c, peer, n, encoding) {
  await c.page.goto(await address(peer, n, encoding), { waitUntil: 'commit' });
  const loaded = await limit(c.loaded, LIMITS.load, 'loading');
  if (loaded.error) throw new Error(loaded.error);
  return loaded.ms;
}

async function metrics({ cdp }) {
  const { metrics: all } = await cdp.send('Performance.getMetrics');
  const of = Object.fromEntries(all.map((one) => [one.name, one.value]));
  return { task: of.TaskDuration * 1e3, script: of.ScriptDuration * 1e3, layout: (of.LayoutDuration + of.RecalcStyleDuration) * 1e3, heap: of.JSHeapUsedSize, nodes: of.Nodes };
}

/** Processor time of all the browser's processes, ms, in steps of ten: painting, handing over and workers as well. */
async function everywhere({ top }) {
  const { processInfo } = await top.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, one) => sum + one.cpuTime * 1e3, 0);
}

/** After two collections; the renderer's own memory counts wasm and canvases too. */
async function memory(c) {
  for (let i = 0; i < 2; i += 1) await c.cdp.send('HeapProfiler.collectGarbage');
  const { heap, nodes } = await metrics(c);
  const { processInfo } = await c.top.send('SystemInfo.getProcessInfo');
  const own = (id) => {
    try { return Number(readFileSync(`/proc/${id}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)[1]) / 1024; } catch { return 0; }
  };
  const elements = await c.page.evaluate(() => document.querySelectorAll('*').length);
  return { heapMB: heap / 1e6, nodes, elements, rendererMiB: Math.max(...processInfo.filter((p) => p.type === 'renderer').map((p) => own(p.id))) };
}

// ---- input ----

const mouse = (c, type, x, y, more) => c.cdp.send('Input.dispatchMouseEvent', { type, x, y, ...more });
const box = (c, selector) => c.page.evaluate((s) => window.__recorder.box(s), selector);
const state = (c) => c.page.evaluate(() => ({ visible: window.__bench.visibleCount(), span: window.__bench.span?.() ?? null }));

async function adapter(c) {
  const own = await c.page.evaluate(() => {
    const { zoomInput, panInput, area, panHandle, zoomButtons, depth = 20 } = window.__bench;
    return { zoomInput, panInput, area, panHandle, zoomButtons, depth };
  });
  return { ...own, box: await box(c, own.area) };
}

async function zoomStep(c, a, way, at = 0.5) {
  if (a.zoomInput === 'api') {
    return c.page.evaluate(async ([factor, x]) => { await window.__bench.zoom(x, factor); await window.afterPaint(); }, [way > 0 ? 1.2 : 1 / 1.2, at]);
  }
  if (a.zoomInput === 'click') {
    const button = await box(c, a.zoomButtons[way > 0 ? 0 : 1]);
    if (!button) return null;
    const [x, y] = [button.x + button.w / 2, button.y + button.h / 2];
    await mouse(c, 'mousePressed', x, y, { button: 'left', clickCount: 1 });
    return mouse(c, 'mouseReleased', x, y, { button: 'left', clickCount: 1 });
  }
  return mouse(c, 'mouseWheel', a.box.x + a.box.w * at, a.box.y + a.box.h * 0.45, { deltaX: 0, deltaY: -100 * way, modifiers: a.zoomInput === 'ctrl+wheel' ? 2 : 0 });
}

/** A drag, or what the peer has instead, over about 40 % of its width; the number of its moves. */
async function stroke(c, a, way, pace, moves = 10) {
  let [x, dx] = [a.box.x + a.box.w * (0.5 - 0.25 * way), 0.045 * a.box.w * way];
  let y = a.box.y + a.box.h * 0.5;
  if (a.panHandle) {
    const handle = await box(c, a.panHandle);
    if (!handle) return 0;
    [x, y, dx] = [handle.x + handle.w / 2, handle.y + handle.h / 2, 0.006 * a.box.w * way];
  }
  if (a.panInput === 'drag') {
    await mouse(c, 'mouseMoved', x, y);
    await mouse(c, 'mousePressed', x, y, { button: 'left', buttons: 1, clickCount: 1 });
  }
  for (let i = 1; i <= moves; i += 1) {
    const next = sleep(pace);
    if (a.panInput === 'drag') await mouse(c, 'mouseMoved', x + dx * i, y, { button: 'left', buttons: 1 });
    else if (a.panInput === 'wheel') await mouse(c, 'mouseWheel', x, y, { deltaX: -60 * way, deltaY: 0 });
    else await c.page.evaluate(async (by) => { await window.__bench.pan(by); await window.afterPaint(); }, -0.03 * way);
    await next;
  }
  if (a.panInput === 'drag') await mouse(c, 'mouseReleased', x + dx * moves, y, { button: 'left', clickCount: 1 });
  return moves;
}

/** Measures a stretch of input; `run` gives the number of its steps. */
async function measured(c, run) {
  await c.page.evaluate(() => window.__recorder.start());
  const [before, allBefore, began] = [await metrics(c), await everywhere(c), Date.now()];
  const steps = await run();
  await sleep(700);
  const [after, allAfter, wall] = [await metrics(c), await everywhere(c), Date.now() - began];
  const { frames, late, long } = await c.page.evaluate(() => window.__recorder.stop());
  const per = (key) => (after[key] - before[key]) / steps;
  return {
    steps, wallMs: wall, allMs: (allAfter - allBefore) / steps, taskMs: per('task'), scriptMs: per('script'), layoutMs: per('layout'), frameP50: share(frames, 0.5), frameP95: share(frames, 0.95), frameP99: share(frames, 0.99),
    lateP50: share(late, 0.5), lateP95: share(late, 0.95), longTasks: long.length, longMs: long.reduce((sum, one) => sum + one[1], 0),
  };
}

// ---- measurements ----

async function transfer(peer) {
  await withPage(peer, async (c) => {
    await c.cdp.send('Network.enable');
    const requests = new Map();
    c.cdp.on('Network.responseReceived', ({ requestId, response }) => requests.set(requestId, { url: new URL(response.url).pathname, status: response.status }));
    c.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength; });
    await open(c, peer, 100);
    await sleep(1000);
    const files = [...requests.values()].filter((one) => one.status === 200 && !HARNESS_FILES.test(one.url));
    keep('transfer', peer, { bytes: files.reduce((sum, one) => sum + (one.bytes ?? 0), 0), requests: files.length });
  });
}

async function start(peer, time) {
  for (const [condition, cpu, slow] of [['1×', 1], ['4×', 4], ['4×, slow 4G', 4, true]]) {
    await withPage(peer, async (c) => {
      await c.cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
      if (slow) {
        await c.cdp.send('Network.enable');
        await c.cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 });
      }
      await open(c, peer, 100);
      await sleep(cpu > 1 ? 3000 : 1500);
      const said = await c.page.evaluate(() => ({ fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime, lcp: window.__recorder.lcp, long: window.__recorder.long }));
      keep('start', peer, { condition, time, fcp: said.fcp, lcp: said.lcp, blockingMs: said.long.reduce((sum, one) => sum + Math.max(0, one[1] - 50), 0), long: said.long });
    });
  }
}

/** Peers that did not finish with so many events: more are not tried. */
const failed = new Map();
const slow = new Set();
async function session(peer, n, time) {
  if ((failed.get(peer.name) ?? Infinity) <= n || (time > 0 && slow.has(`${peer.name} ${n}`))) return;
  const began = Date.now();
  const record = { n, time };
  try {
    await withPage(peer, (c) => limit(script(c, peer, n, record), LIMITS.session, 'the session'));
  } catch (error) {
    record.failed = String(error.message).slice(0, 160);
    failed.set(peer.name, n);
  }
  if (Date.now() - began > SLOW) slow.add(`${peer.name} ${n}`);
  keep('session', peer, record);
}

async function script(c, peer, n, record) {
  record.loadMs = await open(c, peer, n);
  await sleep(800);
  const a = await adapter(c);
  record.before = await memory(c);
  const first = await state(c);
  if (a.zoomInput !== 'none') {
    record.zoom = await measured(c, async () => {
      const end = Date.now() + LIMITS.zoom;
      let steps = 0;
      for (let cycle = 0; cycle < Math.round(60 / a.depth); cycle += 1) {
        for (const way of [1, -1]) {
          for (let i = 0; i < a.depth && Date.now() < end; i += 1, steps += 1) {
            const next = sleep(40);
            await zoomStep(c, a, way);
            await next;
          }
        }
      }
      return steps;
    });
    // It pans half way in.
    for (let i = 0, end = Date.now() + LIMITS.zoom; i < a.depth / 2 && Date.now() < end; i += 1) {
      await zoomStep(c, a, 1);
      await sleep(40);
    }
    await sleep(600);
  }
  const deep = await state(c);
  record.drawn = Math.max(first.visible, deep.visible);
  if (!record.drawn) throw new Error('it did not draw the events');
  if (a.zoomInput !== 'none' && !(deep.span < first.span)) throw new Error('it did not zoom');
  await stroke(c, a, -1, 16);
  await sleep(600);
  await stroke(c, a, 1, 16);
  await sleep(400);
  record.pan = await measured(c, async () => {
    const end = Date.now() + LIMITS.pan;
    let moves = 0;
    for (let i = 0; i < 20 && Date.now() < end; i += 1) moves += await stroke(c, a, [-1, 1][i % 2], 16);
    return moves;
  });
  record.after = await memory(c);
}

/** Memory during as much input as ten minutes bring. */
async function growth(peer) {
  await withPage(peer, async (c) => {
    await open(c, peer, 1000);
    await sleep(800);
    const a = await adapter(c);
    let seed = 7;
    const chance = () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647; };
    const samples = [{ steps: 0, ...await memory(c) }];
    for (let part = 1, steps = 0; part <= 5; part += 1) {
      while (steps < (LEAK_STEPS * part) / 5) {
        if (chance() < 0.7) {
          const way = chance() < 0.5 ? 1 : -1;
          for (let i = 0; i < 5; i += 1, steps += 1) await zoomStep(c, a, way, 0.2 + 0.6 * chance());
        } else {
          steps += await stroke(c, a, chance() < 0.5 ? 1 : -1, 0);
        }
      }
      for (let i = 0; i < 60; i += 1) await zoomStep(c, a, -1);
      await sleep(1200);
      samples.push({ steps, ...await memory(c) });
    }
    keep('growth', peer, { samples });
  });
}

/**
 * What a step takes without the program: script moves each element of the drawing by its attribute ("each"), or all of them by one
 * transform ("whole"), so far that nothing has to be drawn anew. It is the bound of what the program could reach with this drawing.
 */
async function bare(peer, time) {
  await withPage(peer, async (c) => {
    await open(c, peer, 1000);
    await sleep(800);
    const a = await adapter(c);
    for (let i = 0; i < a.depth / 2; i += 1) {
      await zoomStep(c, a, 1);
      await sleep(40);
    }
    await sleep(600);
    for (const how of ['each', 'whole']) {
      const part = await measured(c, () => c.page.evaluate(moveDrawing, how));
      keep('bare', peer, { how, time, ...part });
    }
  });
}

/** Runs in the page: 60 steps, 40 ms apart. */
async function moveDrawing(how) {
  const svg = document.querySelector('svg#plate');
  const middle = svg.clientWidth / 2;
  const moved = [...svg.querySelectorAll('[transform]')].map((one) => [one, parseFloat(one.getAttribute('transform').slice('translate('.length))]);
  const set = [...svg.querySelectorAll('text[x]')].filter((one) => !one.closest('[transform]')).map((one) => [one, parseFloat(one.getAttribute('x'))]);
  const lines = [...svg.querySelectorAll('path[d]')].filter((one) => !one.closest('[transform]'));
  const whole = [...svg.children].filter((one) => one.localName === 'g');
  for (let i = 1; i <= 60; i += 1) {
    const k = 1 + 0.2 * Math.sin(i / 8);
    const shift = middle * (1 - k);
    await new Promise((done) => requestAnimationFrame(done));
    if (how === 'whole') {
      for (const one of whole) one.setAttribute('transform', `translate(${i % 30})`);
    } else {
      for (const [one, x] of moved) one.setAttribute('transform', `translate(${(x * k + shift).toFixed(1)})`);
      for (const [one, x] of set) one.setAttribute('transform', `translate(${(x * k + shift - x).toFixed(1)})`);
      for (const one of lines) one.setAttribute('transform', `matrix(${k.toFixed(4)} 0 0 1 ${shift.toFixed(2)} 0)`);
    }
    await new Promise((done) => setTimeout(done, 24));
  }
  return 60;
}

// ---- the run ----

const each = async (list, measure) => {
  for (const peer of list) {
    try {
      await measure(peer);
    } catch (error) {
      console.log('FAILED', peer.name, error.message.slice(0, 200));
    }
  }
};
const zoomable = peers.filter((peer) => !peer.plain);
results.browser = await withPage(peers[0], async ({ top }) => (await top.send('Browser.getVersion')).product);
// What the recorder itself costs on a page that does nothing; report.mjs takes it off.
await withPage(peers[0], async (c) => {
  await c.page.goto('about:blank');
  await sleep(500);
  await c.page.evaluate(() => window.__recorder.start());
  const before = await metrics(c);
  await sleep(3000);
  const after = await metrics(c);
  const { frames } = await c.page.evaluate(() => window.__recorder.stop());
  keep('blank', { name: '–' }, { taskMsPerS: (after.task - before.task) / 3, frameP95: share(frames, 0.95) });
});
const started = peers.filter((peer) => !peer.floor && (peer.plain || !peer.adapter));
const times = async (name, work) => {
  for (let time = 0; wanted(name) && time < TIMES; time += 1) await work(time);
};
if (wanted('start')) await each(started, transfer);
await times('start', (time) => each(started, (peer) => start(peer, time)));
for (const n of SIZES) await times('session', (time) => each(zoomable, (peer) => session(peer, n, time)));
await times('bare', (time) => each(peers.filter((peer) => peer.name === 'this timeline'), (peer) => bare(peer, time)));
if (wanted('growth')) await each(peers.filter((peer) => peer.name === 'this timeline'), growth);
process.exit(0);
