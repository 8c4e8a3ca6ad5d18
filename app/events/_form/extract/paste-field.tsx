'use client';

import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ExtractFinding, extraction, maxTextBytes } from '@/db/model/extract';
import { type Refusal, write } from '../../../_api/write';
import { useNow } from '../../../_i18n/now';
import { useProblemText } from '../../../_i18n/problems/use-problem-text';
import { useFormats } from '../../../_i18n/use-formats';
import { Button, IconButton } from '../../../_ui/button';
import { Field } from '../../../_ui/inputs/field';
import { Textarea } from '../../../_ui/inputs/textarea';
import { useForm } from '../state/form-context';
import type { FormState } from '../state/form-state';
import {
  isEmptyFor,
  usableIn,
  withFinding,
  withoutFinding,
  withoutTakenPublisher,
  withText,
} from './apply-finding';
import { useFindingText } from './use-finding-text';

/** A paste anywhere in an empty form goes here from this length on; shorter ones are parts of a field. */
const reportLength = 200;
const id = 'f-paste';
/** Characters that no report has. */
const binary = /(?![\t\n\v\f\r\u0085])\p{Cc}|\ufffd/u;

type Trouble = { is: 'too-long' | 'binary' | 'unreachable' } | ({ is: 'refused' } & Refusal);

/**
 * Takes a link or a report, fills empty fields with what it says outright, and offers the rest. `hasTaken`: targets
 * were taken from another record, so the form counts as empty with them.
 */
export default function PasteField({ hasTaken }: { hasTaken: boolean }) {
  const t = useTranslations('form.paste');
  const textOf = useFindingText();
  const problemText = useProblemText();
  const { form, change } = useForm();
  const [typed, setTyped] = useState('');
  const [isReading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [taken, setTaken] = useState<readonly ExtractFinding[]>([]);
  const [offered, setOffered] = useState<readonly ExtractFinding[]>([]);
  const [isDone, setDone] = useState(false);
  const attempt = useRef(0);
  const link = linkIn(typed);

  async function read(given: string): Promise<void> {
    const text = given.trim();
    const url = linkIn(text);
    if (text === '' || isReading) return;
    setTrouble(null);
    const body = JSON.stringify(url ? { url } : { text });
    if (new TextEncoder().encode(body).length > maxTextBytes) return setTrouble({ is: 'too-long' });
    if (binary.test(text)) return setTrouble({ is: 'binary' });
    attempt.current += 1;
    const current = attempt.current;
    setReading(true);
    const outcome = await write({ method: 'POST', path: '/api/extract', body }, extraction);
    if (current !== attempt.current) return;
    setReading(false);
    if (outcome.is === 'done') {
      take(outcome.value.findings, outcome.value.text ?? text);
      return;
    }
    // The address is kept in the form, although the page could not be read.
    if (url) change((before) => applied(before, [{ field: 'url', value: url, isSure: true, from: null }]));
    setTrouble(outcome.is === 'refused' ? outcome : { is: 'unreachable' });
  }

  function take(findings: readonly ExtractFinding[], text: string): void {
    const start = (before: FormState) => (hasTaken ? withoutTakenPublisher(before, findings) : before);
    const { sure, offered: unsure } = usableIn(start(form), findings);
    change((before) => withText(applied(start(before), sure), text));
    setTaken(sure);
    setOffered(unsure);
    setTyped('');
    setDone(true);
  }

  function accept(finding: ExtractFinding): void {
    change((before) => withFinding(before, finding));
    setTaken((before) => [...before, finding]);
    // A day or a place is one of several: the others are no longer offered.
    const isChoice = ['at', 'location', 'killed', 'wounded'].includes(finding.field);
    setOffered((before) =>
      before.filter((one) => one !== finding && !(isChoice && one.field === finding.field)),
    );
    document.getElementById(id)?.focus();
  }

  function takeBack(finding: ExtractFinding): void {
    change((before) => withoutFinding(before, finding));
    setTaken((before) => before.filter((one) => one !== finding));
    document.getElementById(id)?.focus();
  }

  const isEmpty = form.title === '' && form.summary === '' && (hasTaken || form.targets.length === 0);
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isReport = text.length > reportLength || linkIn(text.trim()) !== null;
    if (!isEmpty || !isReport || hasText(event.target)) return;
    event.preventDefault();
    setTyped(text);
    document.getElementById(id)?.focus();
    if (linkIn(text.trim()) === null) void read(text);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);

  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      <Field label={t('label')} hint={t('hint')} error={trouble ? troubleText(trouble) : null}>
        <Textarea
          id={id}
          rows={1}
          value={typed}
          placeholder={t('placeholder')}
          className="max-h-32"
          onChange={(text) => {
            setTyped(text);
            setTrouble(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
            if (event.nativeEvent.isComposing) return;
            event.preventDefault();
            void read(typed);
          }}
        />
      </Field>
      {typed.trim() !== '' && (
        <div>
          <Button size="small" isBusy={isReading} keys="Enter" onClick={() => void read(typed)}>
            {isReading ? t('reading') : t(link ? 'readPage' : 'read')}
          </Button>
        </div>
      )}
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {isDone && t('done', { taken: taken.length, offered: offered.length })}
        {isDone && <DayNote offered={offered} />}
      </p>
      {taken.length > 0 && (
        <ul
          aria-label={t('taken')}
          className="flex flex-col divide-y divide-line rounded-control border border-line"
        >
          {taken.map((finding) => {
            const { field, value } = textOf(finding);
            return (
              <li key={JSON.stringify(finding)} className="flex items-start gap-2 py-1 ps-3 pe-1">
                <div className="min-w-0 grow py-0.5 text-small">
                  <span className="text-ink-2">{field}: </span>
                  <span className="font-medium break-words">{value}</span>
                  {finding.from && (
                    <span className="block break-words text-ink-2">
                      {t('from', { words: finding.from.text })}
                    </span>
                  )}
                </div>
                <IconButton
                  size="small"
                  label={t('takeBack', { field, value })}
                  icon={<X aria-hidden className="size-4" />}
                  onClick={() => takeBack(finding)}
                />
              </li>
            );
          })}
        </ul>
      )}
      {offered.length > 0 && (
        <ul aria-label={t('offered')} className="flex flex-wrap gap-2">
          {offered.map((finding) => {
            const { field, value } = textOf(finding);
            return (
              <li key={JSON.stringify(finding)} className="max-w-full">
                <Button
                  size="small"
                  className="max-w-full text-start whitespace-normal"
                  data-tip={finding.from ? t('from', { words: finding.from.text }) : undefined}
                  onClick={() => accept(finding)}
                >
                  <Check aria-hidden className="size-4 shrink-0" />
                  {t('accept', { field, value })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );

  function troubleText(given: Trouble): string {
    return given.is === 'refused'
      ? given.errors[0]
        ? problemText(given.errors[0])
        : problemText(given)
      : t(`troubles.${given.is}`);
  }
}

/** Why no day was taken from the text, if it names several or one to come. */
function DayNote({ offered }: { offered: readonly ExtractFinding[] }) {
  const t = useTranslations('form.paste');
  const { date, list } = useFormats();
  const now = useNow();
  const days = [...new Set(offered.flatMap((one) => (one.field === 'at' ? [one.value] : [])))].sort();
  const [day] = days;
  if (day === undefined) return null;
  const isAhead = Date.parse(day) > now.getTime();
  if (days.length === 1 && !isAhead) return null;
  return (
    <span className="font-medium text-amber">
      {' '}
      {days.length > 1
        ? t('severalDays', { days: list(days.map(date)) })
        : t('futureDay', { day: date(day) })}
    </span>
  );
}

function applied(form: FormState, findings: readonly ExtractFinding[]) {
  return findings.reduce(
    (before, finding) =>
      isSingle(finding) && !isEmptyFor(before, finding) ? before : withFinding(before, finding),
    form,
  );
}

/** Fields that hold one value; the others collect all that the report names. */
function isSingle({ field }: ExtractFinding): boolean {
  return !['target', 'attackType', 'weaponType', 'actor'].includes(field);
}

function linkIn(text: string): string | null {
  const given = text.trim();
  return /^https?:\/\/\S+$/i.test(given) && given.length <= 2_000 && URL.canParse(given) ? given : null;
}

function hasText(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    target.value.trim() !== ''
  );
}
