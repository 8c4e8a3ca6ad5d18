'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import type { Event } from '@/db/model/event/event';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { Button } from '../../_ui/button';
import { EventTitle } from '../../_ui/labels/event-title';
import { Flag } from '../../_ui/labels/flag';
import { KindMark } from '../../_ui/labels/kind-mark';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { Time } from '../../_ui/labels/time';
import { isPlainClick } from '../../_ui/plain-click';
import type { Point, Size } from '../frame/mercator';
import { ListLink } from '../tools/list-link';
import type { Mark, MissionFeature } from './mark';
import { useMarkRecords } from './use-mark-records';

type MarkCardProps = {
  mark: Mark;
  at: Point;
  size: Size;
  search: string;
  /** Opened by a click or Enter, and so with links; otherwise it only tells. */
  isPinned: boolean;
  onClose: () => void;
  onOpen: (eventRef: string) => void;
  /** Null if no zoom shows its records apart. */
  onZoom: (() => void) | null;
  onBox?: (box: string | null) => void;
};

const shownMissions = { told: 5, pinned: 40 } as const;
const width = 320;

/** The facts of a mark, beside it. */
export function MarkCard(props: MarkCardProps) {
  const { mark, at, size, search, isPinned, onClose, onOpen, onZoom, onBox } = props;
  const t = useTranslations('map');
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const records = useMarkRecords(mark, search);
  useEffect(() => {
    if (isPinned) card.current?.focus({ preventScroll: true });
  }, [isPinned]);

  const most = isPinned ? shownMissions.pinned : shownMissions.told;
  const leading = new Set(mark.missions.map((mission) => mission.leading));
  const others = records?.filter((event) => !leading.has(event.id)) ?? [];
  const rest = mark.count - leading.size;
  const isBelow = at.y < size.height / 2;
  const left = Math.max(8, Math.min(size.width - width - 8, at.x - width / 2));
  const place = {
    left,
    ...(isBelow ? { top: at.y + 18 } : { bottom: size.height - at.y + 18 }),
    maxHeight: Math.max(120, (isBelow ? size.height - at.y : at.y) - 30),
    maxWidth: size.width - 16,
  };
  const content = (
    <>
      {mark.missions.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {mark.missions.slice(0, most).map((mission) => (
            <MissionLine
              key={mission.key}
              mission={mission}
              event={records?.find((one) => one.id === mission.leading)}
              isLink={isPinned}
              hasTitle={mark.missions.length <= 3}
              onOpen={onOpen}
            />
          ))}
          {mark.missions.length > most && (
            <li className="text-ink-2">{t('more', { count: mark.missions.length - most })}</li>
          )}
        </ul>
      )}
      {others.length > 0 && (mark.missions.length === 0 || isPinned) && (
        <ul className="flex flex-col gap-1.5 not-first:border-t not-first:border-line not-first:pt-2">
          {others.slice(0, isPinned ? 8 : 3).map((event) => (
            <RecordLine key={event.id} event={event} isLink={isPinned} onOpen={onOpen} />
          ))}
        </ul>
      )}
      <div className="map-card-foot">
        <p id={id} className="text-small text-ink-2 empty:hidden">
          {mark.count > 1 && t('records', { count: mark.count, threatened: mark.threatened })}
          {mark.count === 1 &&
            mark.radiusKm > 0 &&
            mark.events[0] &&
            t(`precision.${mark.events[0].precision}`)}
          {mark.count === 0 &&
            mark.radiusKm > 0 &&
            mark.missions[0] &&
            t(`precision.${mark.missions[0].precision}`)}
        </p>
        {isPinned && (
          <div className="flex flex-wrap gap-2">
            {onZoom && (
              <Button size="small" onClick={onZoom}>
                {t('zoomHere')}
              </Button>
            )}
            {rest > 0 && (
              <ListLink search={search} box={mark.box.join(',')} onBox={onBox}>
                {t('listRecords', { count: mark.count })}
              </ListLink>
            )}
            <Button size="small" variant="quiet" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
  if (!isPinned) {
    return (
      <div role="tooltip" className="map-card" style={place}>
        {content}
      </div>
    );
  }
  return (
    <div
      ref={card}
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      data-control=""
      className="map-card"
      data-pinned=""
      style={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {content}
    </div>
  );
}

type LineProps = { isLink: boolean; onOpen: (eventRef: string) => void };

function MissionLine({
  mission,
  event,
  isLink,
  hasTitle,
  onOpen,
}: LineProps & { mission: MissionFeature['properties']; event: Event | undefined; hasTitle: boolean }) {
  const { country, city } = useFormats();
  const typeName = useTypeName();
  const name = (
    <>
      <strong>{country(mission.country)}</strong> {typeName(mission.type)}
      {mission.city && `, ${city(mission.city, mission.host)}`}
    </>
  );
  return (
    <li className="flex items-start gap-2">
      <Flag country={mission.country} size="small" className="mt-1" />
      <div className="min-w-0 grow">
        <Opener eventRef={event?.ref ?? mission.leading} isLink={isLink} onOpen={onOpen}>
          {name}
        </Opener>
        {hasTitle && event && (
          <p className="line-clamp-2 text-small text-ink-2">
            <EventTitle event={event} />
          </p>
        )}
      </div>
      {mission.underAttack ? (
        <UnderAttackLabel className="text-small" />
      ) : (
        <SeverityLabel severity={mission.severity} isActive className="text-small" />
      )}
    </li>
  );
}

function RecordLine({ event, isLink, onOpen }: LineProps & { event: Event }) {
  return (
    <li className="flex items-start gap-2">
      <span className="mt-0.5">
        <KindMark kind={event.kind} />
      </span>
      <div className="min-w-0 grow">
        <Opener eventRef={event.ref} isLink={isLink} onOpen={onOpen}>
          <EventTitle event={event} />
        </Opener>
        <p className="flex flex-wrap gap-x-2 text-small text-ink-2">
          <Time moment={event.at} precision={event.atPrecision} />
          <span className="font-mono">{event.ref}</span>
        </p>
      </div>
      <SeverityLabel severity={event.severity} isShort className="pt-1 text-small" />
    </li>
  );
}

function Opener({
  eventRef,
  isLink,
  onOpen,
  children,
}: LineProps & { eventRef: string; children: React.ReactNode }) {
  if (!isLink) return <p className="line-clamp-2">{children}</p>;
  return (
    <a
      href={`/events/${eventRef}`}
      className="line-clamp-2 underline-offset-2 hover:underline"
      onClick={(click) => {
        if (!isPlainClick(click)) return;
        click.preventDefault();
        onOpen(eventRef);
      }}
    >
      {children}
    </a>
  );
}
