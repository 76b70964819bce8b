// Makes the tables of a run: `node report.mjs RESULTS DOCUMENT README`. It writes the document, puts the targets between the marks of
// the README if one is given, and prints them.

import { readFileSync, writeFileSync } from 'node:fs';

const [file, document, readme] = process.argv.slice(2);
const run = JSON.parse(readFileSync(file, 'utf8'));
const OURS = 'this timeline';
const OWN_DATA = 'this timeline, 119 events';
const FLOOR = 'bare canvas';
/** They have no time axis to zoom, or none of their own. */
const NO_ZOOM = ['d3-milestones', 'react-chrono'];

const records = (kind, peer, more = {}) => run.records.filter((one) => one.kind === kind && one.peer === peer && Object.entries(more).every(([key, value]) => one[key] === value));
const peers = [...new Set(run.records.map((one) => one.peer))].filter((name) => name !== '–');
const sizes = [...new Set(run.records.filter((one) => one.kind === 'session').map((one) => one.n))].sort((a, b) => a - b);
const rivals = peers.filter((name) => ![OURS, OWN_DATA, FLOOR].includes(name));
const zoomers = rivals.filter((name) => !NO_ZOOM.includes(name));

function median(list) {
  const all = list.filter((x) => typeof x === 'number' && !Number.isNaN(x)).sort((a, b) => a - b);
  if (!all.length) return null;
  return (all[(all.length - 1) >> 1] + all[all.length >> 1]) / 2;
}
const figure = (x) => (x == null ? '–' : Math.abs(x) >= 100 ? Math.round(x).toLocaleString('en') : x.toFixed(Math.abs(x) >= 10 ? 1 : 2));
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Main-thread time of the recorder itself, ms a second. */
const own = median(run.records.filter((one) => one.kind === 'blank').map((one) => one.taskMsPerS)) ?? 0;
const net = (part) => part && Math.max(0, part.taskMs - (own * part.wallMs) / 1000 / part.steps);

/** The median of a figure of the sessions of a peer; null when it did not finish. */
function of(peer, n, take) {
  const all = records('session', peer, { n });
  return all.some((one) => one.failed) ? null : median(all.map(take));
}
/** The same as a cell: what went wrong stands there. */
function cell(peer, n, take) {
  const wrong = records('session', peer, { n }).find((one) => one.failed);
  if (wrong) return /did not/.test(wrong.failed) ? wrong.failed.replace('it ', '') : 'did not finish';
  if (!records('session', peer, { n }).length) return 'not tried';
  return figure(of(peer, n, take));
}
const perSize = (name, take) => `${name}\n\n${table(['', ...sizes.map((n) => `N = ${n.toLocaleString('en')}`)], peers.filter((peer) => peer !== OWN_DATA).map((peer) => [peer, ...sizes.map((n) => cell(peer, n, take))]))}`;
const atStart = (peer, condition, key) => median(records('start', peer, { condition }).map((one) => one[key]));

// ---- the targets ----

const best = (among, take) => among.map((peer) => [peer, take(peer)]).filter(([, x]) => x != null).sort((a, b) => a[1] - b[1])[0] ?? [null, null];
/** A target: ours at most a share of the best of others. */
function share(name, part, take, among = zoomers, unit = 'ms') {
  const ours = take(OURS) ?? (among === rivals ? take(OWN_DATA) : null);
  const [peer, theirs] = best(among, take);
  if (ours == null || theirs == null) return [name, figure(ours), '–', '–', 'not measured'];
  const ratio = ours / theirs;
  return [name, `${figure(ours)} ${unit}`, `${figure(theirs)} ${unit} (${peer})`, `${ratio.toFixed(2)} of ≤ ${part}`, ratio <= value(part) ? 'met' : 'not met'];
}
const value = (part) => part.split('/').map(Number).reduce((a, b) => a / b);
function bound(name, ours, most, unit = 'ms') {
  return [name, ours == null ? '–' : `${figure(ours)} ${unit}`, '', `≤ ${most} ${unit}`, ours == null ? 'not measured' : ours <= most ? 'met' : 'not met'];
}
const step = (n) => (peer) => of(peer, n, (one) => net(one.zoom));
const move = (n) => (peer) => of(peer, n, (one) => net(one.pan));
const load = (n) => (peer) => of(peer, n, (one) => one.loadMs);
const slow4G = (key) => (peer) => (peer === OURS ? null : atStart(peer, '4×, slow 4G', key));
const growth = records('growth', OURS)[0]?.samples;
const bare = (how) => median(records('bare', OURS, { how }).map(net));
const targets = [
  share('main-thread time a turn of the wheel, N = 1,000', '1/3', step(1000)),
  share('the same, N = 10,000', '1/6', step(10_000)),
  share('main-thread time a move of a drag, N = 1,000', '1/3', move(1000)),
  share('the same, N = 10,000', '1/3', move(10_000)),
  bound('frame p95 while zooming, N = 10,000', of(OURS, 10_000, (one) => one.zoom.frameP95), 16.8),
  bound('long tasks while zooming, N = 10,000', of(OURS, 10_000, (one) => one.zoom.longTasks), 0, ''),
  share('load to painted, N = 10,000', '1/2', load(10_000)),
  share('load to painted, N = 100,000', '1/3', load(100_000)),
  share('a turn of the wheel at 100,000 against our own at 1,000', '2', (peer) => (peer === OURS ? step(100_000)(peer) : step(1000)(OURS)), [OURS + ' at 1,000']),
  share('a turn of the wheel against a bare canvas, N = 1,000', '3', step(1000), [FLOOR]),
  share('first contentful paint, 119 events, 4×, slow 4G', '1', slow4G('fcp'), rivals),
  share('largest contentful paint, the same', '1', slow4G('lcp'), rivals),
  bound('blocking time at 4×, 119 events', atStart(OWN_DATA, '4×', 'blockingMs'), 211),
  share('input to frame p95, N = 1,000', '1', (peer) => of(peer, 1000, (one) => one.zoom.lateP95)),
  bound('growth of the heap over ten minutes of input', growth && (growth.at(-1).heapMB / growth[1].heapMB - 1) * 100, 5, '%'),
];
const targetTable = table(['measure', 'this timeline', 'best of the others', 'target', ''], targets);

/** The tasks of this timeline's start that block. */
function longest() {
  const long = records('start', OWN_DATA, { condition: '4×' })[0]?.long;
  return long ? `Its tasks over 50 ms at 4×, with the time when each begins: ${long.map(([at, ms]) => `${figure(ms)} at ${figure(at)}`).join(', ')}.` : '';
}

// ---- the document ----

const loads = run.records.map((one) => one.load);
const zoomTable = sizes.map((n) => `N = ${n.toLocaleString('en')}\n\n${table(
  ['', 'frame p50', 'p95', 'p99, ms', 'input to frame p50', 'p95, ms', 'long tasks', 'ms in them'],
  peers.filter((peer) => peer !== OWN_DATA && of(peer, n, (one) => one.zoom?.frameP50) != null).map((peer) => [peer, ...['frameP50', 'frameP95', 'frameP99', 'lateP50', 'lateP95', 'longTasks', 'longMs'].map((key) => figure(of(peer, n, (one) => one.zoom?.[key])))]),
)}`).join('\n\n');
const text = `# Beside the peers

Written by \`cargo xtask bench${run.short ? ' --short' : ''}\`${(run.parts ?? []).map((words) => `, then with \`${words}\``).join('')} on ${run.date}: ${run.browser}, ${run.short ? 'one repetition' : 'medians of three repetitions'}, 1280×720, drawn in
software. The machine's load was ${figure(median(loads))} (${figure(Math.min(...loads))} to ${figure(Math.max(...loads))}). How it is measured, and what to know of each
peer, stands in [bench/README.md](../bench/README.md). Figures of other machines differ; the ratios hold better.

## Targets

${targetTable}

## To the first view

${table(['', 'kB, brotli', 'requests', ...['1×', '4×', '4×, slow 4G'].flatMap((c) => [`FCP, ${c}`, 'LCP', 'blocking'])], peers.filter((peer) => records('start', peer).length).map((peer) => {
  const sent = records('transfer', peer)[0];
  return [peer, figure(sent && sent.bytes / 1000), sent?.requests ?? '–', ...['1×', '4×', '4×, slow 4G'].flatMap((c) => ['fcp', 'lcp', 'blockingMs'].map((key) => figure(atStart(peer, c, key))))];
}))}

Paints and blocking time in ms, with 100 events, for this timeline with its own 119. ${longest()}

## Events to their picture, ms

${perSize('For this timeline from its request for the data, which it fetches itself; for the others from handing the events over.', (one) => one.loadMs)}

## Zoom

${perSize('Main-thread time a step, ms, less the recorder’s own:', (one) => net(one.zoom))}

${perSize('Processor time of all the browser’s processes a step, ms; it holds painting, workers, the recorder and the harness:', (one) => one.zoom?.allMs)}

${zoomTable}

## Drag

${perSize('Main-thread time a move, ms, less the recorder’s own:', (one) => net(one.pan))}

${perSize('Processor time of all the browser’s processes a move, ms:', (one) => one.pan?.allMs)}

## The drawing without the program

At N = 1,000, half way in, main-thread time of a step: ${figure(bare('each'))} ms when script moves each of its elements by an attribute, as a zoom has
to, and ${figure(bare('whole'))} ms when it moves all of them by one transform, which only a drag could. Nothing is computed for it.

## Memory

The heap is that of JavaScript. This timeline holds its events in the memory of WebAssembly, which only the process’s memory tells; that holds
the drawn pictures too.

${perSize('Heap after loading, MB:', (one) => one.before?.heapMB)}

${perSize('Heap after the session, MB:', (one) => one.after?.heapMB)}

${perSize('The page’s process after loading, MiB:', (one) => one.before?.rendererMiB)}

${perSize('The page’s process after the session, MiB:', (one) => one.after?.rendererMiB)}

${perSize('Elements after loading:', (one) => one.before?.elements)}
${growth ? `\nAfter ${growth.map((one) => one.steps.toLocaleString('en')).join(', ')} steps of input at N = 1,000: ${growth.map((one) => figure(one.heapMB)).join(', ')} MB of heap, ${growth.map((one) => figure(one.rendererMiB)).join(', ')} MiB of the page’s process, ${growth.map((one) => one.nodes).join(', ')} nodes.\n` : ''}`;
if (document) writeFileSync(document, text);
if (readme) {
  const [from, to] = ['<!-- bench: written by `cargo xtask bench --update` -->', '<!-- end of bench -->'];
  const old = readFileSync(readme, 'utf8');
  const [a, b] = [old.indexOf(from), old.indexOf(to)];
  if (a < 0 || b < a) throw new Error(`${readme} has no marks for the bench: put back ${from} and ${to}`);
  writeFileSync(readme, `${old.slice(0, a + from.length)}\n${targetTable}\n\n${run.browser}, ${run.date}${run.short ? ', one repetition' : ', medians of three'}.\n${old.slice(b)}`);
}
console.log(targets.map((row) => row.join(' | ')).join('\n'));
