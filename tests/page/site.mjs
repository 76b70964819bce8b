// A static host for tests: it serves `dist/` from any folder of itself, with the headers of dist/_headers (as
// Netlify reads them) or with none (as GitHub Pages), takes other files in place of those of `dist/`, counts what
// is asked of it, and can be switched off.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES = {
  html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', wasm: 'application/wasm',
  svg: 'image/svg+xml', png: 'image/png', woff2: 'font/woff2', csv: 'text/csv',
};

/** The text of a file of `dist/`. */
export const built = (name) => readFileSync(DIST + name, 'utf8');

/** The rules of a `_headers` file: [path, [[name, value], …]]; a path may end in `*`. */
function rules(text) {
  const found = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) found.push([line.trim(), []]);
    else if (/^\s+\S/.test(line)) found.at(-1)[1].push(/^\s*([^:]+):\s*(.*)$/.exec(line).slice(1));
  }
  return found;
}

/**
 * A host. `folder` is where the site stands ('/' or '/a/b/'), `headers: false` sends none, `date` is what its
 * clock says (null: nothing).
 */
export async function host({ folder = '/', headers = true, date = 'Sat, 21 Nov 2026 10:00:00 GMT' } = {}) {
  const site = { folder, date, asked: [], instead: new Map() };
  const given = headers ? rules(built('_headers')) : [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://host').pathname;
    site.asked.push(path);
    response.sendDate = false;
    if (site.date) response.setHeader('Date', site.date);
    const own = [site.folder].flat().filter((f) => path.startsWith(f)).sort((a, b) => b.length - a.length)[0];
    const name = own && (path.slice(own.length) || 'index.html');
    let body = site.instead.get(name);
    let encoding;
    if (body === undefined && name && existsSync(DIST + name) && statSync(DIST + name).isFile()) {
      encoding = [['br', 'br'], ['gzip', 'gz']].find(([word, end]) => request.headers['accept-encoding']?.includes(word) && existsSync(`${DIST}${name}.${end}`));
      body = readFileSync(DIST + name + (encoding ? `.${encoding[1]}` : ''));
    }
    if (body === undefined || body === null) {
      response.writeHead(404).end('not here');
      return;
    }
    const all = { 'Content-Type': TYPES[name.split('.').pop()] ?? 'application/octet-stream' };
    for (const [rule, fields] of given) {
      const match = rule.endsWith('*') ? `/${name}`.startsWith(rule.slice(0, -1)) : `/${name}` === rule;
      if (match) for (const [field, value] of fields) all[field] = all[field] && field !== 'Content-Type' ? `${all[field]}, ${value}` : value;
    }
    if (encoding) all['Content-Encoding'] = encoding[0];
    response.writeHead(200, all).end(body);
  });
  const listen = (port) => new Promise((done) => { server.listen(port, '127.0.0.1', done); });
  await listen(0);
  const { port } = server.address();
  return Object.assign(site, {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}${[folder].flat()[0]}`,
    start: () => listen(port),
    stop: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  });
}

/** Other files in place of some, as a whole new version: the list of the worker names them, as a build would. */
export function version(changed) {
  let worker = built('sw.js');
  for (const [name, text] of Object.entries(changed)) {
    const line = new RegExp(`("${name.replaceAll('.', '\\.')}": ")[0-9a-f]{64}"`);
    if (!line.test(worker)) throw new Error(`${name} is not in the list of sw.js`);
    worker = worker.replace(line, `$1${createHash('sha256').update(text).digest('hex')}"`);
  }
  const id = createHash('sha256').update(worker).digest('hex').slice(0, 16);
  worker = worker.replace(/(const VERSION = ')[0-9a-f]+'/, `$1${id}'`);
  return new Map([...Object.entries(changed), ['sw.js', worker]]);
}
