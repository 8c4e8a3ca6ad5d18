import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { countryCodes } from '@/db/model/places/countries';
import { countryName } from '@/db/model/places/country-names';
import { missionRecord } from '@/db/model/records/mission';
import { missionStatuses, missionTypes } from '@/db/model/words';
import { getRuntime } from '@/server/runtime';
import { MissionRows } from '../_records/_lists/mission-rows';
import { AddLink } from '../_records/edit-link';
import { ListFilter } from '../_records/list-filter';
import { Pages } from '../_records/pages';
import { readListQuery, type Search } from '../_records/read-list-query';
import { RecordHeading } from '../_records/record-heading';
import { RecordPage } from '../_records/record-page';
import { nullIfInvalid } from '../null-if-invalid';

type PageProps = { searchParams: Promise<Search> };

const pageSize = 100;

/** The register of missions. */
export default async function MissionsPage({ searchParams }: PageProps) {
  const search = await searchParams;
  const { query, given } = readListQuery(search, missionRecord.query);
  const page = typeof search.page === 'string' ? search.page : undefined;
  const [{ items, next, cursor, now }, locale, t, words] = await Promise.all([
    read(query, page),
    getLocale(),
    getTranslations('profiles'),
    getTranslations('words'),
  ]);
  const countries = countryCodes
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <RecordPage title={t('missions.title')} types={['mission']} cursor={cursor} now={now}>
      <RecordHeading
        title={t('missions.title')}
        actions={<AddLink href="/missions/new">{t('missions.add')}</AddLink>}
      />
      <ListFilter
        placeholder={t('missions.search')}
        choices={[
          { name: 'sending', label: t('fields.mission.sending'), choices: countries },
          { name: 'host', label: t('fields.mission.host'), choices: countries },
          {
            name: 'type',
            label: t('fields.mission.type'),
            choices: missionTypes.map((value) => ({ value, label: words(`missionTypes.${value}`) })),
          },
          {
            name: 'status',
            label: t('fields.mission.status'),
            choices: missionStatuses.map((value) => ({ value, label: words(`missionStatuses.${value}`) })),
          },
        ]}
      />
      {items.length === 0 ? (
        <p className="text-ink-2">{t('list.none')}</p>
      ) : (
        <MissionRows missions={items} label={t('missions.title')} />
      )}
      <Pages path="/missions" query={given} isLater={page !== undefined} next={next} />
    </RecordPage>
  );
}

type Query = ReturnType<typeof readListQuery<typeof missionRecord.query>>['query'];

async function read(query: Query, page: string | undefined) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const list = await runtime
    .listRecords(who, 'mission', query, { page, limit: pageSize })
    .catch(nullIfInvalid);
  if (list === null) notFound();
  return { ...list, cursor, now: Date.now() };
}
