'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { leadTime } from '@/db/model/event/lead-time';
import { dayMillis } from '@/db/model/values/moment';
import type { Outcome as Answer } from '../../_api/write';
import { useSpans } from '../../_i18n/use-formats';
import { Combobox } from '../../_ui/inputs/combobox/combobox';
import { Field, FieldGroup } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';
import { changeEvent } from '../_api/send';
import { findEvents } from '../_form/lookups';
import { EventOption } from '../_form/picking/event-option';
import type { LinkedEvent } from '../_form/state/form-state';
import { useOtherRecord } from '../_merge/use-other-record';
import { type Outcome, OutcomeOfTarget } from './outcome-of-target';
import { useAction } from './use-action';

/** Links an incident with a threat that it carried out, and asks for each target whether the danger goes on. */
export default function LinkDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.link');
  const tend = useTranslations('event.end');
  const tr = useTranslations('event.reason');
  const [wanted, setWanted] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [outcomes, setOutcomes] = useState<Readonly<Record<number, Outcome | null>>>({});
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { other, isReading, trouble: notRead, readAgain } = useOtherRecord(wanted);
  const kind = event.kind === 'incident' ? 'threat' : 'incident';
  const linked = event.incident?.realises ?? event.threat?.realisedBy ?? [];
  const pair =
    other && (event.kind === 'threat' ? { threat: event, attack: other } : { threat: other, attack: event });
  const open =
    pair?.threat.threat?.status === 'current'
      ? pair.threat.targets.flatMap(({ outcome }, index) => (outcome === null ? [index] : []))
      : [];
  const isEnding = open.some((index) => outcomes[index]);
  const { isBusy, trouble, run } = useAction({
    done: other && t('done', { ref: event.ref, other: other.ref }),
    onDone: onClose,
    onConflict: readAgain,
  });

  async function link({ threat }: { threat: Event }): Promise<Answer<Event>> {
    const ids = [...linked, ...(other ? [other.id] : [])];
    const why = reason.trim();
    const ending = isEnding ? endingOf(threat, outcomes, why) : null;
    if (event.kind === 'threat') {
      const { threat: status, ...rest } = ending ?? { threat: undefined };
      return changeEvent(event, {
        ...rest,
        threat: { ...status, realisedBy: ids },
        ...(why && { reason: why }),
      });
    }
    const answer = await changeEvent(event, { incident: { realises: ids }, ...(why && { reason: why }) });
    if (answer.is !== 'done' || ending === null) return answer;
    const ended = await changeEvent(threat, { ...ending, reason: why });
    if (ended.is !== 'done') notify(t('notEnded', { ref: threat.ref }), { isError: true });
    return answer;
  }

  function submit(): void {
    setTried(true);
    if (!pair || (isEnding && reason.trim() === '')) return;
    void run(() => link(pair));
  }

  return (
    <ActionDialog
      title={t(`title.${event.kind}`)}
      label={t('save')}
      isBusy={isBusy || isReading}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t(`other.${kind}`)}
        hint={t('otherHint')}
        error={notRead ?? (isTried && wanted === null ? t('otherNeeded') : null)}
      >
        <Combobox<LinkedEvent>
          value={other}
          onChange={(value) => {
            setWanted(value?.id ?? null);
            setOutcomes({});
          }}
          typed={typed}
          onTyped={setTyped}
          load={async (query, signal) => {
            const found = await findEvents(query.trim(), { kind, handling: event.handling }, signal);
            return found.filter(({ id }) => !linked.includes(id));
          }}
          findExact={(items) => (items.length === 1 ? (items[0] ?? null) : null)}
          keyOf={({ id }) => id}
          labelOf={({ ref, title }) => `${ref} ${title}`}
          renderOption={(one) => <EventOption event={one} />}
          emptyText={t('none')}
          unresolvedText={t('unresolved')}
        />
      </Field>
      {pair && <LeadTime {...pair} />}
      {pair && open.length > 0 && (
        <FieldGroup label={t('targets', { ref: pair.threat.ref })}>
          <ul className="flex flex-col gap-1.5">
            {open.map((index) => (
              <OutcomeOfTarget
                key={index}
                event={pair.threat}
                index={index}
                outcome={outcomes[index] ?? null}
                onChange={(outcome) => setOutcomes({ ...outcomes, [index]: outcome })}
              />
            ))}
          </ul>
        </FieldGroup>
      )}
      {isEnding && (
        <Field
          label={tr('label')}
          hint={tend('reasonHint')}
          error={isTried && reason.trim() === '' ? tr('needed') : null}
        >
          <TextInput value={reason} onChange={setReason} maxLength={500} />
        </Field>
      )}
    </ActionDialog>
  );
}

function LeadTime({ threat, attack }: { threat: Event; attack: Event }) {
  const t = useTranslations('event.link');
  const tr = useTranslations('event.record');
  const { span } = useSpans();
  const millis = leadTime(threat, attack);
  if (millis === null) return <p className="text-ink-2">{t('noLeadTime')}</p>;
  const isSameDay = millis < 60_000 || (millis < dayMillis && millis % dayMillis === 0);
  return (
    <p className="text-ink-2">
      {t('leadTime', { length: isSameDay ? tr('sameDay') : span(new Date(0), new Date(millis)) })}
    </p>
  );
}

type Ending = {
  targets: object[];
  threat?: { status: Outcome; statusReason: string };
};

/** The change that gives targets of a threat their outcome, and the threat its status when no target is in danger. */
function endingOf(threat: Event, outcomes: Readonly<Record<number, Outcome | null>>, reason: string): Ending {
  const targets = threat.targets.map(({ mission: _, ...target }, index) => ({
    ...target,
    outcome: target.outcome ?? outcomes[index] ?? null,
  }));
  const status = targets.every(({ outcome }) => outcome !== null) ? targets.at(-1)?.outcome : null;
  return { targets, ...(status && { threat: { status, statusReason: reason } }) };
}
