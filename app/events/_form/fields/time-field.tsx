'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { cityOfZone } from '@/db/model/places/time-zones';
import { endMillis, iso } from '@/db/model/values/moment';
import type { Precision } from '@/db/model/words';
import { useNow } from '../../../_i18n/now';
import { useFormats, useFormatsIn } from '../../../_i18n/use-formats';
import { Field } from '../../../_ui/inputs/field';
import { TextInput } from '../../../_ui/inputs/text-input';
import { idOf, useErrorAt, useForm } from '../state/form-context';
import { type Direction, parseTime, type TimeContext } from '../typed/parse-time';
import { parseDay, parseMoment } from '../typed/parsers';
import { withExplicitDate } from '../typed/typed-moments';

type TypedTimeProps = {
  id: string;
  label: string;
  hint?: string;
  placeholder?: string;
  value: string;
  onChange: (typed: string) => void;
  /** `vague` also accepts a month or a year; `day` only a calendar day. */
  accepts?: 'vague' | 'moment' | 'day';
  /** Determines the year of a day without one; `past` by default. */
  direction?: Direction;
  /** A warning shown if the moment has passed. */
  passedWarning?: string;
  /** The default if nothing is typed, in milliseconds. */
  defaultMillis?: number;
  /** The time zone of the input. */
  timeZone: string;
  /** Whether `timeZone` is only the user's because the place is not known yet. */
  isPlaceOpen?: boolean;
  /** An error found elsewhere. */
  error: string | null;
};

/** A text field for a time, with its interpretation below. */
export function TypedTime({
  id,
  value,
  onChange,
  accepts = 'moment',
  defaultMillis,
  ...field
}: TypedTimeProps) {
  const { timeZone, direction, isPlaceOpen = false } = field;
  const t = useTranslations('form.problems');
  const now = useNow().getTime();
  const [isLeft, setIsLeft] = useState(false);
  const reading = readAs(accepts, value, { timeZone, now, direction });
  const error = field.error ?? (isLeft && !reading.ok ? t(reading.problem) : null);
  const shown = value.trim() === '' ? defaultMillis : reading.ok ? reading.value : null;
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      <TextInput
        id={id}
        value={value}
        onChange={onChange}
        onBlur={() => {
          setIsLeft(true);
          // "Today" is the day of typing, even if it is saved after midnight.
          const whole = withExplicitDate(value, { timeZone, now: Date.now(), direction, isPlaceOpen });
          if (whole !== value) onChange(whole);
        }}
        placeholder={field.placeholder}
        autoComplete="off"
        spellCheck={false}
      />
      <output htmlFor={id} className="text-small text-ink-2 empty:sr-only">
        {shown !== null && shown !== undefined && !error && (
          <Understood
            at={typeof shown === 'number' ? new Date(shown).toISOString() : shown.at}
            precision={typeof shown === 'number' ? 'minute' : shown.precision}
            couldBeTime={typeof shown !== 'number' && shown.couldBeTime ? value.trim() : null}
            isNow={accepts === 'vague' && typeof shown === 'number'}
            warnsOfFuture={accepts === 'vague'}
            isLimit={direction === 'future'}
            timeZone={timeZone}
          />
        )}
        {shown &&
          typeof shown !== 'number' &&
          !error &&
          field.passedWarning &&
          endMillis(shown.at) <= now && <Warning>{field.passedWarning}</Warning>}
      </output>
    </Field>
  );
}

type TimeFieldProps = Omit<TypedTimeProps, 'id' | 'timeZone' | 'isPlaceOpen' | 'error'> & { path: string };

/** The same as a form field, in the time zone of the form's place. */
export function TimeField({ path, ...field }: TimeFieldProps) {
  const { form, timeZone } = useForm();
  return (
    <TypedTime
      id={idOf(path)}
      timeZone={timeZone}
      isPlaceOpen={form.location.country === null}
      error={useErrorAt(path)}
      {...field}
    />
  );
}

function readAs(accepts: NonNullable<TypedTimeProps['accepts']>, typed: string, context: TimeContext) {
  if (typed.trim() === '') return { ok: true, value: null } as const;
  if (accepts === 'vague') {
    const reading = parseTime(typed, context);
    return reading.ok ? ({ ok: true, value: reading.moment } as const) : reading;
  }
  const reading = accepts === 'day' ? parseDay(typed, context) : parseMoment(typed, context);
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
  /** Whether the time is an end: a day without a time lasts until its end in UTC. */
  isLimit: boolean;
  timeZone: string;
};

/** "5 September 2022, 10:50 Kabul (UTC+4:30), 06:20 UTC". */
function Understood({
  at,
  precision,
  couldBeTime,
  isNow,
  warnsOfFuture,
  isLimit,
  timeZone,
}: UnderstoodProps) {
  const t = useTranslations('form.time');
  const locale = useLocale();
  const now = useNow();
  const there = useFormatsIn(timeZone);
  const utc = useFormatsIn('UTC');
  const { weekday } = useFormats();
  const whole = (instant: string) =>
    t('understood', {
      date: longDate(instant, locale, timeZone),
      time: there.time(instant),
      place: there.city(cityOfZone(timeZone), null),
      zone: there.zone(instant),
    });
  const isAhead = warnsOfFuture && !isNow && Date.parse(at) > now.getTime();
  if (precision !== 'minute') {
    const day =
      precision === 'day' ? `${weekday(at)}, ${longDate(at, locale, 'UTC')}` : there.moment(at, precision);
    return (
      <>
        {day}
        {isLimit && precision === 'day' && `, ${t('endOfDay', { moment: whole(iso(endMillis(at))) })}`}
        {couldBeTime &&
          ` ${t(precision === 'year' ? 'couldBeTime' : 'couldBeTimeNotDay', { time: withColon(couldBeTime) })}`}
        {isAhead && <Warning>{t('ahead')}</Warning>}
      </>
    );
  }
  const moment = whole(at);
  const isUtc = there.zone(at) === 'UTC';
  return (
    <>
      {isNow ? t('now', { moment }) : moment}
      {!isUtc && `, ${t('utc', { time: utc.time(at) })}`}
      {isAhead && <Warning>{t('ahead')}</Warning>}
    </>
  );
}

/** Formats "2022" and "10.11" as times of day. */
function withColon(figures: string): string {
  return figures.includes('.') ? figures.replace('.', ':') : `${figures.slice(0, 2)}:${figures.slice(2)}`;
}

function Warning({ children }: { children: string }) {
  return <span className="block font-medium text-amber">{children}</span>;
}

/** "5 September 2022", in this order in every language. */
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
