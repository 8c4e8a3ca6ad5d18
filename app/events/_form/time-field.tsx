'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Precision } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats, useFormatsIn } from '../../_i18n/use-formats';
import { Field } from '../../_ui/field';
import { TextInput } from '../../_ui/text-input';
import { idOf, useForm, useProblemWords } from './form-context';
import { readDay, readMoment } from './readings';
import { readTime } from './time-input';
import { cityOfZone } from './zone-of-place';

type TimeFieldProps = {
  path: string;
  label: string;
  hint?: string;
  placeholder?: string;
  value: string;
  onChange: (typed: string) => void;
  /** `vague`: a month or a year will do; `day`: a calendar day alone. */
  takes?: 'vague' | 'moment' | 'day';
  /** What is meant where nothing is typed, in milliseconds. */
  unlessTyped?: number;
};

/** A time as one types it, with what was understood beneath. */
export function TimeField({
  path,
  value,
  onChange,
  takes = 'moment',
  unlessTyped,
  ...field
}: TimeFieldProps) {
  const { timeZone, problems } = useForm();
  const words = useProblemWords();
  const now = useNow().getTime();
  const [wasLeft, setLeft] = useState(false);
  const reading = readAs(takes, value, { timeZone, now });
  const sent = problems.find((one) => one.path === path);
  const typed = wasLeft && !reading.ok ? { path, problem: reading.problem } : null;
  const problem = sent ?? typed;
  const shown = value.trim() === '' ? unlessTyped : reading.ok ? reading.value : null;
  return (
    <Field label={field.label} hint={field.hint} error={problem ? words(problem) : null}>
      <TextInput
        id={idOf(path)}
        value={value}
        onChange={onChange}
        onBlur={() => setLeft(true)}
        placeholder={field.placeholder}
        autoComplete="off"
        spellCheck={false}
      />
      <output htmlFor={idOf(path)} className="text-small text-ink-2 empty:sr-only">
        {shown !== null && shown !== undefined && !problem && (
          <Understood
            at={typeof shown === 'number' ? new Date(shown).toISOString() : shown.at}
            precision={typeof shown === 'number' ? 'minute' : shown.precision}
            couldBeTime={typeof shown !== 'number' && shown.couldBeTime ? value.trim() : null}
            isNow={takes === 'vague' && typeof shown === 'number'}
            warnsOfFuture={takes === 'vague'}
          />
        )}
      </output>
    </Field>
  );
}

function readAs(
  takes: NonNullable<TimeFieldProps['takes']>,
  typed: string,
  context: { timeZone: string; now: number },
) {
  if (typed.trim() === '') return { ok: true, value: null } as const;
  if (takes === 'vague') {
    const reading = readTime(typed, context);
    return reading.ok ? ({ ok: true, value: reading.moment } as const) : reading;
  }
  const reading = takes === 'day' ? readDay(typed, context) : readMoment(typed, context);
  if (!reading.ok || reading.value === null)
    return reading.ok ? ({ ok: true, value: null } as const) : reading;
  const precision: Precision = reading.value.length === 10 ? 'day' : 'minute';
  return { ok: true, value: { at: reading.value, precision, couldBeTime: false } } as const;
}

type UnderstoodProps = {
  at: string;
  precision: Precision;
  couldBeTime: string | null;
  isNow: boolean;
  warnsOfFuture: boolean;
};

/** "5 September 2022, 10:50 Kabul (UTC+4:30), 06:20 UTC". */
function Understood({ at, precision, couldBeTime, isNow, warnsOfFuture }: UnderstoodProps) {
  const t = useTranslations('form.time');
  const { timeZone } = useForm();
  const locale = useLocale();
  const now = useNow();
  const there = useFormatsIn(timeZone);
  const utc = useFormatsIn('UTC');
  const { weekday } = useFormats();
  const isAhead = warnsOfFuture && !isNow && Date.parse(at) > now.getTime();
  if (precision !== 'minute') {
    const day =
      precision === 'day' ? `${weekday(at)}, ${longDate(at, locale, 'UTC')}` : there.moment(at, precision);
    return (
      <>
        {day}
        {couldBeTime &&
          ` ${t('couldBeTime', { time: `${couldBeTime.slice(0, 2)}:${couldBeTime.slice(2)}` })}`}
        {isAhead && <Ahead />}
      </>
    );
  }
  const moment = t('understood', {
    date: longDate(at, locale, timeZone),
    time: there.time(at),
    place: cityOfZone(timeZone),
    zone: there.zone(at),
  });
  const isUtc = there.zone(at) === 'UTC';
  return (
    <>
      {isNow ? t('now', { moment }) : moment}
      {!isUtc && `, ${t('utc', { time: utc.time(at) })}`}
      {isAhead && <Ahead />}
    </>
  );
}

function Ahead() {
  const t = useTranslations('form.time');
  return <span className="block font-medium text-amber">{t('ahead')}</span>;
}

/** "5 September 2022": in this order in every language. */
function longDate(at: string, locale: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: at.length === 10 ? 'UTC' : timeZone,
    calendar: 'gregory',
  }).formatToParts(new Date(at));
  return ['day', 'month', 'year'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}
