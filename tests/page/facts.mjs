// The shipped dataset, read and dated on its own: these few lines share no code with the product, so an
// error in its dates or lanes shows as a difference.

import { readFileSync } from 'node:fs';

const file = new URL('../../data/timeline.json', import.meta.url);
export const data = JSON.parse(readFileSync(file, 'utf8'));
export const events = data.events;
export const byId = new Map(events.map((e) => [e.id, e]));
export const headlines = events.filter((e) => e.significance === 1).map((e) => e.id);

const DAY = 86_400_000;
const SEASON = { 21: 2, 22: 5, 23: 8, 24: 11 };

/** Days since 1970 of an ISO day. */
export const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
/** ISO day of a number of days. */
export const isoDay = (day) => new Date(Math.floor(day) * DAY).toISOString().slice(0, 10);

/** First day and the day after the last of one EDTF point: a day, month, season or year. */
export function bounds(point) {
  const [y, m, d] = point.replace(/[~?%]/g, '').split('-').map(Number);
  const at = (...parts) => Date.UTC(...parts) / DAY;
  if (d) return [at(y, m - 1, d), at(y, m - 1, d + 1)];
  if (m > 20) return [at(y, SEASON[m], 1), at(y, SEASON[m] + 3, 1)];
  if (m) return [at(y, m - 1, 1), at(y, m, 1)];
  return [at(y, 0, 1), at(y + 1, 0, 1)];
}

/** An event's place in time: a day at its first instant, anything wider in the middle of its start. */
export function dayOf(id) {
  const start = byId.get(id).date.split('/')[0];
  const [a, b] = bounds(start);
  return b - a === 1 ? a : (a + b) / 2;
}

/** The lane of an event: north, south, middle, elsewhere or stair. */
export function laneOf({ id, side, host }) {
  if (id.startsWith('mao-view-')) return 'stair';
  if (side === 'elsewhere') return 'elsewhere';
  if (side !== 'both') return side === 'moscow' ? 'north' : 'south';
  return { moscow: 'north', beijing: 'south', elsewhere: 'middle' }[host];
}

/** Where its symbol stands on the plate: as `dayOf`, but a step of Mao's stair begins with its date. */
export const standsAt = (id) => (id.startsWith('mao-view-') ? bounds(byId.get(id).date.split('/')[0])[0] : dayOf(id));

/** Events in order of time, as the list must hold them. */
export const inTime = [...events].sort(
  (a, b) => dayOf(a.id) - dayOf(b.id) || a.significance - b.significance || (a.id < b.id ? -1 : 1)).map((e) => e.id);
