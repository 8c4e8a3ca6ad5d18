'use client';

import { type ReactNode, useId, useState } from 'react';

type MenuPopoverProps = {
  title: string;
  className?: string;
  /** Draws the button; its properties make it open the popover. */
  button: (
    properties: Readonly<{ popoverTarget: string; 'aria-haspopup': 'dialog'; 'aria-expanded': boolean }>,
  ) => ReactNode;
  /** Rendered while it is open. */
  children: ReactNode;
};

/** A button and a native popover below it. It closes when the focus leaves it, so that it never covers what is used. */
export function MenuPopover({ title, className = '', button, children }: MenuPopoverProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {button({ popoverTarget: id, 'aria-haspopup': 'dialog', 'aria-expanded': isOpen })}
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) {
            currentTarget.hidePopover();
          }
        }}
        className={`filter-popover ${className}`}
      >
        {isOpen && children}
      </div>
    </>
  );
}
