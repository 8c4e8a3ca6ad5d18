'use client';

import { useTranslations } from 'next-intl';
import { type ToggleEvent, useId, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { isPlainClick } from '../../_ui/plain-click';
import { RecordLink } from '../_record/record-link';
import { useOpenRecord } from '../_record/use-open-record';
import { Since } from './since';

type OtherEventsProps = {
  /** Other events that endanger the same missions. */
  events: readonly Event[];
  /** The missions' countries. */
  countries: readonly string[];
  /** "+1" in place of "and 1 more". */
  isShort?: boolean;
};

const gap = 4;

/** "and 1 more": opens a list of the other events, each linked to its record. */
export function OtherEvents({ events, countries, isShort = false }: OtherEventsProps) {
  const t = useTranslations('board.threats');
  const { country: nameOf, list } = useFormats();
  const { open } = useOpenRecord();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  if (events.length === 0) return null;
  const more = t('andMore', { count: events.length });
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={isShort ? more : undefined}
        className="min-h-6 shrink-0 cursor-pointer rounded-mark text-ink-2 underline underline-offset-2 hover:text-ink"
      >
        {isShort ? `+${events.length}` : more}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keeps clicks between the links from opening the card around
          the list. */}
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('others', { countries: list([...new Set(countries)].map(nameOf)) })}
        onClick={(event) => event.stopPropagation()}
        // Rendered only while open: a board of forty cards would hold forty lists.
        onBeforeToggle={(event: ToggleEvent<HTMLDivElement>) => setOpen(event.newState === 'open')}
        onToggle={(event: ToggleEvent<HTMLDivElement>) => {
          if (event.newState === 'open' && button.current) place(event.currentTarget, button.current);
        }}
        className="fixed inset-auto m-0 max-h-[60dvh] w-[min(26rem,calc(100vw-1.5rem))] cursor-auto overflow-y-auto rounded-card border border-edge bg-sheet p-1.5 text-ink shadow-lg shadow-shade"
      >
        {isOpen && (
          <ul>
            {events.map((event) => (
              <li key={event.id}>
                <RecordLink
                  eventRef={event.ref}
                  onClick={(click) => {
                    if (!isPlainClick(click)) return;
                    click.preventDefault();
                    document.getElementById(id)?.hidePopover();
                    open(event.ref);
                  }}
                  className="flex flex-col gap-0.5 rounded-control px-2.5 py-1.5 hover:bg-raise"
                >
                  <span className="line-clamp-2">
                    <EventTitle event={event} />
                  </span>
                  <span className="flex flex-wrap items-center gap-x-3 text-small text-ink-2">
                    {event.handling === 'example' && <HandlingBadge handling="example" />}
                    {event.kind === 'incident' && <UnderAttackLabel />}
                    <SeverityLabel severity={event.severity} />
                    <Since event={event} />
                  </span>
                </RecordLink>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** Places the list below its button, or above it if there is no space below, and within the window's width. */
function place(list: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const isBelow = at.bottom + gap + height <= innerHeight;
  const left = Math.min(Math.max(12, at.left), document.documentElement.clientWidth - width - 12);
  list.style.inset = `${isBelow ? at.bottom + gap : Math.max(4, at.top - gap - height)}px auto auto ${left}px`;
}
