// axe-core on a page: all its rules in the theme that is shown, and in the other themes the rules that look at colours.
// A theme is a set of colours in the style sheet and nothing else: no size, no element and no word hangs on it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const THEMES = ['light', 'dark', 'contrast', 'projector'];

/** The success criteria of WCAG 2.2 to level AA, as axe sorts its rules. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules whose outcome is a matter of colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function run(page, theme, runOnly, least) {
  const found = await page.evaluate(async (only) => {
    // What axe says of each element takes long to carry over; of what is right only the number is asked.
    const of = await globalThis.axe.run(document, { ...(only && { runOnly: only }), resultTypes: ['violations', 'incomplete', 'passes'] });
    const nodes = (rules) => rules.reduce((sum, rule) => sum + rule.nodes.length, 0);
    const contrast = (rules) => nodes(rules.filter((rule) => rule.id === 'color-contrast'));
    return {
      violations: of.violations.map((v) => `${v.id} (${v.nodes.length}×): ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`),
      passed: nodes(of.passes), read: contrast(of.passes), undecided: contrast(of.incomplete),
      why: [...new Set(of.incomplete.filter((rule) => rule.id === 'color-contrast').flatMap((rule) => rule.nodes.map((n) => n.any[0]?.data?.messageKey ?? '?')))],
    };
  }, runOnly);
  // An empty page has no fault either.
  assert.ok(found.passed >= least.passed, `axe has checked ${found.passed} elements only, ${theme}`);
  assert.ok(found.read >= least.read, `axe has found the contrast of ${found.read} texts only, ${theme}`);
  // Letters over the drawing and what is rolled out of sight are the most of them: it is the colours themselves that a
  // test of their own measures there (tests/colours.rs).
  if (found.undecided) console.log(`# ${theme}: axe tells the contrast of ${found.read} texts, and not that of ${found.undecided} (${found.why.join(', ')})`);
  return found.violations.map((v) => `${theme}: ${v}`);
}

/** Violations in words, with the rules of these tags or all of them. The driver evaluates the source, so the page’s own policy stays in force. */
export async function violations(page, tags) {
  await page.evaluate(source);
  const theme = await page.evaluate(() => document.documentElement.dataset.theme);
  return run(page, theme, tags && { type: 'tag', values: tags }, { passed: 60, read: 5 });
}

/** The same in the theme that is shown; then the colours of the others, on the same page. */
export async function violationsInThemes(page, tags) {
  const found = await violations(page, tags);
  const shown = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const theme of THEMES.filter((each) => each !== shown)) {
    await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
    found.push(...await run(page, theme, { type: 'rule', values: COLOURS }, { passed: 5, read: 5 }));
  }
  await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, shown);
  return found;
}
