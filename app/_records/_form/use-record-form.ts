'use client';

import { useTimeZone } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type * as z from 'zod';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';
import type { Versioned } from '@/db/model/records/define-record';
import { ifMatch, type Outcome, write } from '../../_api/write';
import { useViewerId } from '../../_session/viewer';
import { randomKey } from '../../events/_form/state/form-state';
import { changedFields, patchBetween } from '../../events/_form/state/patch';
import { type FieldProblem, problemOf } from '../../events/_form/state/problems';
import type { Trouble } from '../../events/_form/state/use-event-form';
import type { RecordFormType, RecordState } from './record-state';
import {
  type Attempt,
  readStoredDraft,
  removeStoredDraft,
  type StoredDraft,
  writeStoredDraft,
} from './stored-draft';

type FieldConflict = {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  isMine: boolean;
  isTheirs: boolean;
};
export type RecordConflict<Answer> = { current: Answer; fields: FieldConflict[] };

type Deps<Answer extends Versioned> = {
  /** The path of the type in the API. */
  path: string;
  initial: RecordState;
  /** The edited version; null for a new record. */
  edited: Answer | null;
  form: RecordFormType<Answer>;
  schemas: { input: z.ZodType; answer: z.ZodType<Answer> };
  onSaved(answer: Answer): void;
};

/** The state of the form of a mission, actor or visit: what is typed, its problems and draft, and saving. */
export function useRecordForm<Answer extends Versioned>(deps: Deps<Answer>) {
  const { path, edited, form, schemas, onSaved } = deps;
  const timeZone = useTimeZone() ?? 'UTC';
  const [start, setStart] = useState(deps.initial);
  const [state, setState] = useState(deps.initial);
  const [base, setBase] = useState(edited);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<RecordConflict<Answer> | null>(null);
  const [status, setStatus] = useState<'idle' | 'saving' | 'saved'>('idle');
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [restoredAt, setRestoredAt] = useState<number | null>(null);
  const [isDraftRefused, setDraftRefused] = useState(false);
  const isSaving = useRef(false);
  const place = { scope: `${path}.${edited?.id ?? 'new'}`, owner: useViewerId() };
  const isDirty = status !== 'saved' && JSON.stringify(state) !== JSON.stringify(start);
  const context = () => ({ timeZone, now: Date.now() });

  const restore = useEffectEvent(() => {
    const found = readStoredDraft(place, Date.now());
    if (found === null || isDirty) return;
    if (edited) {
      const from = schemas.answer.safeParse(found.base);
      if (!from.success) return removeStoredDraft(place);
      setBase(from.data);
      setStart(form.stateOf(from.data, context()));
    }
    setState(found.state);
    setAttempt(found.attempt);
    setSavedAt(found.savedAt);
    setRestoredAt(found.savedAt);
  });
  useEffect(() => restore(), []);

  function keep(given: Omit<StoredDraft, 'savedAt'>): void {
    const at = Date.now();
    const isKept = writeStoredDraft(place, { ...given, savedAt: at });
    setDraftRefused(!isKept);
    setSavedAt(isKept ? at : null);
  }
  const keepTyped = useEffectEvent(() => {
    if (isDirty) keep({ state, base, attempt });
    else if (savedAt !== null) {
      removeStoredDraft(place);
      setSavedAt(null);
    }
  });
  const typed = JSON.stringify(state);
  const lastTyped = useRef(typed);
  useEffect(() => {
    if (lastTyped.current === typed) return;
    lastTyped.current = typed;
    keepTyped();
  }, [typed]);

  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);

  async function save(): Promise<void> {
    if (isSaving.current || status === 'saved' || conflict) return;
    const { input, problems: unread } = form.bodyOf(state, context());
    const found = withSchemaProblems(schemas.input, input, unread);
    setProblems(found);
    setTrouble(null);
    if (found.length > 0) return;
    isSaving.current = true;
    setStatus('saving');
    try {
      take(base ? await saveEdit(base, input) : await saveNew(input));
    } finally {
      isSaving.current = false;
    }
  }

  /** Creates one record: an attempt without an answer is repeated first, then changed if the form has changed. */
  async function saveNew(input: object): Promise<Outcome<Answer>> {
    const body = JSON.stringify(input);
    const sent = attempt ?? { key: randomKey(), body };
    setAttempt(sent);
    // Saved first, since the key must survive a crash before the answer.
    keep({ state, base, attempt: sent });
    const outcome = await write(
      {
        method: 'POST',
        path: `/api/${path}`,
        headers: { 'Idempotency-Key': sent.key },
        body: sent.body,
      },
      schemas.answer,
    );
    if (outcome.is !== 'unreachable') setAttempt(null);
    if (outcome.is !== 'done' || sent.body === body) return outcome;
    return change(outcome.value, patchBetween(JSON.parse(sent.body), JSON.parse(body)));
  }

  async function saveEdit(from: Answer, input: Readonly<Record<string, unknown>>) {
    const before = form.bodyOf(form.stateOf(from, context()), context()).input;
    const patch = patchBetween(before, input);
    if (Object.keys(patch).length > 0) return change(from, patch);
    setTrouble({ is: 'unchanged' });
    return null;
  }

  function change(from: Answer, patch: object): Promise<Outcome<Answer>> {
    const headers = ifMatch(from);
    const body = JSON.stringify(patch);
    return write({ method: 'PATCH', path: `/api/${path}/${from.id}`, headers, body }, schemas.answer);
  }

  function take(outcome: Outcome<Answer> | null): void {
    setStatus(outcome?.is === 'done' ? 'saved' : 'idle');
    switch (outcome?.is) {
      case 'done':
        removeStoredDraft(place);
        onSaved(outcome.value);
        break;
      case 'version-conflict':
        if (base) setConflict(conflictWith(base, outcome.current));
        else setTrouble({ is: 'version-conflict' });
        break;
      case 'refused':
        if (outcome.errors.length === 0) setTrouble(outcome);
        else setProblems(outcome.errors.map(problemOf));
        break;
      case 'unreachable':
      case 'gone':
        setTrouble(outcome);
        break;
    }
  }

  function conflictWith(from: Answer, current: Answer): RecordConflict<Answer> {
    const bodyOf = (answer: Answer) => form.bodyOf(form.stateOf(answer, context()), context()).input;
    const [before, there] = [bodyOf(from), bodyOf(current)];
    const here = form.bodyOf(state, context()).input;
    const [byMe, byThem] = [changedFields(before, here), changedFields(before, there)];
    const fields = changedFields(here, there).map((field) => ({
      field,
      base: before[field],
      mine: here[field],
      theirs: there[field],
      isMine: byMe.includes(field),
      isTheirs: byThem.includes(field),
    }));
    return { current, fields };
  }

  /** Continues from the current version with the chosen values. */
  function settle(chosen: Readonly<Record<string, 'mine' | 'theirs'>>): void {
    if (!conflict) return;
    const theirs = form.stateOf(conflict.current, context());
    const isMine = (field: string) => chosen[field] === 'mine';
    const mine = Object.entries(state.values).filter(([field]) => isMine(field));
    setState({
      values: { ...theirs.values, ...Object.fromEntries(mine) },
      legs: isMine('legs') ? state.legs : theirs.legs,
    });
    setStart(theirs);
    setBase(conflict.current);
    setConflict(null);
    setProblems([]);
  }

  function discard(): void {
    removeStoredDraft(place);
    setBase(edited);
    setStart(deps.initial);
    setState(deps.initial);
    setAttempt(null);
    setProblems([]);
    setTrouble(null);
    setConflict(null);
    setRestoredAt(null);
    setSavedAt(null);
  }

  return {
    state,
    setState,
    base,
    problems,
    trouble,
    conflict,
    settle,
    status,
    isDirty,
    savedAt,
    restoredAt,
    isDraftRefused,
    save,
    discard,
  };
}

/** What could not be read, and what the schema of the API refuses. */
function withSchemaProblems(schema: z.ZodType, input: unknown, unread: FieldProblem[]): FieldProblem[] {
  const parsed = schema.safeParse(input, { error: errorMap });
  const known = new Set(unread.map(({ path }) => path));
  const refused = fieldErrorsOf(parsed.error?.issues ?? []).filter(({ path }) => !known.has(path));
  return [...unread, ...refused.map(problemOf)];
}
