import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { endedMillis } from '@/db/model/event/ended';
import type { RecordType } from '@/db/model/records/record-types';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../_i18n/client-messages';
import { LiveProvider } from '../_live/provider';
import { readSnapshot } from '../_live/read-snapshot';
import { readViewer } from '../_session/read-viewer';
import { EntryShell } from '../_shell/entry-shell';
import { FollowedView } from '../(board)/_views/followed-view';
import { readAddress } from '../(board)/read-address';
import { OpenDisplay } from './open-display';
import { Wall } from './wall';
import './wall.css';
import './threats.css';
import './side.css';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 50;
const maxEnded = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wall'))('title') };
}

/**
 * The board for a screen without a keyboard. A display shows the view of its link; for a person the view is in the
 * address. Everyone else may open the link of a display here.
 */
export default async function WallPage({ searchParams }: PageProps) {
  const who = await readViewer();
  if (!who) {
    const t = await getTranslations('wall');
    return (
      <PageMessages namespaces={['wall']}>
        <EntryShell title={t('title')}>
          <OpenDisplay />
        </EntryShell>
      </PageMessages>
    );
  }
  const runtime = getRuntime();
  const display = await runtime.store.findOwnDisplay(who);
  const asked = display ? paramsOf(display.view) : await searchParams;
  const get = <T extends RecordType>(type: T, id: string) => runtime.store.getRecord(who, type, id);
  const { view, refused, ...given } = await readAddress(asked, get);
  // Nobody changes the filter of a wall by hand, so it follows its view.
  const { read } = view ? await readAddress(paramsOf(view.query), get) : given;
  const { filter, search } = read;
  const [snapshot, ended] = await Promise.all([
    readSnapshot(runtime, who, { filter, limit: pageSize }),
    runtime.store.listEnded(who, Date.now() - endedMillis, maxEnded),
  ]);
  return (
    <PageMessages namespaces={['board', 'event', 'map', 'wall']}>
      <LiveProvider snapshot={snapshot} filter={filter} search={search}>
        {view && <FollowedView view={view} />}
        <Wall
          name={display?.name ?? who.name}
          clearance={who.clearance}
          own={runtime.own}
          ended={ended}
          search={search}
          isViewGone={refused.some(({ name }) => name === 'view')}
          buildId={runtime.buildId}
        />
      </LiveProvider>
    </PageMessages>
  );
}

function paramsOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}
