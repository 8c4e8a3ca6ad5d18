'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useForm } from '../state/form-context';
import { SimilarItem } from './similar-item';
import { useSimilar } from './use-similar';

/** More would be read by nobody who logs in a hurry; the most similar come first. */
const maxShown = 5;

type SimilarPanelProps = {
  edited: Event | null;
  /** Another form covers this one, and the keys belong to that. */
  isBelow: boolean;
  /** Called when the sources were added to another record instead. */
  onAdded: (ref: string) => () => void;
};

/** The records that are similar to what is typed. It never blocks saving. */
export default function SimilarPanel({ edited, isBelow, onAdded }: SimilarPanelProps) {
  const t = useTranslations('form.similar');
  const { form } = useForm();
  const found = useSimilar(form, edited?.id ?? null);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = found.filter(({ event }) => !dismissed.includes(event.id)).slice(0, maxShown);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || isBelow) return;
    if (event.key !== 'Enter' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>('[data-add-source]')?.click();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return (
    <div>
      <p role="status" className="sr-only">
        {shown.length > 0 && t('found', { count: shown.length })}
      </p>
      {shown.length > 0 && (
        <section aria-labelledby="similar" className="flex flex-col gap-2">
          <h2 id="similar" ref={heading} tabIndex={-1} className="font-medium text-ink-2 outline-none">
            {t('title')}
          </h2>
          <ul
            ref={list}
            className="flex flex-col divide-y divide-line rounded-card border border-line bg-sheet"
          >
            {shown.map((similar, index) => (
              <SimilarItem
                key={similar.event.id}
                similar={similar}
                edited={edited}
                isFirst={index === 0}
                onAdded={onAdded}
                onDismiss={() => {
                  setDismissed((before) => [...before, similar.event.id]);
                  heading.current?.focus();
                }}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
