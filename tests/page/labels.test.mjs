// No label over another, no pole through a label it does not own, none outside the plate: in twenty random
// views at each of three window sizes, the same ones in every run.

import assert from 'node:assert/strict';
import { DESKTOP, LAPTOP, TABLET, goHash, pageTest, readPlate, seeded } from './harness.mjs';
import { dayNumber, inTime, isoDay } from './facts.mjs';

/** Slack in px for the rounding of glyph boxes. */
const SLACK = 1;

/** What is wrong with a plate, in words. */
export function faults({ labels, poles, svg, frame }) {
  const wrong = [];
  labels.forEach((a, i) => {
    if (a.left < frame.left - SLACK || a.right > frame.right + SLACK || a.top < svg.top - SLACK || a.bottom > svg.bottom + SLACK) {
      wrong.push(`${a.id} leaves the plate`);
    }
    for (const b of labels.slice(i + 1)) {
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (x > SLACK && y > SLACK) wrong.push(`${a.id} and ${b.id} overlap by ${x.toFixed(1)}×${y.toFixed(1)} px`);
    }
    for (const p of poles) {
      if (p.x > a.left + SLACK && p.x < a.right - SLACK && p.bottom > a.top + SLACK && p.top < a.bottom - SLACK) {
        wrong.push(`the pole at ${p.x.toFixed(0)} px crosses ${a.id}`);
      }
    }
  });
  return wrong;
}

for (const [n, size] of [DESKTOP, LAPTOP, TABLET].entries()) {
  pageTest(`twenty random views at ${size.width}×${size.height} hold no overlap`, size, async (page) => {
    const random = seeded(1945 + n);
    const first = dayNumber('1945-01-01');
    const last = dayNumber('1970-01-01');
    let labels = 0;
    for (let i = 0; i < 20; i += 1) {
      // Spans from the whole to some three months, evenly in zoom.
      const days = Math.round((last - first) * Math.exp(-random() * 4.6));
      const from = Math.round(first + random() * (last - first - days));
      const t = `${isoDay(from)}/${isoDay(from + days - 1)}`;
      const selected = i % 2 ? `e=${inTime[Math.floor(random() * inTime.length)]}&` : '';
      await goHash(page, `${selected}t=${t}`);
      const plate = await readPlate(page);
      assert.equal(`${plate.from}/${plate.to}`, t);
      assert.deepEqual(faults(plate), [], `#${selected}t=${t}`);
      labels += plate.labels.length;
    }
    assert.ok(labels > 60, `only ${labels} labels in twenty views`);
  });
}

for (const size of [DESKTOP, LAPTOP, TABLET]) {
  pageTest(`the loaded view at ${size.width}×${size.height} holds no overlap, with and without a selection`, size, async (page) => {
    for (const hash of ['', 'e=secret-speech', 'e=treaty-1950', 'e=ptbt-1963', 'e=zhenbao-15-march', 'e=tass-1959']) {
      await goHash(page, hash);
      const plate = await readPlate(page);
      assert.deepEqual(faults(plate), [], `#${hash}`);
      if (hash) assert.ok(plate.labels.some((l) => `e=${l.id}` === hash), `the selected event has no flag: ${hash}`);
    }
  });
}
