import { filterQuery } from '@/db/model/filter';
import { filterNames, type RawFilter, type ReadFilter } from './_filters/filter-names';
import { readFilter } from './_filters/read-filter';

type Params = Readonly<Record<string, string | string[] | undefined>>;

type Address = {
  read: ReadFilter;
  /** Parameters that are no filter or have an invalid value. They are ignored, and the reader is told. */
  refused: { name: string; value: string }[];
  /** The reference of the record to open. */
  ref: string | null;
};

/** Parses the board's address on the server, each parameter with the API's schema. */
export function readAddress(params: Params): Address {
  const refused: Address['refused'] = [];
  const raw: RawFilter = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === 'event' || value === undefined || value === '') continue;
    if (name === 'sort' && (value === 'at' || value === 'latest')) {
      raw.sort = value;
      continue;
    }
    const known = filterNames.find((one) => one === name);
    if (known && typeof value === 'string' && filterQuery[known].safeParse(value).success) raw[known] = value;
    else refused.push({ name, value: [value].flat().join(',') });
  }
  const ref = typeof params.event === 'string' && params.event !== '' ? params.event : null;
  return { read: readFilter(raw), refused, ref };
}
