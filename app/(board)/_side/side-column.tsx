'use client';

import { Map as MapIcon, Maximize2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { FilteredMap } from '../../_map/filtered-map';
import { IconButton } from '../../_ui/button';
import { useFilters } from '../_filters/use-filters';
import { useOpenRecord } from '../_record/use-open-record';
import type { InitialRecord } from '../_record/use-record';
import { panelNames } from './panel-names';
import { useSide, useSideState } from './side-context';
import './side.css';
import { SidePanel } from './side-panel';

const RecordPanel = createLazyComponent(() => import('../_record/record-panel'));

const icons = { map: MapIcon } as const;

/** The third column: the open record lies over its panels, so that threats and feed stay. */
export function SideColumn({ opened }: { opened: InitialRecord }) {
  const { ref } = useOpenRecord();
  const isClosed = useSideState() === 'closed';
  // A narrow window has no third column, and so needs no map.
  const isWide = useIsWide();
  return (
    <div className="side-column">
      {isWide && (isClosed ? <ClosedPanels /> : <Panels />)}
      {ref !== null && <RecordPanel eventRef={ref} initial={opened} />}
    </div>
  );
}

function Panels() {
  const t = useTranslations('board.side');
  const { open } = useOpenRecord();
  const { search } = useFilters();
  return (
    <div className="side-panels">
      <SidePanel
        name="map"
        actions={
          <Link
            href={search === '' ? '/map' : `/map?${search}`}
            prefetch={false}
            aria-label={t('wholeMap')}
            data-tip={t('wholeMap')}
            className="inline-flex size-7 items-center justify-center rounded-control text-ink-2 hover:bg-raise hover:text-ink"
          >
            <Maximize2 aria-hidden className="size-4" />
          </Link>
        }
      >
        <FilteredMap keepAs="board" onOpen={open} className="size-full" />
      </SidePanel>
    </div>
  );
}

/** With all panels closed, the column is a strip of buttons. */
function ClosedPanels() {
  const t = useTranslations('board.side');
  const { setOpen } = useSide();
  return (
    <div className="side-strip">
      {panelNames.map((name) => {
        const Icon = icons[name];
        return (
          <IconButton
            key={name}
            size="small"
            label={t('open', { title: t(name) })}
            aria-expanded={false}
            icon={<Icon aria-hidden className="size-4" />}
            onClick={() => setOpen(name, true)}
          />
        );
      })}
    </div>
  );
}

const wide = '(min-width: 75rem)';

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(wide);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => window.matchMedia(wide).matches,
    () => false,
  );
}
