import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { nearItem, nearQuery, withMissions } from '@/db/model/near';
import { pageQuery, wholeNumber } from '../page-query';
import { openPage, sealPage } from '../paging';
import type { Services } from '../services';

export const nearPageQuery = withMissions(
  z.strictObject({ ...nearQuery, ...pageQuery, limit: wholeNumber(1, 100).default(50) }),
);
type NearPageQuery = z.output<typeof nearPageQuery>;

export const nearList = z.strictObject({
  items: z.array(nearItem),
  next: z
    .string()
    .nullable()
    .meta({ description: 'Send it as page to get the next page; null on the last page' }),
});

const list = 'events near missions';
const eventKey = z.strictObject({ value: z.number(), n: z.number() });

/** A page of events near missions as serialized JSON. @throws AppError 'invalid' for a page token of another list */
export async function listNear(
  { store, seal }: Pick<Services, 'store' | 'seal'>,
  who: Principal,
  { countries, missions, limit, page, ...filter }: NearPageQuery,
  signal?: AbortSignal,
): Promise<Buffer> {
  const near = { ...filter, nearCountries: countries, nearMissions: missions };
  const after = openPage({ seal }, list, page, eventKey);
  const { itemsJson, next } = await store.near(who, { filter: near, limit, after }, signal);
  const token = next && sealPage({ seal }, list, next);
  return Buffer.concat([
    Buffer.from('{"items":'),
    itemsJson,
    Buffer.from(`,"next":${JSON.stringify(token)}}`),
  ]);
}
