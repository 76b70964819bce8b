// Where things stand on the plate, against dates and lanes worked out from the dataset by the tests.

import assert from 'node:assert/strict';
import { DESKTOP, FRAME, LAPTOP, TABLET, goHash, near, pageTest, readPlate, rest, span, still } from './harness.mjs';
import { byId, dayNumber, events, inTime, isoDay, laneOf, standsAt } from './facts.mjs';

/** Every view in which the tests below look: wide, middling and near. */
const SPANS = ['1945-01-01/1969-12-31', '1949-01-01/1954-12-31', '1956-01-01/1961-12-31', '1958-06-01/1959-12-31', '1969-02-01/1969-10-31'];

for (const [size, query] of [[DESKTOP, ''], [LAPTOP, ''], [TABLET, ''], [FRAME, 'embed=1']]) {
  pageTest(`every mark stands at its date within half a pixel at ${size.width}×${size.height}`, { ...size, query }, async (page) => {
    for (const t of SPANS) {
      await goHash(page, `t=${t}`);
      const plate = await readPlate(page);
      const [from, to] = t.split('/');
      assert.deepEqual([plate.from, plate.to], [from, to]);
      // The last visible day is shown whole.
      const perDay = plate.frame.width / (dayNumber(to) + 1 - dayNumber(from));
      assert.ok(plate.marks.length > 3, `${t} has ${plate.marks.length} marks`);
      for (const m of plate.marks) near(m.x, plate.frame.left + (standsAt(m.id) - dayNumber(from)) * perDay, 0.5, `x of ${m.id} in ${t}`);
    }
  });
}

pageTest('each event stands on the side of who acted, and joint acts are tied across', {}, async (page) => {
  const seen = new Set();
  for (const id of inTime) {
    await page.evaluate((h) => { location.hash = h; }, `e=${id}`);
    await page.waitForFunction((want) => document.querySelector('#card')?.dataset.event === want, id);
    await page.waitForFunction((want) => document.querySelector(`svg#plate [data-mark="${want}"]`), id);
    const { mark, band } = await page.evaluate((want) => {
      const box = (el) => { const r = el.getBoundingClientRect(); return { top: r.top, bottom: r.bottom, x: (r.left + r.right) / 2, mid: (r.top + r.bottom) / 2 }; };
      const svg = document.querySelector('svg#plate');
      return { mark: box(svg.querySelector(`[data-mark="${want}"]`)), band: box(svg.querySelector('.band')) };
    }, id);
    // At the same place; acts of one side may stand so near that a tie of another is within the rounding.
    const tie = (await readPlate(page)).ties.find((t) => Math.abs(t.x - mark.x) < 0.6);
    const middle = (band.top + band.bottom) / 2;
    const lane = laneOf(byId.get(id));
    if (lane === 'north') assert.ok(mark.mid < middle - 8, `${id} should stand above the band`);
    if (lane === 'south') assert.ok(mark.mid > middle + 8, `${id} should stand below the band`);
    if (lane === 'middle') near(mark.mid, middle, 4, `${id} stands in the middle of the band`);
    if (lane === 'elsewhere') assert.ok(mark.bottom < band.top - 40, `${id} belongs to the Elsewhere lane`);
    if (lane === 'stair') assert.ok(mark.top > band.bottom + 40, `${id} belongs to Mao's stair`);
    if (lane === 'stair' || lane === 'elsewhere') {
      assert.equal(tie, undefined, `${id} is no act of both`);
    } else if (byId.get(id).side === 'both') {
      assert.ok(tie && tie.bottom - tie.top > 20, `${id} is not tied across the band`);
    } else {
      assert.equal(tie, undefined, `${id} is tied though one side acted`);
    }
    seen.add(lane);
  }
  assert.equal(seen.size, 5);
  assert.equal(events.length, inTime.length);
});

pageTest('a flag stands on the side of its mark', {}, async (page) => {
  const plate = await readPlate(page);
  for (const l of plate.labels) {
    const lane = laneOf(byId.get(l.id));
    if (lane === 'north') assert.ok(l.bottom < plate.band.top, `flag of ${l.id}`);
    if (lane === 'south' || lane === 'middle') assert.ok(l.top > plate.band.bottom, `flag of ${l.id}`);
  }
});

/** Band width in px at a date, measured on the rails. */
const bandAt = async (page, iso) => page.evaluate(({ frame, day, from, to }) => {
  const svg = document.querySelector('svg#plate');
  const x = frame.left + frame.width * (day - from) / (to + 1 - from);
  const at = (path) => {
    const m = path.getScreenCTM();
    const length = path.getTotalLength();
    let best = null;
    for (let s = 0; s <= length; s += 1) {
      const p = path.getPointAtLength(s).matrixTransform(m);
      if (!best || Math.abs(p.x - x) < Math.abs(best.x - x)) best = p;
    }
    return best;
  };
  const ys = [...svg.querySelectorAll('.band .rail')].map(at).filter((p) => p && Math.abs(p.x - x) < 2).map((p) => p.y);
  return Math.max(...ys) - Math.min(...ys);
}, { frame: (await readPlate(page)).frame, day: dayNumber(iso), from: dayNumber('1945-01-01'), to: dayNumber('1969-12-31') });

const DATES = ['1951-01-01', '1953-06-01', '1955-03-01', '1957-06-01', '1958-06-01', '1959-06-01', '1962-01-01', '1965-06-01', '1969-03-01'];

pageTest('the band has three widths only, each wider than the last, and says what they mean', {}, async (page) => {
  const widths = [];
  for (const d of DATES) widths.push(await bandAt(page, d));
  for (const i of [0, 3, 6]) {
    near(widths[i + 1], widths[i], 0.6, `width at ${DATES[i + 1]}`);
    near(widths[i + 2], widths[i], 0.6, `width at ${DATES[i + 2]}`);
  }
  assert.ok(widths[0] + 4 < widths[3] && widths[3] + 4 < widths[6], `${widths}`);
  await page.getByText('The width of the band is a reading, not a measurement').first().waitFor({ state: 'visible' });
});

pageTest('with an even band all widths are equal and the caption is gone', { query: 'band=even' }, async (page) => {
  const first = await bandAt(page, DATES[0]);
  for (const d of DATES) near(await bandAt(page, d), first, 0.6, `width at ${d}`);
  assert.equal(await page.getByText('The width of the band is a reading').filter({ visible: true }).count(), 0);
});

pageTest('the level follows the pixels of a year', {}, async (page) => {
  const { frame } = await readPlate(page);
  for (const [perYear, level] of [[40, 'years'], [200, 'months'], [900, 'days']]) {
    const days = Math.round(frame.width / perYear * 365.25);
    await goHash(page, `t=1957-01-01/${isoDay(dayNumber('1957-01-01') + days - 1)}`);
    assert.equal((await span(page)).level, level, `${perYear} px a year`);
  }
  await page.setViewportSize({ width: 768, height: 900 });
  await goHash(page, 't=1945-01-01/1969-12-31');
  await still(page);
  const narrow = await readPlate(page);
  assert.equal(narrow.level, narrow.frame.width / 25 < 26 ? 'decades' : 'years', `${narrow.frame.width / 25} px a year on the tablet`);
});

pageTest('a level does not flicker when the wheel crosses its threshold to and fro', {}, async (page) => {
  const { frame } = await readPlate(page);
  // 90 px a year is the threshold between years and months.
  const days = Math.round(frame.width / 88 * 365.25);
  await goHash(page, `t=1955-01-01/${isoDay(dayNumber('1955-01-01') + days - 1)}`);
  await page.mouse.move(frame.left + frame.width / 2, frame.top + 30);
  const levels = [];
  for (let i = 0; i < 8; i += 1) {
    await page.mouse.wheel(0, i % 2 ? 28 : -28); // about 5 % each way: 88 → 92.5 → 88
    await still(page);
    levels.push((await span(page)).level);
  }
  assert.equal(new Set(levels).size, 1, `${levels}`);
  await rest(page);
});

for (const size of [DESKTOP, LAPTOP, TABLET]) {
  pageTest(`year numbers never overlap at ${size.width}×${size.height}`, size, async (page) => {
    for (const t of SPANS.slice(0, 4)) {
      await goHash(page, `t=${t}`);
      const { years } = await readPlate(page);
      assert.ok(years.length >= 1, `no year in ${t}`);
      for (let i = 1; i < years.length; i += 1) {
        assert.ok(years[i].left >= years[i - 1].right - 0.5, `${years[i - 1].year} and ${years[i].year} overlap in ${t}`);
      }
    }
  });
}

pageTest('names of the phases are spread inside the visible part of their phase, or absent', {}, async (page) => {
  for (const t of [...SPANS, '1955-12-01/1956-06-30', '1960-01-01/1966-12-31']) {
    await goHash(page, `t=${t}`);
    const { frame, from, to } = await readPlate(page);
    const x = (day) => frame.left + frame.width * (day - dayNumber(from)) / (dayNumber(to) + 1 - dayNumber(from));
    const letters = await page.$$eval('svg#plate [data-territory]:not([data-territory=before])', (names) => names.map((n) => {
      const r = n.getBoundingClientRect();
      return { phase: n.dataset.territory, left: r.left, right: r.right };
    }));
    if (t === SPANS[0]) assert.deepEqual(letters.map((l) => l.phase).sort(), ['alliance', 'split', 'strain']);
    const ends = { alliance: ['1945-01-01', '1956-02-14'], strain: ['1956-02-14', '1960-07-16'], split: ['1960-07-16', '1969-10-21'] };
    for (const l of letters) {
      const [a, b] = ends[l.phase].map((d) => x(dayNumber(d)));
      assert.ok(l.left >= Math.max(a, frame.left) - 1, `${l.phase} begins outside in ${t}`);
      assert.ok(l.right <= Math.min(b, frame.right) + 1, `${l.phase} ends outside in ${t}`);
    }
  }
});

pageTest('the alternating frame has the same parity at every zoom', {}, async (page) => {
  for (const t of ['1945-01-01/1969-12-31', '1948-03-01/1955-12-31', '1950-07-01/1962-03-31']) {
    await goHash(page, `t=${t}`);
    const { frame, from, to } = await readPlate(page);
    const year = (x) => {
      const day = dayNumber(from) + (x - frame.left) / frame.width * (dayNumber(to) + 1 - dayNumber(from));
      return new Date(day * 86_400_000).getUTCFullYear();
    };
    const black = await page.$eval('svg#plate .axis .years', (path) => {
      const { left } = path.ownerSVGElement.getBoundingClientRect();
      return [...path.getAttribute('d').matchAll(/M(\S+) \S+?H([\d.]+)/g)].map(([, a, b]) => left + (Number(a) + Number(b)) / 2);
    });
    assert.ok(black.length >= 3, `${black.length} black pieces in ${t}`);
    assert.deepEqual([...new Set(black.map((x) => year(x) % 2))], [0], `black years in ${t}: ${black.map(year)}`);
  }
});
