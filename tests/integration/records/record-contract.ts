import type { Event } from '@/db/model/event/event';
import type { RecordDefinition } from '@/db/model/records/define-record';
import { httpContract } from './http-contract';
import type { RecordProgram } from './program';
import { storeContract } from './store-contract';

export type RecordSamples = {
  open(): Promise<RecordProgram>;
  /** SQL that prepares the database, such as one that creates a table. */
  prepare?: string;
  table: string;
  /** An input, and a later version of it; `event` is the id of an event that everyone may see. */
  first(event: string): object;
  second(event: string): object;
  /** Two inputs that may exist beside each other. */
  two(event: string): object[];
  /** A body that is refused, with the paths of its errors. */
  bad: { body: object; paths: string[] };
  /** The query parameter that finds the first, for types with search text. */
  search?: { q: string };
  /** Inputs that differ in what decides their marking. */
  marked(events: readonly Event[]): object[];
  /** Two inputs that name the record with this id, one for everyone and one for its author only. */
  naming?(id: string): { shown: object; hidden: object };
};

/** Tests what every record type does in a store and over HTTP. Call it once for each type. */
export function recordContract(definition: RecordDefinition, samples: RecordSamples): void {
  storeContract(definition, samples);
  httpContract(definition, samples);
}
