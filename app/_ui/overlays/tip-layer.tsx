'use client';

import { useEffect, useRef } from 'react';

const hoverDelayMillis = 350;
const gap = 6;

/**
 * Shows the `data-tip` text of the hovered or focused element, and its `data-focus-tip` on focus only, for elements
 * where a tooltip would be in the pointer's way, such as a row's title. One listener for the whole page, so that rows
 * of a long list need none. Escape hides the tooltip, and the pointer may rest on it.
 */
export function TipLayer() {
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const tip = layer.current;
    if (!tip) return;
    let anchor: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const hide = () => {
      clearTimeout(timer);
      if (anchor?.getAttribute('aria-describedby') === tip.id) anchor.removeAttribute('aria-describedby');
      anchor = null;
      tip.hidePopover();
    };
    const show = (target: Element) => {
      hide();
      // Beside its open menu or list, the name of a button is in the way.
      if (target.closest('[aria-expanded="true"]')) return;
      const text = target.getAttribute('data-tip') ?? target.getAttribute('data-focus-tip');
      if (!text) return;
      anchor = target;
      tip.textContent = text;
      tip.showPopover();
      place(tip, target);
      if (!target.hasAttribute('aria-describedby') && target.getAttribute('aria-label') !== text) {
        target.setAttribute('aria-describedby', tip.id);
      }
    };
    const tipped = (event: Event) =>
      event.target instanceof Element ? event.target.closest('[data-tip]') : null;

    const onOver = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      if (event.target === tip) return clearTimeout(timer);
      const target = tipped(event);
      clearTimeout(timer);
      if (target === anchor) return;
      timer = target
        ? setTimeout(() => show(target), anchor ? 0 : hoverDelayMillis)
        : setTimeout(hide, anchor ? 120 : 0);
    };
    const onFocus = (event: FocusEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || !target.matches('[data-tip], [data-focus-tip]')) return;
      if (!target.matches(':focus-visible')) return;
      // Deferred, since the focus may be moving because another popover is opening or closing.
      clearTimeout(timer);
      timer = setTimeout(() => show(target), 0);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('pointerover', onOver, { signal });
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('focusout', hide, { signal });
    document.addEventListener('pointerdown', hide, { signal });
    document.addEventListener('keydown', onKey, { signal });
    document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
    return () => {
      hide();
      listening.abort();
    };
  }, []);

  return (
    <div
      ref={layer}
      id="tip"
      role="tooltip"
      popover="manual"
      className="fixed m-0 max-w-80 rounded-control border border-edge bg-sheet px-2.5 py-1.5 text-small text-ink shadow-lg shadow-shade"
    />
  );
}

/** Places the tooltip below its anchor, or above it if there is no space below, and within the window's width. */
function place(tip: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = at.bottom + gap;
  const top = below + height > innerHeight ? at.top - gap - height : below;
  const left = Math.min(
    Math.max(4, at.left + at.width / 2 - width / 2),
    document.documentElement.clientWidth - width - 4,
  );
  tip.style.inset = `${top}px auto auto ${left}px`;
}
