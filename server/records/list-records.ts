import type { Principal } from '@/db/model/access/principal';
import { type AnswerOf, type QueryOf, type RecordType, records } from '@/db/model/records/record-types';
import { uuid } from '@/db/model/values/scalars';
import { openPage, sealPage } from '../paging';
import type { Services } from '../services';

/** A page of records with the token of the next one. */
export type RecordList<Type extends RecordType> = { items: AnswerOf<Type>[]; next: string | null };

/** A page of records. @throws AppError 'invalid' for a page token of another list */
export async function listRecords<Type extends RecordType>(
  services: Services,
  who: Principal,
  type: Type,
  query: QueryOf<Type>,
  { page, limit }: { page: string | undefined; limit: number },
): Promise<RecordList<Type>> {
  const { path } = records[type];
  const after = openPage(services, path, page, uuid);
  const { items, next } = await services.store.listRecords(who, type, { ...query, after, limit });
  return { items, next: next && sealPage(services, path, next) };
}
