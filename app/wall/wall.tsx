'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import type { Tlp } from '@/db/model/words';
import { useFormats } from '../_i18n/use-formats';
import { useBoardState, useLiveStatus } from '../_live/provider';
import { useThreatsNow } from '../_live/use-threats-now';
import { EventMap } from '../_map/event-map';
import { consumeFragment } from '../_session/consume-fragment';
import { onSessionEnd } from '../_session/session-end';
import { useEnded } from '../(board)/_threats/use-ended';
import { AttackView } from './attack-view';
import { DisplayEnded } from './display-ended';
import { FeedView } from './feed-view';
import { FiguresView } from './figures-view';
import { ThreatList } from './threat-list';
import { useTurn } from './use-turn';
import { useWakeLock } from './use-wake-lock';
import { WallHead } from './wall-head';
import { useWatchdog } from './watchdog';

type WallProps = {
  /** The name of the display, or of the person who looks at the wall. */
  name: string;
  clearance: Tlp;
  /** Countries whose missions come first within each tier. */
  own: readonly string[];
  /** What ended lately, as of the server's answer. */
  ended: readonly Event[];
  /** The view as a query string. */
  search: string;
  /** Whether the saved view that it should show is gone or no longer shared. */
  isViewGone: boolean;
  buildId: string | null;
};

/** What takes turns while no mission is under attack. */
const quietViews = ['feed', 'map', 'figures'] as const;
const viewSeconds = 20;
/** The wall moves by a few pixels now and then, so that nothing burns in. */
const shiftSeconds = 180;
const shifts = [
  [0, 0],
  [2, 1],
  [4, 2],
  [2, 3],
  [0, 4],
  [-2, 3],
  [-4, 2],
  [-2, 1],
] as const;

/**
 * The wall. What is under threat, the live state and the clocks are always shown; beside them the last records and the
 * figures take turns, or during attacks the attacks do. Nothing here can be clicked.
 */
export function Wall(props: WallProps) {
  const isEnded = useIsSessionOver();
  return isEnded ? <DisplayEnded /> : <LiveWall {...props} />;
}

function LiveWall({ name, clearance, own, ended: recentlyEnded, search, isViewGone, buildId }: WallProps) {
  const t = useTranslations('wall');
  const live = useLiveStatus();
  const { timeOrMoment } = useFormats();
  const { active, lastAt } = useBoardState();
  const threats = useThreatsNow(own);
  const ended = useEnded(recentlyEnded);
  const isAwake = useWakeLock();
  const isLinkUnused = useUnusedLink();
  useWatchdog({ status: live, buildId });
  const attacks = [
    ...new Set(threats.entries.filter(({ underAttack }) => underAttack).map(({ leading }) => leading)),
  ].flatMap((id) => active.get(id) ?? []);
  const count = attacks.length > 0 ? attacks.length : quietViews.length;
  const turn = useTurn(count, viewSeconds);
  const attack = attacks[turn];
  const view = attack ? 'attack' : (quietViews[turn] ?? 'feed');
  const [x, y] = shifts[useTurn(shifts.length, shiftSeconds)] ?? [0, 0];
  const when = (millis: number) => timeOrMoment(new Date(millis), new Date());
  return (
    <main id="content" className="wall" data-live={live.status}>
      <div className="wall-frame" style={{ transform: `translate(${x}px, ${y}px)` }}>
        <WallHead threats={threats} live={live} />
        <p role="status" className="wall-bar">
          {live.status === 'stale' && t('stale', { time: when(live.asOf) })}
          {live.status === 'reconnecting' && t('reconnecting', { time: when(live.since) })}
          {isLinkUnused && t('linkUnused')}
          {isViewGone && t('viewGone')}
        </p>
        <div className="wall-columns">
          <ThreatList threats={threats} ended={ended} clearance={clearance} isFiltered={search !== ''} />
          <section className="wall-side" data-view={view}>
            {attack && <AttackView event={attack} count={attacks.length} />}
            {view === 'feed' && <FeedView />}
            {view === 'figures' && <FiguresView />}
            {/* Always there, because drawing a map again every minute for weeks would fill the memory. */}
            <EventMap
              label={t('map')}
              search={attack ? searchAround(attack) : search}
              revision={lastAt}
              isPlain
              className="wall-map"
            />
          </section>
        </div>
        <p className="wall-foot">
          <span>{t('scope', { name, tlp: clearance.toUpperCase() })}</span>
          {!isAwake && <span>{t('mayTurnOff')}</span>}
        </p>
      </div>
    </main>
  );
}

/** The filter of a map of what happens around an attack: a few kilometres, or the country if its place is unknown. */
function searchAround({ location: { lat, lon, country } }: Event): string {
  if (lat === null || lon === null) return `host=${country}`;
  const [north, east] = [0.04, 0.04 / Math.max(0.1, Math.cos((lat * Math.PI) / 180))];
  const box = [lon - east, Math.max(-90, lat - north), lon + east, Math.min(90, lat + north)];
  return `bbox=${box.map((degrees) => (((degrees + 540) % 360) - 180).toFixed(4)).join(',')}`;
}

function useIsSessionOver(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => onSessionEnd(() => setOver(true)), []);
  return isOver;
}

/** Did somebody who is signed in open the link of a display? It is not used then. */
function useUnusedLink(): boolean {
  const [isUnused, setUnused] = useState(false);
  useEffect(() => {
    if (consumeFragment() !== null) setUnused(true);
  }, []);
  return isUnused;
}
