'use client';

import type { ComponentProps, MouseEvent } from 'react';
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
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        open(eventRef);
      }}
    />
  );
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

/** Whether a click on a row or card is meant for it, rather than for a control inside it or a text selection. */
export function isContainerClick(event: MouseEvent): boolean {
  const { target } = event;
  const isControl = target instanceof Element && target.closest('a, button, input, label') !== null;
  return isPlain(event) && !isControl && window.getSelection()?.isCollapsed !== false;
}
