'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import type { SimilarEvent } from '@/db/model/similar';
import { useOnce } from '../../../_api/use-once';
import { useRefusalText } from '../../../_i18n/problems/use-refusal-text';
import { Button } from '../../../_ui/button';
import { ButtonLink } from '../../../_ui/button-link';
import { EventTitle } from '../../../_ui/labels/event-title';
import { Time } from '../../../_ui/labels/time';
import { TlpLabel } from '../../../_ui/labels/tlp';
import { notify } from '../../../_ui/overlays/notices';
import { changeEvent } from '../../_api/send';
import { useForm } from '../state/form-context';
import { toInput } from '../state/to-input';

type SimilarItemProps = {
  similar: SimilarEvent;
  /** The record that the form edits; null for a new one. */
  edited: Event | null;
  onAdded: (ref: string) => void;
  onDismiss: () => void;
};

/** One similar record: why, how likely it is the same, and what to do instead of logging again. */
export function SimilarItem({
  similar: { event, score, reasons },
  edited,
  onAdded,
  onDismiss,
}: SimilarItemProps) {
  const t = useTranslations('form.similar');
  const refusalText = useRefusalText();
  const { form, timeZone, changeIncident, changeThreat } = useForm();
  const { once, isBusy } = useOnce();
  const [trouble, setTrouble] = useState<string | null>(null);
  const { input } = toInput(form, { timeZone, now: Date.now() });
  const mine = input.sources.filter(({ publisher }) => publisher !== '');
  const links = form.incident?.realises ?? form.threat?.realisedBy ?? [];
  const isOtherKind = event.kind !== form.kind;
  const isLinked = links.some(({ id }) => id === event.id);
  const why = reasons.map((reason) => t(`reasons.${reason}`)).join(', ');

  async function addSources(): Promise<void> {
    const sources = [...event.sources, ...mine.map(({ id: _, ...source }) => source)];
    const outcome = await once(() => {
      setTrouble(null);
      return changeEvent(event, { sources, reason: t('addReason') });
    });
    if (outcome?.is === 'done') {
      const changed = outcome.value;
      const undo = async () => {
        const back = await changeEvent(changed, { sources: event.sources, reason: t('undoReason') });
        const isDone = back.is === 'done';
        notify(t(isDone ? 'undone' : 'notUndone', { ref: event.ref }), { isError: !isDone });
      };
      notify(t('added', { count: mine.length, ref: event.ref }), {
        action: { label: t('undo'), onPress: () => void undo() },
        millis: 60_000,
      });
      onAdded(event.ref);
    } else if (outcome?.is === 'refused') setTrouble(await refusalText(outcome));
    else if (outcome) setTrouble(t(`trouble.${outcome.is}`));
  }

  function link(): void {
    const { id, ref, title, tlp, handling } = event;
    const values = [...links, { id, ref, title, tlp, handling }];
    if (form.kind === 'threat') changeThreat({ realisedBy: values });
    else changeIncident({ realises: values });
  }

  return (
    <li className="flex flex-col gap-1.5 px-4 py-3" data-similar={event.ref}>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-small text-ink-2">
        <span className="font-mono">{event.ref}</span>
        <Time moment={event.at} precision={event.atPrecision} />
        <TlpLabel tlp={event.tlp} />
        <span className="font-medium text-ink">{t(likelihoodOf(score))}</span>
      </p>
      <p className="font-medium">
        <EventTitle event={event} />
      </p>
      <p className="text-small text-ink-2">{why}</p>
      {/* A group, so that each button is read with the record that it is about. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that shows. */}
      <div role="group" aria-label={event.ref} className="flex flex-wrap gap-2">
        <ButtonLink href={`/events/${event.ref}`} target="_blank" size="small">
          {t('open')}
        </ButtonLink>
        {edited === null && mine.length > 0 && (
          <Button size="small" isBusy={isBusy} onClick={() => void addSources()}>
            {t('add', { count: mine.length })}
          </Button>
        )}
        {edited && edited.kind === event.kind && edited.handling === event.handling && (
          <ButtonLink href={`/events/${edited.ref}#merge=${event.ref}`} size="small">
            {t('merge')}
          </ButtonLink>
        )}
        {isOtherKind && (
          <Button size="small" disabled={isLinked} onClick={link}>
            {t(isLinked ? 'linked' : 'link')}
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={onDismiss}>
          {t(edited ? 'dismiss' : 'logAnyway')}
        </Button>
      </div>
      <p role="alert" className="text-small font-medium text-amber empty:sr-only">
        {trouble}
      </p>
    </li>
  );
}

/** From these scores on, it is told in these words. */
function likelihoodOf(score: number): 'same' | 'likely' | 'possible' {
  if (score >= 0.85) return 'same';
  return score >= 0.65 ? 'likely' : 'possible';
}
