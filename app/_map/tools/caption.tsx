'use client';

import { useTranslations } from 'next-intl';
import type { EventMap } from '@/db/model/map';
import { Button } from '../../_ui/button';
import { type Box, boxText } from '../frame/box';
import { isMission } from '../marks/mark';
import { ListLink } from './list-link';

type CaptionProps = {
  /** All that the filter finds; null until it is known. */
  whole: EventMap | null;
  /** How many missions under threat in the frame are not drawn. */
  more: number;
  /** How many records lie in the frame; null if only the server could count them. */
  visible: number | null;
  frame: Box | null;
  search: string;
  /** Whether the filter has a box. */
  hasBox: boolean;
  onBox?: (box: string | null) => void;
  isPlain: boolean;
  isFailed: boolean;
  onRetry: () => void;
};

/** What the map shows in words, what it cannot show, the way to the list, and the sources of the basemap. */
export function Caption(props: CaptionProps) {
  const { whole, more, visible, frame, search, hasBox, onBox, isPlain, isFailed, onRetry } = props;
  const t = useTranslations('map');
  const missions = whole?.features.filter(isMission).length ?? 0;
  const isEmpty = whole !== null && whole.count === 0 && missions === 0;
  const unplaced = whole?.unplaced;
  return (
    <>
      {isEmpty && (
        <p className="map-note pointer-events-none absolute inset-x-6 top-1/2 mx-auto w-fit -translate-y-1/2">
          {unplaced && unplaced.events + unplaced.missions > 0 ? t('noneWithPlace') : t('none')}
        </p>
      )}
      <div className="map-caption" data-control="">
        {isFailed && (
          <p role="alert" className="map-note flex items-center gap-2">
            {t('failed')}
            <Button size="small" onClick={onRetry}>
              {t('retry')}
            </Button>
          </p>
        )}
        {more > 0 && <p className="map-note">{t('moreMissions', { count: more })}</p>}
        {unplaced && unplaced.events + unplaced.missions > 0 && (
          <p className="map-note">
            {[
              unplaced.events > 0 && t('unplacedEvents', { count: unplaced.events }),
              unplaced.missions > 0 && t('unplacedMissions', { count: unplaced.missions }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {!isPlain && frame && !isEmpty && whole && (
          <div className="flex flex-wrap gap-2">
            <ListLink search={search} box={boxText(frame)} onBox={onBox}>
              {visible === null ? t('list') : t('listFrame', { count: visible })}
            </ListLink>
            {hasBox && onBox && (
              <Button size="small" onClick={() => onBox(null)}>
                {t('removeBox')}
              </Button>
            )}
          </div>
        )}
      </div>
      {/* Both licences ask for it, or for nothing. */}
      <p className="map-credit">{t('credit')}</p>
    </>
  );
}
