// Bundles into gen/ the two peers that ship no script ready to be used.

import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const options = { bundle: true, minify: true, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error' };
await build({ ...options, entryPoints: ['peers/react-chrono.jsx'], outfile: 'gen/react-chrono.js', jsx: 'automatic' });
await build({ ...options, stdin: { contents: 'export { parse } from "@markwhen/parser"', resolveDir: '.' }, globalName: 'MarkwhenParser', outfile: 'gen/markwhen-parser.js' });
const page = readFileSync('node_modules/@markwhen/timeline/dist/index.html', 'utf8');
const scripts = ['../page.js', 'markwhen-parser.js', '../peers/markwhen.js'].map((path) => `<script src="${path}"></script>`).join('');
writeFileSync('gen/markwhen.html', page.replace('</body>', () => `${scripts}</body>`));
