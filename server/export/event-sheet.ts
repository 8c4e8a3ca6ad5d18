import { stringify } from 'csv-stringify/sync';
import type { Event } from '@/db/model/event/event';
import type { Count } from '@/db/model/event/fields';
import { gradeOf, strongest } from '@/db/model/event/grade';
import { withoutFormulas } from '@/db/model/values/sheet-cell';

/**
 * Events as CSV (RFC 4180). The marking is the first cell of each row, so that it is copied with the row. For exercises,
 * the marking and the title start with EXERCISE.
 */
export function createEventSheet(publicUrl: URL) {
  const columns: Readonly<Record<string, (event: Event) => string>> = {
    marking: ({ tlp, handling }) => withExercise(handling, `TLP:${tlp.toUpperCase()}`),
    ref: ({ ref }) => ref,
    kind: ({ kind }) => kind,
    handling: ({ handling }) => handling,
    title: ({ title, handling }) => withExercise(handling, title),
    summary: ({ summary }) => summary,
    at: ({ at }) => at,
    loggedAt: ({ loggedAt }) => loggedAt,
    activityAt: ({ activityAt }) => activityAt,
    targeted: ({ targets }) => joined(targets.map(({ country }) => country)),
    targets: ({ targets }) => joined(targets.map((target) => `${target.country} ${placeOf(target)}`)),
    country: ({ location }) => location.country,
    city: ({ location }) => location.city ?? '',
    place: ({ location }) => location.place ?? '',
    severity: ({ severity }) => severity,
    verification: ({ verification }) => verification,
    status: ({ threat, incident }) => threat?.status ?? incident?.phase ?? '',
    urgency: ({ threat }) => threat?.urgency ?? '',
    certainty: ({ threat }) => threat?.certainty ?? '',
    validUntil: ({ threat }) => threat?.validUntil ?? '',
    attackTypes: ({ attackTypes }) => joined(attackTypes),
    weaponTypes: ({ weaponTypes }) => joined(weaponTypes),
    killed: ({ incident }) => range(incident?.killed),
    wounded: ({ incident }) => range(incident?.wounded),
    actors: ({ actors }) => joined(actors.map(({ name, role }) => `${name} (${role})`)),
    grade: ({ sources }) => gradeOf(strongest(sources)) ?? '',
    sources: ({ sources }) =>
      joined(sources.map(({ publisher, url }) => (url ? `${publisher} ${url}` : publisher))),
    tags: ({ tags }) => joined(tags),
    url: ({ ref }) => new URL(`/events/${ref}`, publicUrl).href,
  };
  const write = (rows: readonly string[][], bom = false) =>
    Buffer.from(
      stringify([...rows], {
        bom,
        record_delimiter: 'windows',
        // Cells with a carriage return or line feed are quoted.
        quoted_match: /[\r\n]/,
        // Also escapes cells that begin with a tab or a line break.
        escape_formulas: true,
      }),
    );

  return {
    /** With the byte order mark by which Excel recognizes UTF-8. */
    head: write([Object.keys(columns)], true),
    rows: (events: readonly Event[]) =>
      write(events.map((event) => Object.values(columns).map((cell) => withoutFormulas(cell(event))))),
  };
}

/** In English, like all values of the sheet. */
function withExercise(handling: Event['handling'], text: string): string {
  return handling === 'exercise' ? `EXERCISE ${text}` : text;
}

function joined(values: readonly string[]): string {
  return [...new Set(values)].join('; ');
}

function placeOf({ type, mission }: Event['targets'][number]): string {
  return mission ? `${mission.type} ${mission.city ?? mission.host}` : type;
}

function range(count: Count | null | undefined): string {
  if (!count) return '';
  return count.min === count.max ? String(count.min) : `${count.min}–${count.max}`;
}
