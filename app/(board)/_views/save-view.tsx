'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { View } from '@/db/model/records/view';
import { Button } from '../../_ui/button';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { currentLayout } from './current-layout';
import { changeView, createView } from './send-view';
import type { SendView } from './view-panel';

type SaveViewProps = {
  query: string;
  /** Whether the page has a layout to save. */
  hasLayout: boolean;
  /** The reader's own views, one of which a name may overwrite. */
  own: readonly View[];
  send: SendView;
  isBusy: boolean;
  onSaved: (view: View) => void;
};

/** Saves the filter in use under a name. The name of an own view overwrites that view. */
export function SaveView({ query, hasLayout, own, send, isBusy, onSaved }: SaveViewProps) {
  const t = useTranslations('board.views');
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const [withLayout, setWithLayout] = useState(hasLayout);
  const [isMissing, setMissing] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const given = name.trim();
  const same = own.find((one) => one.name.toLowerCase() === given.toLowerCase());

  async function save(): Promise<void> {
    setMissing(given === '');
    if (given === '') return;
    const layout = withLayout ? currentLayout() : null;
    const saved = await send(() =>
      same
        ? changeView(same, { query, ...(hasLayout && { layout }), shared: isShared })
        : createView({ name: given, query, layout, shared: isShared }, key),
    );
    if (saved === null) return;
    setName('');
    setKey(crypto.randomUUID());
    onSaved(saved.value);
  }

  return (
    <form
      className="view-save"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t('saveAs')} error={isMissing && given === '' ? t('nameMissing') : undefined}>
        <TextInput value={name} onChange={setName} maxLength={80} autoComplete="off" />
      </Field>
      <div>
        <Checkbox isChecked={isShared} onChange={setShared}>
          {t('share')}
        </Checkbox>
        {hasLayout && (
          <Checkbox isChecked={withLayout} onChange={setWithLayout}>
            {t('withLayout')}
          </Checkbox>
        )}
      </div>
      <Button type="submit" isBusy={isBusy} className="self-start">
        {same ? t('overwriteNamed') : t('saveNew')}
      </Button>
    </form>
  );
}
