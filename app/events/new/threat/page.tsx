import { headers } from 'next/headers';
import { getRuntime } from '@/server/runtime';
import { NewPage, type NewPageProps } from '../../_form/new-page';

export default async function NewThreatPage({ searchParams }: Pick<NewPageProps, 'searchParams'>) {
  const { store, principalOf } = getRuntime();
  const who = await principalOf(await headers());
  return (
    <NewPage
      kind="threat"
      who={who}
      searchParams={searchParams}
      getEvent={(ref) => store.getEvent(who, ref)}
      getVisit={(id) => store.getRecord(who, 'visit', id)}
    />
  );
}
