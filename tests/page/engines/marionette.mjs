// Firefox by Marionette, the protocol under its WebDriver. Only there can a test ask which role and name Firefox
// computes for an element; WebDriver BiDi does not tell them, and geckodriver is one more program to install.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** By this key WebDriver marks an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that are no characters, as WebDriver writes them. */
const KEYS = {
  Tab: '\uE004', Enter: '\uE006', Escape: '\uE00C', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Backspace: '\uE003',
};

const PREFS = {
  // A free port, which Firefox then writes into the profile.
  'marionette.port': 0, 'ui.prefersReducedMotion': 1, 'intl.accept_languages': 'en-GB', 'intl.locale.requested': 'en-GB', 'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0, 'datareporting.policy.dataSubmissionEnabled': false, 'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Starts Firefox with a window whose page has this size. */
export async function startMarionette({ width, height }) {
  const profile = mkdtempSync(join(tmpdir(), 'timeline-marionette-'));
  writeFileSync(join(profile, 'user.js'), Object.entries(PREFS).map(([k, v]) => `user_pref(${JSON.stringify(k)}, ${JSON.stringify(v)});\n`).join(''));
  const program = spawn(process.env.FIREFOX ?? '/usr/bin/firefox-esr', ['--headless', '--marionette', '--no-remote', '--profile', profile, 'about:blank'], { stdio: 'ignore' });
  const ended = new Promise((done) => { program.on('exit', done); });
  const told = join(profile, 'MarionetteActivePort');
  for (let n = 0; !existsSync(told) || !readFileSync(told, 'utf8'); n += 1) {
    if (n > 600) throw new Error('Firefox did not open its Marionette port in a minute');
    await pause(100);
  }
  const socket = createConnection(Number(readFileSync(told, 'utf8')), '127.0.0.1');
  const waiting = new Map();
  let read = Buffer.alloc(0);
  let greeted;
  const hello = new Promise((done) => { greeted = done; });
  socket.on('data', (part) => {
    read = Buffer.concat([read, part]);
    // `<bytes>:<JSON>`, one after another.
    for (let colon = read.indexOf(':'); colon > 0; colon = read.indexOf(':')) {
      const end = colon + 1 + Number(read.subarray(0, colon));
      if (read.length < end) return;
      const message = JSON.parse(read.subarray(colon + 1, end));
      read = read.subarray(end);
      if (!Array.isArray(message)) {
        greeted();
        continue;
      }
      const [, id, error, result] = message;
      const { done, fail, name } = waiting.get(id);
      waiting.delete(id);
      if (error) fail(new Error(`${name}: ${error.error}: ${error.message}`));
      else done(result?.value !== undefined ? result.value : result);
    }
  });
  let last = 0;
  const send = (name, params = {}) => new Promise((done, fail) => {
    last += 1;
    waiting.set(last, { done, fail, name });
    const text = Buffer.from(JSON.stringify([0, last, `WebDriver:${name}`, params]));
    socket.write(`${text.length}:`);
    socket.write(text);
  });
  await hello;
  await send('NewSession', { capabilities: { alwaysMatch: { 'moz:accessibilityChecks': false } } });
  const evaluate = (fn, ...args) => send('ExecuteScript', { script: `return (${fn})(...arguments)`, args, newSandbox: false, sandbox: 'tests' });
  const [dx, dy] = await evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
  await send('SetWindowRect', { width: width + dx, height: height + dy });
  const describe = async (element) => {
    const [role, name] = await Promise.all(['GetComputedRole', 'GetComputedLabel'].map((what) => send(what, { id: element[ELEMENT] })));
    return { role, name };
  };
  return {
    engine: 'firefox',
    goto: (url) => send('Navigate', { url }),
    evaluate,
    press: (key) => {
      const value = KEYS[key] ?? key;
      return send('PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }] });
    },
    focused: async () => describe(await send('GetActiveElement')),
    /** Role and name of what a selector finds and the window does not hide, in order. */
    async spoken(selector) {
      const found = await send('FindElements', { using: 'css selector', value: selector });
      return Promise.all(found.map(describe));
    },
    async close() {
      await send('DeleteSession').catch(() => {});
      socket.destroy();
      program.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
