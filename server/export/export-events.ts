import { Readable } from 'node:stream';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { personOf } from '@/db/model/access/visible';
import { AppError } from '@/db/model/errors';
import type { Event } from '@/db/model/event/event';
import { filterQuery } from '@/db/model/filter';
import { exportFormats } from '@/db/model/words';
import type { EventKey, EventListQuery, Store } from '@/db/store';
import { createEventSheet } from './event-sheet';

/** Each is read into an answer and let go: a few milliseconds, whatever the length of the whole. */
const pageSize = 100;

/** Of a filter as the audit keeps it, in characters: an address may be sixteen times as long. */
const longestFilter = 1_000;

/** The query of an export: the filter of the list, and the format. */
export const exportQuery = z.strictObject({
  ...filterQuery,
  format: z.enum(exportFormats).meta({ description: 'A sheet, or the whole records' }),
});
type ExportQuery = z.output<typeof exportQuery>;

export type ExportEvents = (request: {
  query: ExportQuery;
  /** The same as it was asked for: what the audit says. */
  asked: string;
  /** Who asks, judged anew for each page. @throws AppError 'unauthenticated' */
  who(): Principal;
  signal: AbortSignal;
}) => Promise<Readable>;

/**
 * Exports the events that pass a filter, newest first, marked as they are; the export is entered in the audit before
 * its first byte leaves. It ends where its reader goes or loses his rights, and each reader has one at a time.
 */
export function createExportEvents(
  store: Pick<Store, 'scanEvents' | 'logAccess'>,
  publicUrl: URL,
): ExportEvents {
  const sheet = createEventSheet(publicUrl);
  const running = new Set<string>();

  async function* pages(
    { format, ...filter }: ExportQuery,
    who: () => Principal,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    yield format === 'csv' ? sheet.head : Buffer.from('{"items":[');
    let after: EventKey | null = null;
    do {
      const list: EventListQuery = { filter, sort: 'at', limit: pageSize, after };
      const { itemsJson, next } = await store.scanEvents(who(), list, signal);
      yield format === 'csv' ? sheet.rows(eventsOf(itemsJson)) : inside(itemsJson, after !== null);
      after = next;
    } while (after);
    if (format === 'json') yield Buffer.from(']}');
  }

  return async ({ query, asked, who, signal }) => {
    const reader = who();
    const person = personOf(reader);
    if (running.has(person))
      throw new AppError(
        'too-many',
        'You already have an export in progress: wait until it ends, or cancel it.',
      );
    const chunks = Readable.from(pages(query, who, signal), { objectMode: false });
    running.add(person);
    chunks.once('close', () => running.delete(person));
    try {
      const details = { format: query.format, filter: shortened(asked) || null };
      await store.logAccess(reader, { what: 'exported', accountId: reader.id, details });
      return chunks;
    } catch (error) {
      chunks.destroy();
      throw error;
    }
  };
}

function shortened(filter: string): string {
  return filter.length > longestFilter ? `${filter.slice(0, longestFilter)}…` : filter;
}

function eventsOf(itemsJson: Uint8Array): Event[] {
  return JSON.parse(new TextDecoder().decode(itemsJson));
}

/** The elements of a list as they go on with those before. */
function inside(itemsJson: Uint8Array, hasBefore: boolean): Uint8Array {
  const elements = Buffer.from(itemsJson).subarray(1, -1);
  return hasBefore && elements.length > 0 ? Buffer.concat([Buffer.from(','), elements]) : elements;
}
