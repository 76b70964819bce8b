// Pictures of the page against references in `reference/`.
//
// Tolerance: a pixel differs when pixelmatch says so at threshold 0.15 (anti-aliasing left out of account), and
// at most 0.5 % of the pixels may. `UPDATE=1` writes new references instead; look at them before keeping them.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { pageTest, still } from './harness.mjs';

const THRESHOLD = 0.15;
const SHARE = 0.005;

const SHOTS = [
  ['desktop', 1440, 900, '', 'e=secret-speech'],
  ['desktop-dark', 1440, 900, 'theme=dark', 'e=secret-speech'],
  ['desktop-contrast', 1440, 900, 'theme=contrast', 'e=secret-speech'],
  ['desktop-1956-61', 1440, 900, '', 'e=secret-speech&t=1956-01-01/1961-12-31'],
  ['desktop-1958-59', 1440, 900, '', 'e=khr-beijing-1958&t=1958-06-01/1959-12-31'],
  ['laptop', 1024, 768, '', ''],
  ['tablet', 768, 1024, '', 'e=secret-speech'],
  ['phone', 360, 740, '', 'e=secret-speech'],
  ['frame', 600, 400, 'embed=1', 'e=secret-speech'],
  ['projector', 1920, 1080, 'theme=projector', 'e=secret-speech'],
  // The lessons: a stop on both projectors, a question with its choices, and the first sheet of paper as it will be printed.
  ['lesson-stop', 1024, 768, '', 'v=present&s=why-split.2', async (page) => page],
  ['lesson-stop-1080', 1920, 1080, '', 'v=present&s=why-split.2', async (page) => page],
  ['lesson-quiz', 360, 740, '', 'v=quiz&seed=1', async (page) => {
    await page.locator('[data-options]').click();
    return page;
  }],
  ['lesson-handout', 1024, 768, '', 'v=print&s=whole-story.0', async (page) => page.locator('.leaf.handout')],
  ['lesson-worksheet', 1024, 768, '', 'v=print&s=whole-story.0&sheet=worksheet&seed=1', async (page) => page.locator('.leaf.worksheet')],
];

for (const [name, windowWidth, windowHeight, query, hash, seen] of SHOTS) {
  pageTest(`the picture “${name}” is as it was`, { width: windowWidth, height: windowHeight, query, hash, still: true }, async (page) => {
    await still(page);
    // On a slide it would call the controls.
    if (!seen) await page.mouse.move(0, 0);
    const shot = await (await seen?.(page) ?? page).screenshot({ animations: 'disabled', caret: 'hide' });
    const file = new URL(`reference/${name}.png`, import.meta.url);
    if (process.env.UPDATE) writeFileSync(file, shot);
    assert.ok(existsSync(file), `no reference: run with UPDATE=1 and look at ${name}.png`);
    const got = PNG.sync.read(shot);
    const want = PNG.sync.read(readFileSync(file));
    assert.deepEqual([got.width, got.height], [want.width, want.height]);
    const { width, height } = got;
    const diff = new PNG({ width, height });
    const differing = pixelmatch(want.data, got.data, diff.data, width, height, { threshold: THRESHOLD });
    if (differing > width * height * SHARE) {
      const failed = new URL('failed/', import.meta.url);
      mkdirSync(failed, { recursive: true });
      writeFileSync(new URL(`${name}.png`, failed), shot);
      writeFileSync(new URL(`${name}.diff.png`, failed), PNG.sync.write(diff));
    }
    assert.ok(differing <= width * height * SHARE, `${(differing / width / height * 100).toFixed(2)} % of the pixels differ, see tests/page/failed/`);
  });
}
