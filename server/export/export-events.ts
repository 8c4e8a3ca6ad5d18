import { Readable } from 'node:stream';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { personOf } from '@/db/model/access/visible';
import { failure } from '@/db/model/errors';
import type { Event } from '@/db/model/event/event';
import { filterQuery, withRadius } from '@/db/model/filter';
import { exportFormats } from '@/db/model/words';
import type { EventKey, EventListQuery, Store } from '@/db/store';
import { createEventSheet } from './event-sheet';

/** Events per page. A page takes a few milliseconds and is freed once it is sent, so memory does not grow. */
const pageSize = 100;

/** The maximum length of a filter in the audit, in characters. A URL may be much longer. */
const maxFilterLength = 1_000;

export const exportQuery = withRadius(
  z.strictObject({
    ...filterQuery,
    format: z.enum(exportFormats).meta({ description: 'csv: a row per event; json: the complete records' }),
  }),
);
type ExportQuery = z.output<typeof exportQuery>;

export type ExportEvents = (request: {
  query: ExportQuery;
  /** The query string, for the audit. */
  parameters: string;
  /** The current principal, looked up for each page. @throws AppError 'unauthenticated' */
  who(): Promise<Principal>;
  signal: AbortSignal;
}) => Promise<Readable>;

/**
 * Exports the events that match a filter, newest first, with their markings. The export is recorded in the audit
 * before its first byte is sent. It ends when the reader disconnects or loses their rights, and each person can run one
 * at a time.
 */
export function createExportEvents(
  store: Pick<Store, 'scanEvents' | 'logAccess'>,
  publicUrl: URL,
): ExportEvents {
  const sheet = createEventSheet(publicUrl);
  const running = new Set<string>();

  async function* pages(
    { format, ...filter }: ExportQuery,
    who: () => Promise<Principal>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    yield format === 'csv' ? sheet.head : Buffer.from('{"items":[');
    let after: EventKey | null = null;
    do {
      const list: EventListQuery = { filter, sort: 'at', limit: pageSize, after };
      const { itemsJson, next } = await store.scanEvents(await who(), list, signal);
      yield format === 'csv' ? sheet.rows(eventsOf(itemsJson)) : listElements(itemsJson, after !== null);
      after = next;
    } while (after);
    if (format === 'json') yield Buffer.from(']}');
  }

  return async ({ query, parameters, who, signal }) => {
    const reader = await who();
    const person = personOf(reader);
    if (running.has(person)) throw failure('export-running');
    const chunks = Readable.from(pages(query, who, signal), { objectMode: false });
    running.add(person);
    chunks.once('close', () => running.delete(person));
    try {
      const details = { format: query.format, filter: truncated(parameters) || null };
      await store.logAccess(reader, { what: 'exported', accountId: reader.id, details });
      return chunks;
    } catch (error) {
      chunks.destroy();
      throw error;
    }
  };
}

function truncated(filter: string): string {
  return filter.length > maxFilterLength ? `${filter.slice(0, maxFilterLength)}…` : filter;
}

function eventsOf(itemsJson: Uint8Array): Event[] {
  return JSON.parse(new TextDecoder().decode(itemsJson));
}

/** The elements of a JSON list without its brackets, with a comma first if elements precede them. */
function listElements(itemsJson: Uint8Array, isContinued: boolean): Uint8Array {
  const elements = Buffer.from(itemsJson).subarray(1, -1);
  return isContinued && elements.length > 0 ? Buffer.concat([Buffer.from(','), elements]) : elements;
}
