'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '../../../_ui/button';
import { SourceFieldset } from '../fields/source-fieldset';
import { idOf, useForm } from '../state/form-context';
import { blankSource } from '../state/form-state';
import { useListFocus } from '../use-list-focus';
import { EvidenceNote } from './evidence-note';

const maxSources = 50;
const addButton = 'add-source';

/** The sources. The first is open; further ones are added by a button. */
export function SourcesSection() {
  const t = useTranslations('form.sources');
  const { form, change } = useForm();
  const list = useRef<HTMLDivElement>(null);
  const focusAfter = useListFocus(list, addButton);
  const added = useRef(false);

  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    // By position, since the control gets its id later.
    list.current?.lastElementChild?.querySelector('input')?.focus();
  });

  return (
    <div id={idOf('sources')} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <div ref={list} className="flex flex-col gap-3">
        {form.sources.map((source, index) => (
          <SourceFieldset
            key={source.key}
            index={index}
            count={form.sources.length}
            source={source}
            onChange={(more) =>
              change((before) => ({
                ...before,
                sources: before.sources.map((one, at) => (at === index ? { ...one, ...more } : one)),
              }))
            }
            onRemove={() => {
              focusAfter(index);
              change((before) => ({ ...before, sources: before.sources.toSpliced(index, 1) }));
            }}
          />
        ))}
      </div>
      <EvidenceNote />
      {form.sources.length < maxSources && (
        <Button
          id={addButton}
          size="small"
          className="self-start"
          onClick={() => {
            added.current = true;
            change((before) => ({ ...before, sources: [...before.sources, blankSource()] }));
          }}
        >
          <Plus aria-hidden className="size-4" />
          {form.sources.length === 0 ? t('addFirst') : t('add')}
        </Button>
      )}
    </div>
  );
}
