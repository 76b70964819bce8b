// What the page must hold without any script, counted against the dataset: titles, dates, texts and citations of the
// events, the periods and the disputes.

import { data, events } from '../facts.mjs';

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** The start of a date as its `datetime` says it: no sign of doubt, and a season by its year. */
function begins(date) {
  const start = date.split('/')[0].replace(/[~?%]/g, '');
  return /-2[1-4]$/.test(start) ? start.slice(0, 4) : start;
}

/** The two texts that the work began from are its subject, not its evidence: no event cites them. */
const opened = (event) => event.sources.filter((source) => source.seen && source.kind !== 'seed');
const citation = new Map(data.sources.map((source) => [source.id, source.citation]));

/** What is wanted of each event. A text that the dataset does not have is its summary. */
const WANTED = events.map((event) => ({
  id: event.id, title: plain(event.title), date: begins(event.date), text: plain(event.text || event.summary),
  citations: opened(event).map((source) => plain(citation.get(source.id))),
}));

/** How many there are of each. */
export const ALL = {
  titles: events.length,
  dates: events.length,
  texts: events.length,
  citations: WANTED.reduce((n, event) => n + event.citations.length, 0),
  periods: data.phases.length,
  disputes: data.disputes.length,
};

/** How many of each a frame's document holds. Read from outside, so it works where scripts do not. */
export async function counted(frame) {
  const found = await frame.evaluate(() => ({
    items: [...document.querySelectorAll('ol > li[data-event]')].map((li) => ({
      id: li.dataset.event, anchor: li.id, seen: li.getClientRects().length > 0, text: li.textContent, time: li.querySelector('time')?.getAttribute('datetime') ?? '',
      shown: li.querySelector('time')?.textContent ?? '',
    })),
    body: document.body.textContent,
  }));
  const items = new Map(found.items.filter((item) => item.seen && item.anchor === `e=${item.id}`).map((item) => [item.id, { ...item, text: plain(item.text) }]));
  const body = plain(found.body);
  const count = { titles: 0, dates: 0, texts: 0, citations: 0, periods: 0, disputes: 0 };
  for (const want of WANTED) {
    const item = items.get(want.id);
    if (!item) continue;
    count.titles += item.text.includes(want.title);
    count.dates += item.time.startsWith(want.date) && item.shown.includes(want.date.slice(0, 4));
    count.texts += item.text.includes(want.text);
    count.citations += want.citations.filter((one) => item.text.includes(one)).length;
  }
  count.periods = data.phases.filter((phase) => body.includes(plain(phase.rationale))).length;
  count.disputes = data.disputes.filter((dispute) => body.includes(plain(dispute.topic))).length;
  return count;
}
