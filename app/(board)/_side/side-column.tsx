'use client';

import { ChevronDown, Maximize2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useFilters } from '../_filters/use-filters';
import { useOpenRecord } from '../_record/use-open-record';
import type { InitialRecord } from '../_record/use-record';
import { type SlotName, slotNames } from './slots';
import type { Side, View } from './use-side';
import './side.css';

const RecordPanel = createLazyComponent(() => import('../_record/record-panel'));
const FilteredMap = createLazyComponent(
  async () => ({ default: (await import('../../_map/filtered-map')).FilteredMap }),
  'onOpen',
);

const TimelinePanel = createLazyComponent(() => import('../_timeline/timeline-panel'), 'onOpen');

/** The pages that show more of it on the whole width. */
const pages: Record<SlotName, string> = { map: '/map', timeline: '/trends' };

type SideColumnProps = { side: Side; opened: InitialRecord };

/**
 * The third column: slots under each other, each of which closes to a line. The open record lies over them, so that
 * threats and feed stay.
 */
export function SideColumn({ side, opened }: SideColumnProps) {
  const { ref, open } = useOpenRecord();
  const contents = {
    map: () => <FilteredMap className="size-full" keepAs="board" onOpen={open} />,
    timeline: () => <TimelinePanel />,
  } satisfies Record<SlotName, () => React.ReactNode>;
  return (
    <div className="side-column">
      {slotNames.map((name) => (
        <Slot key={name} name={name} isShown={side.isShown(name)} onToggle={() => side.toggle(name)}>
          {contents[name]()}
        </Slot>
      ))}
      {ref !== null && <RecordPanel eventRef={ref} initial={opened} />}
    </div>
  );
}

type SlotProps = { name: SlotName; isShown: boolean; onToggle: () => void; children: React.ReactNode };

function Slot({ name, isShown, onToggle, children }: SlotProps) {
  const t = useTranslations('board.side');
  const { search } = useFilters();
  return (
    <div className="side-slot" data-slot={name} data-shown={isShown || undefined}>
      <div className="side-line" data-print="no">
        <button type="button" aria-expanded={isShown} onClick={onToggle}>
          <ChevronDown aria-hidden className="side-chevron" />
          {t(name)}
        </button>
        {isShown && (
          <Link
            href={search === '' ? pages[name] : `${pages[name]}?${search}`}
            prefetch={false}
            aria-label={t(`${name}Page`)}
            data-tip={t(`${name}Page`)}
          >
            <Maximize2 aria-hidden className="size-3.5" />
          </Link>
        )}
      </div>
      {isShown && <div className="side-body">{children}</div>}
    </div>
  );
}

/** Chooses what a window without a third column shows below the threats. */
export function ViewTabs({ side }: { side: Side }) {
  const t = useTranslations('board.side');
  const views: readonly View[] = ['list', ...slotNames];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div role="group" aria-label={t('views')} className="view-tabs" data-print="no">
      {views.map((view) => (
        <button key={view} type="button" aria-pressed={side.view === view} onClick={() => side.setView(view)}>
          {t(view)}
        </button>
      ))}
    </div>
  );
}
