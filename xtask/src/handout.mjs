// Prints sheets as PDF files. Arguments: Chromium, the address of the served site, then for each sheet its fragment and
// the file to write. xtask/src/handout.rs calls it.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [executablePath, base, ...jobs] = process.argv.slice(2);
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath, args: [...root, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
});
try {
  // A page for each: a change of the fragment would leave the sheet before until the new one is drawn.
  for (let at = 0; at < jobs.length; at += 2) {
    const [fragment, path] = jobs.slice(at, at + 2);
    const page = await browser.newPage();
    await page.goto(`${base}${fragment}`);
    await page.waitForSelector('html[data-lesson] .leaf', { timeout: 30_000 }).catch(() => {
      throw new Error(`no sheet came of ${fragment}. Take the address from the page “Sheets to print”`);
    });
    await page.evaluate(() => document.fonts.ready);
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    if (!existsSync(path)) throw new Error(`${path} was not written`);
    await page.close();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
