'use client';

import { useTranslations } from 'next-intl';
import { isOwnReport } from '@/db/model/event/origins';
import { familyOf } from '@/db/model/publisher-families';
import { Button } from '../../../_ui/button';
import { TextInput } from '../../../_ui/inputs/text-input';
import { FormField } from '../state/form-context';
import type { SourceFields } from '../state/form-state';

type OriginFieldsProps = {
  path: string;
  source: SourceFields;
  onChange: (more: Partial<SourceFields>) => void;
};

/** Whose report it is: the origin, and the publisher's house. What is known is offered, and never filled in silently. */
export function OriginFields({ path, source, onChange }: OriginFieldsProps) {
  const t = useTranslations('form.sources');
  const publisher = source.publisher.trim();
  const family = familyOf(publisher);
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <div className="flex flex-col items-start gap-1.5 *:w-full">
        <FormField path={`${path}.origin`} label={t('origin')} hint={t('originHint')}>
          {(id) => <TextInput id={id} value={source.origin} onChange={(origin) => onChange({ origin })} />}
        </FormField>
        {publisher !== '' && !isOwnReport({ publisher, origin: source.origin }) && (
          <Button size="small" className="w-auto! self-start" onClick={() => onChange({ origin: publisher })}>
            {t('ownReport', { publisher })}
          </Button>
        )}
      </div>
      <div className="flex flex-col items-start gap-1.5 *:w-full">
        <FormField path={`${path}.publisherFamily`} label={t('publisherFamily')} hint={t('familyHint')}>
          {(id) => (
            <TextInput
              id={id}
              value={source.publisherFamily}
              onChange={(publisherFamily) => onChange({ publisherFamily })}
            />
          )}
        </FormField>
        {family !== null && family !== source.publisherFamily && (
          <Button
            size="small"
            className="w-auto! self-start"
            onClick={() => onChange({ publisherFamily: family })}
          >
            {t('useFamily', { family })}
          </Button>
        )}
      </div>
    </div>
  );
}
