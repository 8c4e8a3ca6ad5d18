'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type KeyboardEvent, type ReactNode, type RefObject, use, useRef } from 'react';
import { cx } from '../cx';

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The buttons in the footer. */
  actions?: ReactNode;
  /** `wide`: for what stands side by side; `sheet`: at the edge of the screen with full height, for filters on a phone. */
  shape?: 'box' | 'wide' | 'sheet';
  /** The element to focus on closing, instead of the one focused before. */
  returnTo?: () => HTMLElement | null;
};

const HostContext = createContext<RefObject<HTMLElement | null> | null>(null);

/**
 * The element that dialogs below are rendered into. Everything outside a native modal dialog is inert, so dialogs
 * opened from it must be rendered inside it. Null: into the body.
 */
export const DialogHost = HostContext.Provider;

const shapes = {
  box: 'fixed inset-x-4 top-[12dvh] mx-auto max-h-[76dvh] max-w-lg rounded-card border',
  wide: 'fixed inset-x-4 top-[6dvh] mx-auto max-h-[88dvh] max-w-5xl rounded-card border max-sm:inset-x-2',
  sheet: 'fixed top-(--banner) bottom-0 end-0 w-full max-w-sm border-s',
};

const fields = 'input:not([type=hidden]), select, textarea';

/**
 * A modal dialog: traps the focus, closes on Escape and restores the focus. Focus starts in its first field, and Ctrl
 * or Cmd with Enter submits its form.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  actions,
  shape = 'box',
  returnTo,
}: DialogProps) {
  const t = useTranslations('common');
  const popup = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    // Also keeps the keys from a form below.
    event.preventDefault();
    popup.current?.querySelector<HTMLElement>('button[type=submit]')?.click();
  }
  const host = use(HostContext);
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal container={host ?? undefined}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Base.Popup
          ref={popup}
          initialFocus={() =>
            (shape !== 'sheet' && popup.current?.querySelector<HTMLElement>(fields)) || true
          }
          onKeyDown={onKeyDown}
          finalFocus={() => returnTo?.() ?? null}
          className={cx('z-50 flex flex-col border-edge bg-sheet text-ink outline-none', shapes[shape])}
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-3">
            <Base.Title className="grow pt-1 text-title font-bold">{title}</Base.Title>
            <Base.Close
              aria-label={t('close')}
              className="inline-flex size-8 cursor-pointer items-center justify-center rounded-control text-ink-2 hover:bg-raise hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 py-4">
            {description && <Base.Description className="mb-3 text-ink-2">{description}</Base.Description>}
            {children}
          </div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {actions}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
