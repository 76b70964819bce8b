// A plain file server for the tests that need more than the address of a served `dist/`: under a sub-path, beside a
// course page of another site, or with a file that no disk should hold. Like a school's server it sends no CORS
// header. It keeps a record of what it was asked.

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built site. */
export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8',
};

/** The policy that a page carries in itself; its server says it too, and asks to be told of violations. */
const policyOf = (html) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

/**
 * Serves `dist/` below `at` ('/', '/history/unit-7/'). `pages` maps further paths to HTML or to `(response) => void`.
 * Returns the address, what was asked (`{ path, cookie }`), the policy violations told, and how to end it.
 */
export async function serve({ at = '/', pages = {}, host = '127.0.0.1' } = {}) {
  const asked = [];
  const reports = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    if (path === '/csp-report') {
      let body = '';
      request.on('data', (part) => { body += part; });
      request.on('end', () => {
        reports.push(body);
        response.writeHead(204).end();
      });
      return;
    }
    asked.push({ path, cookie: request.headers.cookie ?? '' });
    const page = pages[path];
    if (typeof page === 'function') return page(response);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': TYPES['.html'] }).end(page);
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const inside = path.startsWith(at) ? normalize(`/${path.slice(at.length)}`) : null;
    try {
      let file = join(DIST, inside);
      if (statSync(file).isDirectory()) file = join(file, 'index.html');
      const body = readFileSync(file);
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      const policy = type.startsWith('text/html') && policyOf(body.toString('utf8'));
      const report = `; report-uri /csp-report`;
      response.writeHead(200, {
        'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache',
        ...(policy && { 'content-security-policy': policy.replaceAll('&quot;', '"') + report }),
      }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': TYPES['.txt'] }).end('There is nothing at this address.\n');
    }
  });
  await new Promise((done) => { server.listen(0, host, done); });
  const origin = `http://${host}:${server.address().port}`;
  return {
    address: origin + at, origin, asked, reports,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}
