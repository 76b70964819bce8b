// Chromium and Firefox by one driver, puppeteer-core: in Firefox it speaks WebDriver BiDi, which Playwright does not
// do with the Firefox of a distribution. Scripts and storage are switched off as a reader or a school would: in the
// browser's own preferences.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

/** How a browser is set up. */
export const SETTINGS = {
  usual: { chrome: {}, firefox: {} },
  'no script': { chrome: { javascript: 2 }, firefox: { 'javascript.enabled': false } },
  'no storage': { chrome: { cookies: 2 }, firefox: { 'network.cookie.cookieBehavior': 2 } },
};

/** Starts an engine ('Chromium' or 'Firefox') with one of the `SETTINGS`. Its `close` leaves nothing behind. */
export async function start(engine, setting) {
  const profile = mkdtempSync(join(tmpdir(), 'timeline-browser-'));
  const browser = engine === 'Firefox'
    ? await puppeteer.launch({
      browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true, userDataDir: profile,
      timeout: 120_000, protocolTimeout: 120_000, extraPrefsFirefox: SETTINGS[setting].firefox,
    })
    : await puppeteer.launch({
      browser: 'chrome', executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, userDataDir: withContentSettings(profile, SETTINGS[setting].chrome),
      timeout: 120_000, protocolTimeout: 120_000, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-features=LocalNetworkAccessChecks'],
    });
  const version = await browser.version();
  return {
    engine, setting, version: version.replace(/^.*\//, ''),
    newPage: () => browser.newPage(),
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function withContentSettings(profile, values) {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: values } }));
  return profile;
}
