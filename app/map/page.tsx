import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { getRuntime } from '@/server/runtime';
import { LiveIndicator } from '../(board)/_state/live-indicator';
import '../(board)/board.css';
import { PageMessages } from '../_i18n/client-messages';
import { readSnapshot } from '../_live/read-snapshot';
import { mainHost } from '../_shell/_clocks/main-host';
import { Shell } from '../_shell/shell';
import { LiveBoard } from '../(board)/live-board';
import { readAddress } from '../(board)/read-address';
import { MapPage } from './map-page';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The map on the whole width, with the filter of the board in the address. */
export default async function Page({ searchParams }: PageProps) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const { read, address, refused, gone, places, view } = await readAddress(await searchParams, (type, id) =>
    runtime.store.getRecord(who, type, id),
  );
  const [t, snapshot] = await Promise.all([
    getTranslations('map'),
    // The map has no rows, but the live state is that of the board.
    readSnapshot(runtime, who, { filter: read.filter, limit: 1 }),
  ]);
  return (
    <PageMessages namespaces={['board', 'event', 'map']}>
      <LiveBoard
        snapshot={snapshot}
        read={{ ...read, sort: 'latest' }}
        address={address}
        places={places}
        gone={gone}
        view={view}
      >
        <Shell
          title={t('title')}
          live={<LiveIndicator />}
          place={mainHost(snapshot.figures.facets?.host ?? [])}
        >
          <MapPage refused={refused} />
        </Shell>
      </LiveBoard>
    </PageMessages>
  );
}
