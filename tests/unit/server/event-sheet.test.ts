import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { type Event, event } from '@/db/model/event/event';
import { createEventSheet } from '@/server/export/event-sheet';

const sheet = createEventSheet(new URL('http://localhost:3000'));
const formulaStart = /^[\s"]*[=+\-@＝＋－＠]/;

/** Text with many characters that a spreadsheet takes for the start of a cell or a formula. */
const anyText = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      ';',
      ',',
      '\t',
      '\r',
      '\n',
      '"',
      "'",
      ' ',
      '1',
      'a',
      'Ё',
    ),
  )
  .map((parts) => parts.join(''));

function eventOf(title: string, summary: string, more: Partial<Event> = {}): Event {
  const by = { id: '01890000-0000-7000-8000-000000000001', name: 'Somebody' };
  return {
    ...event.parse({
      id: '01890000-0000-7000-8000-000000000002',
      ref: 'THR-2026-0001',
      aliases: [],
      version: 1,
      toBeConfirmed: null,
      kind: 'threat',
      handling: 'actual',
      title: 'Letter',
      summary: '',
      at: '2026-03-01',
      atPrecision: 'day',
      loggedAt: '2026-03-01T00:00:00.000Z',
      activityAt: '2026-03-01T00:00:00.000Z',
      location: {
        country: 'AF',
        province: null,
        city: 'Kabul',
        place: null,
        lat: null,
        lon: null,
        precision: 'city',
        timeZone: 'Asia/Kabul',
      },
      targets: [
        {
          country: 'RU',
          type: 'embassy',
          missionId: null,
          visitId: null,
          note: null,
          outcome: null,
          accountedFor: null,
          mission: null,
        },
      ],
      actors: [],
      attackTypes: [],
      weaponTypes: [],
      sources: [],
      severity: 'moderate',
      verification: 'unverified',
      tlp: 'amber',
      recipients: [],
      tags: [],
      incident: null,
      threat: {
        status: 'current',
        statusReason: null,
        urgency: 'unknown',
        certainty: 'unknown',
        likelihood: null,
        confidence: null,
        validFrom: null,
        validUntil: null,
        reviewBy: null,
        realisedBy: [],
      },
      createdBy: by,
      updatedAt: '2026-03-01T00:00:00.000Z',
      updatedBy: by,
    }),
    title,
    summary,
    ...more,
  };
}

/** Cells as a program that splits at these separators reads them: a quote opens a cell only at its start. */
function cellsOf(text: string, separators: string): string[] {
  const end = `${separators}\\r\\n`;
  const cells = text.matchAll(new RegExp(`"((?:[^"]|"")*)"?([^${end}]*)|[^${end}]+`, 'g'));
  return Array.from(cells, ([whole, quoted, rest]) =>
    quoted === undefined ? whole : `${quoted.replaceAll('""', '"')}${rest}`,
  );
}

test('no cell of an exported sheet is a formula, whether split at commas, semicolons or tabs', () => {
  void fc.assert(
    fc.property(anyText, anyText, anyText, (title, summary, name) => {
      const actor = { actorId: '01890000-0000-7000-8000-000000000003', role: 'suspected' as const, name };
      const rows = String(
        sheet.rows([eventOf(title, summary, { actors: [{ ...actor, name: 'A' }, actor] })]),
      );
      for (const separators of [',', ';', '\t', ',;\t'])
        expect(cellsOf(rows, separators).filter((cell) => formulaStart.test(cell))).toEqual([]);
      // The same for a program that ignores quotes.
      expect(rows.split(/[;\t\r\n]/).filter((cell) => formulaStart.test(cell))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('a text of 240,000 line breaks is exported in one pass', () => {
  // A search from each line break would take longer than a test may.
  const breaks = '\n'.repeat(120_000);
  const exported = String(sheet.rows([eventOf('Letter', `a${breaks}b${breaks}=1`)]));
  expect(exported).toContain(`"a${breaks}b${breaks}'=1"`);
});

test('ordinary text is exported unchanged', () => {
  const summary = 'Kabul, -2 °C; a well-known threat (24-hour watch), 2+2=4\nmail@example.org; see a/b';
  const [, exported = ''] = String(sheet.rows([eventOf('Letter – 2nd', summary)])).split('Letter – 2nd,');
  expect(exported.startsWith(`"${summary}"`)).toBe(true);
});
