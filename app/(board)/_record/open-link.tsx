'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { useOpened } from './use-opened';

type OpenLinkProps = Omit<ComponentProps<'a'>, 'href'> & { eventRef: string };

/** A link to an event's page that opens the record beside the list; with a modifier it stays a link. */
export function OpenLink({ eventRef, onClick, ...rest }: OpenLinkProps) {
  const { open } = useOpened();
  return (
    // A plain anchor: next/link would fetch a page for each row that comes into view.
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

/** For a click anywhere on a row or card: is it meant for it, rather than for a control in it or a selection? */
export function isForWhole(event: MouseEvent): boolean {
  const { target } = event;
  const isControl = target instanceof Element && target.closest('a, button, input, label') !== null;
  return isPlain(event) && !isControl && window.getSelection()?.isCollapsed !== false;
}
