'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { onPaletteRequest } from '../../_palette/palette-request';
import { useMayWrite } from '../../_session/viewer';
import { useLogging } from '../_log/log-context';
import { shownRef, useLogLike } from '../_log/use-log-like';
import { type KeyBindings, useKeys } from './use-keys';

const Help = createLazyComponent(() => import('./shortcuts-help'));
const Palette = createLazyComponent(() => import('../../_palette/palette'));

/**
 * The shortcuts of every page, and what they open. "/" focuses the element marked `data-search`, and opens the palette
 * on pages without one.
 */
export function Shortcuts() {
  const router = useRouter();
  const [shown, setShown] = useState<'help' | 'palette' | null>(null);
  const before = useRef<Element>(null);
  const mayWrite = useMayWrite();
  const { open } = useLogging();
  const logLike = useLogLike();
  const show = (what: 'help' | 'palette') => {
    if (shown === null) before.current = document.activeElement;
    setShown(what);
  };
  const logs: KeyBindings = {
    'n i': () => open('incident'),
    'n t': () => open('threat'),
    'n l': () => logLike(shownRef()),
  };
  useKeys({
    ...(mayWrite && { ...logs, 'g v': () => router.push('/review') }),
    'g b': () => router.push('/'),
    'g h': () => router.push('/handover'),
    '/': () => {
      const search = document.querySelector<HTMLElement>('[data-search]');
      if (search) search.focus();
      else show('palette');
    },
    '?': () => show('help'),
  });
  const showPalette = useEffectEvent(() => {
    // Everything outside a modal dialog is inert, also the palette.
    if (document.querySelector(modal) !== null) return;
    document.querySelector<HTMLElement>(':popover-open:not(#tip)')?.hidePopover();
    show('palette');
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return;
      event.preventDefault();
      showPalette();
    };
    document.addEventListener('keydown', onKey);
    const end = onPaletteRequest(() => showPalette());
    return () => {
      document.removeEventListener('keydown', onKey);
      end();
    };
  }, []);
  const returnTo = () => focusableOrMain(before.current);
  const close = () => setShown(null);
  if (shown === 'help') return <Help onClose={close} returnTo={returnTo} />;
  if (shown === 'palette') {
    return <Palette onClose={close} onHelp={() => show('help')} returnTo={returnTo} />;
  }
  return null;
}

const modal = ':modal, [role=dialog]:not([popover], [aria-modal=false])';

/** Ctrl or Cmd with K, which is the key of that place where the layout has no Latin letters. */
function isPaletteKey({
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
  key,
  code,
  isComposing,
}: KeyboardEvent): boolean {
  if (ctrlKey === metaKey || altKey || shiftKey || isComposing) return false;
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === 'k' : code === 'KeyK';
}

/** The element that had the focus, or else the main element. */
function focusableOrMain(element: Element | null): HTMLElement | null {
  const isPlace = element instanceof HTMLElement && element.isConnected && element !== document.body;
  return isPlace ? element : document.getElementById('content');
}
