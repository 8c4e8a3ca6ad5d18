'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../_ui/button';

type Choice = 'mine' | 'theirs';

/** A field that differs between two versions, with its name and values in words; null for an empty value. */
type FieldChoices = {
  field: string;
  name: string;
  base: string | null;
  mine: string | null;
  theirs: string | null;
  isMine: boolean;
  isTheirs: boolean;
};

type ConflictChoicesProps = {
  /** Who saved first, and when, if that is known. */
  by?: ReactNode;
  fields: readonly FieldChoices[];
  onSettle: (chosen: Record<string, Choice>) => void;
};

/**
 * Another user saved first: both versions side by side, field by field. Fields changed in only one version are
 * preselected; the user chooses where both changed.
 */
export function ConflictChoices({ by, fields, onSettle }: ConflictChoicesProps) {
  const t = useTranslations('form.conflict');
  const [chosen, setChosen] = useState<Record<string, Choice>>(() =>
    Object.fromEntries(
      fields.flatMap(({ field, isMine, isTheirs }) =>
        isMine && isTheirs ? [] : [[field, isMine ? ('mine' as const) : ('theirs' as const)]],
      ),
    ),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const open = fields.filter(({ field }) => chosen[field] === undefined);

  return (
    <section
      aria-labelledby="conflict"
      className="flex flex-col gap-4 rounded-card border border-amber bg-amber-ground p-4"
    >
      <div className="flex flex-col gap-1">
        <h2 id="conflict" ref={heading} tabIndex={-1} className="text-title font-bold outline-none">
          {t('title')}
        </h2>
        <p className="text-ink-2">
          {by} {t('what')}
        </p>
      </div>
      <div className="flex flex-col gap-3">
        {fields.map((one) => (
          <FieldChoice
            key={one.field}
            field={one}
            chosen={chosen[one.field] ?? null}
            onChoose={(choice) => setChosen((before) => ({ ...before, [one.field]: choice }))}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" disabled={open.length > 0} onClick={() => onSettle(chosen)}>
          {t('settle')}
        </Button>
        <p role="status" className="text-small text-ink-2">
          {open.length > 0 ? t('open', { count: open.length }) : t('thenSave')}
        </p>
      </div>
    </section>
  );
}

type FieldChoiceProps = {
  field: FieldChoices;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
};

function FieldChoice({ field, chosen, onChoose }: FieldChoiceProps) {
  const t = useTranslations('form.conflict');
  const nothing = t('nothing');
  const choices = [
    { choice: 'mine' as const, label: t('mine'), value: field.mine },
    { choice: 'theirs' as const, label: t('theirs'), value: field.theirs },
  ];
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5 border-t border-line pt-3">
      <legend className="float-start w-full font-medium">{field.name}</legend>
      {field.isMine && field.isTheirs && (
        <p className="text-small text-ink-2">{t('before', { value: field.base ?? nothing })}</p>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map(({ choice, label, value }) => (
          <label
            key={choice}
            className="flex min-w-0 cursor-pointer items-start gap-2.5 rounded-control border border-line bg-sheet p-3 has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={`choice ${field.field}`}
              checked={chosen === choice}
              onChange={() => onChoose(choice)}
              className="mt-1 size-[0.9375rem] shrink-0 cursor-pointer accent-ink"
            />
            <span className="min-w-0">
              <span className="block text-small font-medium text-ink-2">{label}</span>
              <span className="block whitespace-pre-line">{value ?? nothing}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
