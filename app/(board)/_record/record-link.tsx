'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { isPlainClick } from '../../_ui/plain-click';
import { useOpenRecord } from './use-open-record';

type RecordLinkProps = Omit<ComponentProps<'a'>, 'href'> & { eventRef: string };

/**
 * A link to an event's page that opens the record beside the list. A click with a modifier key works as on any link.
 */
export function RecordLink({ eventRef, onClick, ...rest }: RecordLinkProps) {
  const { open } = useOpenRecord();
  return (
    // A plain anchor: next/link would prefetch a page for every row in view.
    <a
      {...rest}
      href={`/events/${eventRef}`}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        open(eventRef);
      }}
    />
  );
}

/** Whether a click on a row or card is meant for it, rather than for a control inside it or a text selection. */
export function isContainerClick(event: MouseEvent): boolean {
  const { target } = event;
  const isControl = target instanceof Element && target.closest('a, button, input, label') !== null;
  return isPlainClick(event) && !isControl && window.getSelection()?.isCollapsed !== false;
}
