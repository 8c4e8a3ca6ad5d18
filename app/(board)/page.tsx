import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { endedMillis } from '@/db/model/event/ended';
import type { RecordType } from '@/db/model/records/record-types';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../_i18n/client-messages';
import { readSnapshot } from '../_live/read-snapshot';
import { mainHost } from '../_shell/_clocks/main-host';
import { Shell } from '../_shell/shell';
import { SkipLink } from '../_shell/skip-link';
import { nullIfNotFound } from '../null-if-not-found';
import { ListPreferences } from './_feed/list-preferences';
import { closedIn, parseClosed } from './_side/slots';
import { LiveIndicator } from './_state/live-indicator';
import { pathOfView } from './_views/opened-view';
import { startViewOf } from './_views/start-view';
import { Board } from './board';
import './board.css';
import './layout.css';
import { LiveBoard } from './live-board';
import { readAddress } from './read-address';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 50;
/** How long a lapsed threat stays on the board for users who were away: a long weekend. */
const lapsedMillis = 96 * 3_600_000;
const maxLapsed = 50;
const maxExamples = 20;

/** The board, with its data in the first paint. */
export default async function BoardPage({ searchParams }: PageProps) {
  const params = await searchParams;
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const get = <T extends RecordType>(type: T, id: string) => runtime.store.getRecord(who, type, id);
  const preferences = await cookies();
  const start = startViewOf(preferences.get('view')?.value, who.id);
  if (start !== null && Object.keys(params).length === 0) {
    const view = await get('view', start).catch(nullIfNotFound);
    if (view !== null) redirect(pathOfView(view));
  }
  const { read, address, refused, gone, places, ref, view } = await readAddress(params, get);
  const { filter } = read;
  const now = Date.now();
  const [t, snapshot, lapsed, ended, examples, opened] = await Promise.all([
    getTranslations('shell'),
    readSnapshot(runtime, who, { filter, sort: read.sort, limit: pageSize }),
    runtime.store.listLapsed(who, now - lapsedMillis, maxLapsed + 1),
    runtime.store.listEnded(who, now - endedMillis, maxLapsed),
    runtime.store.listExamples(who, maxExamples),
    ref === null ? null : runtime.store.getEvent(who, ref).catch(nullIfNotFound),
  ]);
  return (
    <PageMessages
      namespaces={['board', 'event', 'map', 'plots', 'form.time', 'form.problems', 'profiles.visits']}
    >
      <LiveBoard snapshot={snapshot} read={read} address={address} places={places} gone={gone} view={view}>
        <Shell
          title={null}
          skip={<SkipLink to="feed">{t('skipToList')}</SkipLink>}
          live={<LiveIndicator />}
          preferences={<ListPreferences />}
          place={mainHost(snapshot.figures.facets?.host ?? [])}
        >
          <Board
            own={runtime.own}
            lapsed={{ items: lapsed.slice(0, maxLapsed), isWhole: lapsed.length <= maxLapsed }}
            ended={ended}
            examples={examples}
            refused={refused}
            opened={ref === null ? null : { eventRef: ref, event: opened }}
            closed={view?.layout ? closedIn(view.layout) : parseClosed(preferences.get('side')?.value)}
          />
        </Shell>
      </LiveBoard>
    </PageMessages>
  );
}
