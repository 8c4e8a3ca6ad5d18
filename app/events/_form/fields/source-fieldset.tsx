'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { credibilities, reliabilities } from '@/db/model/words';
import { IconButton } from '../../../_ui/button';
import { Disclosure } from '../../../_ui/disclosure';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { Textarea } from '../../../_ui/inputs/textarea';
import { FormField } from '../state/form-context';
import type { SourceFields } from '../state/form-state';
import { withScheme } from '../typed/web-address';
import { OriginFields } from './origin-fields';
import { TimeField } from './time-field';

type SourceFieldsetProps = {
  index: number;
  count: number;
  source: SourceFields;
  onChange: (more: Partial<SourceFields>) => void;
  onRemove: () => void;
};

/** One source: publisher, report, reliability, credibility, and the report it repeats. */
export function SourceFieldset({ index, count, source, onChange, onRemove }: SourceFieldsetProps) {
  const t = useTranslations('form.sources');
  const path = `sources.${index}`;
  const title = count === 1 ? t('source') : t('numbered', { number: index + 1 });
  return (
    <fieldset className="flex flex-col gap-3">
      <div className="flex min-h-7 items-center gap-3">
        <legend className="contents">
          <span className="grow font-medium">{title}</span>
        </legend>
        {(count > 1 || source.id !== null) && (
          <IconButton
            data-remove={source.key}
            size="small"
            label={t('remove', { name: source.publisher || title })}
            icon={<X aria-hidden className="size-4" />}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField path={`${path}.publisher`} label={t('publisher')}>
          {(id) => (
            <TextInput
              id={id}
              value={source.publisher}
              placeholder={t('publisherExample')}
              onChange={(publisher) => onChange({ publisher })}
            />
          )}
        </FormField>
        <TimeField
          path={`${path}.publishedOn`}
          label={t('publishedOn')}
          value={source.publishedOn}
          onChange={(publishedOn) => onChange({ publishedOn })}
        />
      </div>
      <FormField path={`${path}.title`} label={t('title')}>
        {(id) => <TextInput id={id} value={source.title} onChange={(text) => onChange({ title: text })} />}
      </FormField>
      <FormField path={`${path}.url`} label={t('url')}>
        {(id) => (
          <TextInput
            id={id}
            type="url"
            inputMode="url"
            placeholder="https://"
            value={source.url}
            onChange={(url) => onChange({ url })}
            onBlur={() => {
              const url = withScheme(source.url);
              if (url !== source.url) onChange({ url });
            }}
          />
        )}
      </FormField>
      <Grade path={path} source={source} onChange={onChange} />
      <OriginFields path={path} source={source} onChange={onChange} />
      <MoreOfSource path={path} source={source} onChange={onChange} />
    </fieldset>
  );
}

type PartProps = Pick<SourceFieldsetProps, 'source' | 'onChange'> & { path: string };

/** The Admiralty code: the source's reliability and the report's credibility. */
function Grade({ path, source, onChange }: PartProps) {
  const t = useTranslations('form.sources');
  const words = useTranslations('words');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <FormField path={`${path}.reliability`} label={t('reliability')}>
        {(id) => (
          <Select
            id={id}
            choices={reliabilities.map((value) => ({
              value,
              label: `${value}: ${words(`reliabilities.${value}`)}`,
            }))}
            value={source.reliability}
            onChange={(reliability) => reliability && onChange({ reliability })}
          />
        )}
      </FormField>
      <FormField path={`${path}.credibility`} label={t('credibility')}>
        {(id) => (
          <Select
            id={id}
            choices={credibilities.map((value) => ({
              value: String(value),
              label: `${value}: ${words(`credibilities.${value}`)}`,
            }))}
            value={String(source.credibility)}
            onChange={(chosen) => {
              const credibility = credibilities.find((one) => String(one) === chosen);
              if (credibility) onChange({ credibility });
            }}
          />
        )}
      </FormField>
    </div>
  );
}

function MoreOfSource({ path, source, onChange }: PartProps) {
  const t = useTranslations('form.sources');
  const held = (['quote', 'author', 'accessedOn', 'language'] as const).filter((name) => source[name] !== '');
  return (
    <Disclosure title={t('more')} summary={held.map((name) => t(name)).join(', ') || t('moreSummary')}>
      <FormField path={`${path}.quote`} label={t('quote')}>
        {(id) => <Textarea id={id} value={source.quote} onChange={(quote) => onChange({ quote })} />}
      </FormField>
      <FormField path={`${path}.author`} label={t('author')}>
        {(id) => <TextInput id={id} value={source.author} onChange={(author) => onChange({ author })} />}
      </FormField>
      <div className="grid gap-3 sm:grid-cols-2">
        <TimeField
          path={`${path}.accessedOn`}
          label={t('accessedOn')}
          value={source.accessedOn}
          onChange={(accessedOn) => onChange({ accessedOn })}
        />
        <FormField path={`${path}.language`} label={t('language')}>
          {(id) => (
            <TextInput
              id={id}
              placeholder="en, tr, ru, fa"
              value={source.language}
              onChange={(language) => onChange({ language })}
            />
          )}
        </FormField>
      </div>
    </Disclosure>
  );
}
