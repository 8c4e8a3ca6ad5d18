import { stringify } from 'csv-stringify/sync';
import type { Event } from '@/db/model/event/event';
import type { Count } from '@/db/model/event/fields';
import { gradeOf, strongest } from '@/db/model/event/grade';

/**
 * A sheet of events (RFC 4180): the marking stands first in each row, so that it stays with what is copied out,
 * and before it and before the title EXERCISE where a record is one.
 */
export function createEventSheet(publicUrl: URL) {
  const columns: Readonly<Record<string, (event: Event) => string>> = {
    marking: ({ tlp, handling }) => marked(handling, `TLP:${tlp.toUpperCase()}`),
    ref: ({ ref }) => ref,
    kind: ({ kind }) => kind,
    handling: ({ handling }) => handling,
    title: ({ title, handling }) => marked(handling, title),
    summary: ({ summary }) => summary,
    at: ({ at }) => at,
    loggedAt: ({ loggedAt }) => loggedAt,
    activityAt: ({ activityAt }) => activityAt,
    targeted: ({ targets }) => listed(targets.map(({ country }) => country)),
    targets: ({ targets }) => listed(targets.map((target) => `${target.country} ${placeOf(target)}`)),
    country: ({ location }) => location.country,
    city: ({ location }) => location.city ?? '',
    place: ({ location }) => location.place ?? '',
    severity: ({ severity }) => severity,
    verification: ({ verification }) => verification,
    status: ({ threat, incident }) => threat?.status ?? incident?.phase ?? '',
    urgency: ({ threat }) => threat?.urgency ?? '',
    certainty: ({ threat }) => threat?.certainty ?? '',
    validUntil: ({ threat }) => threat?.validUntil ?? '',
    attackTypes: ({ attackTypes }) => listed(attackTypes),
    weaponTypes: ({ weaponTypes }) => listed(weaponTypes),
    killed: ({ incident }) => range(incident?.killed),
    wounded: ({ incident }) => range(incident?.wounded),
    actors: ({ actors }) => listed(actors.map(({ name, role }) => `${name} (${role})`)),
    grade: ({ sources }) => gradeOf(strongest(sources)) ?? '',
    sources: ({ sources }) =>
      listed(sources.map(({ publisher, url }) => (url ? `${publisher} ${url}` : publisher))),
    tags: ({ tags }) => listed(tags),
    url: ({ ref }) => new URL(`/events/${ref}`, publicUrl).href,
  };
  const write = (rows: readonly string[][], bom = false) =>
    Buffer.from(
      stringify([...rows], {
        bom,
        record_delimiter: 'windows',
        // A line break of either kind stays within its cell.
        quoted_match: /[\r\n]/,
        // A cell that begins with a tab or a line break counts as one that may hold a formula too.
        escape_formulas: true,
      }),
    );

  return {
    /** With the mark by which Excel knows UTF-8. */
    head: write([Object.keys(columns)], true),
    rows: (events: readonly Event[]) =>
      write(events.map((event) => Object.values(columns).map((cell) => withoutFormulas(cell(event))))),
  };
}

/** In English, as the values of a sheet are. */
function marked(handling: Event['handling'], text: string): string {
  return handling === 'exercise' ? `EXERCISE ${text}` : text;
}

/**
 * Puts an apostrophe before each sign that a spreadsheet would read as the beginning of a formula. Excel splits at
 * semicolons in locales such as Turkish and Russian, whatever the quotes say, and rows then end at any line break;
 * quotes and spaces at the beginning of a cell hide nothing, and full-width signs count in some locales.
 */
function withoutFormulas(text: string): string {
  // Each run of signs between cells is matched whole, with or without a formula after it: a pattern that looked for the
  // formula from every one of 20,000 line breaks would hold the event loop for a second.
  return text.replace(
    /(^[\s";]*|[\s";]+)([=+\-@＝＋－＠]?)/g,
    (found: string, between: string, sign: string, at: number) =>
      sign !== '' && (at === 0 || /[;\t\r\n]/.test(between)) ? `${between}'${sign}` : found,
  );
}

function listed(values: readonly string[]): string {
  return [...new Set(values)].join('; ');
}

function placeOf({ type, mission }: Event['targets'][number]): string {
  return mission ? `${mission.type} ${mission.city ?? mission.host}` : type;
}

function range(count: Count | null | undefined): string {
  if (!count) return '';
  return count.min === count.max ? String(count.min) : `${count.min}–${count.max}`;
}
