'use client';

import { useTimeZone } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import type { Outcome, Refusal } from '../../../_api/write';
import { useViewerId } from '../../../_session/viewer';
import { changeEvent, createEvent } from '../../_api/send';
import type { Linked } from '../../_record/links';
import { formatTypedTime } from '../typed/parse-time';
import { withExplicitDates, withTimeZone } from '../typed/typed-moments';
import { type Conflict, conflictOf, merged } from './conflict';
import type { Attempt, Draft, DraftScope } from './draft';
import type { FormChange } from './form-context';
import { type FormState, randomKey } from './form-state';
import { stateOf } from './from-event';
import { isForNobody } from './is-for-nobody';
import { patchBetween } from './patch';
import { type FieldProblem, inPageOrder, problemOf } from './problems';
import { type EventJson, formPathOf, toInput, zoneOf } from './to-input';
import { useDraft } from './use-draft';
import { validate } from './validate';
import { visitsIn } from './visits-in';

export type Trouble =
  /** No answer. It may or may not have been written; sending again is safe. */
  | { is: 'unreachable' }
  /** The record has been deleted. */
  | { is: 'gone' }
  | ({ is: 'refused' } & Refusal)
  /** Created by an earlier attempt and changed by another user since. Saving again builds on that version. */
  | { is: 'version-conflict' }
  | { is: 'unchanged' };

type Deps = {
  initial: FormState;
  /** The edited version; null for a new record. */
  edited: Event | null;
  /** The record that a new form begins like. */
  likeRef: string | null;
  linked: Readonly<Record<string, Linked>>;
  onSaved: (event: Event) => void;
};

/** The state of the form: its input, problems and draft, and saving. */
export function useEventForm({ initial, edited, likeRef, linked, onSaved }: Deps) {
  const timeZone = useTimeZone() ?? 'UTC';
  const known = { timeZone, linked, visits: visitsIn(initial) };
  const [start, setStart] = useState(initial);
  const [form, setForm] = useState(initial);
  const [base, setBase] = useState(edited);
  const [reason, setReason] = useState('');
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [restoredAt, setRestoredAt] = useState<number | null>(null);
  const [status, setStatus] = useState<'idle' | 'saving' | 'saved'>('idle');
  const isSaving = useRef(false);
  const [isAskingRed, setAskingRed] = useState(false);
  const isRedMeant = useRef(false);

  const isDirty = status !== 'saved' && (JSON.stringify(form) !== JSON.stringify(start) || reason !== '');
  const scope: DraftScope = edited
    ? `edit.${edited.id}`
    : likeRef !== null
      ? `like.${likeRef}`
      : initial.kind === 'threat'
        ? 'new.threat'
        : 'new.incident';
  const owner = useViewerId();
  const draft = useDraft({
    scope,
    owner,
    kept: isDirty ? { form, reason, base, attempt } : null,
    onRestore: (found) => restore(found),
  });

  function restore(found: Draft): void {
    // "Now" and "today" refer to the time of typing, not of the reload.
    const context = { timeZone, now: found.attempt?.now ?? found.savedAt };
    const typed = withExplicitDates(found.form, context);
    const at =
      typed.at === '' && found.base === null
        ? formatTypedTime(new Date(context.now).toISOString(), 'minute', zoneOf(typed, context))
        : typed.at;
    if (found.base) {
      setBase(found.base);
      setStart(stateOf(found.base, known));
    }
    setForm({ ...typed, at });
    setReason(found.reason);
    setAttempt(found.attempt);
    setRestoredAt(found.savedAt);
  }

  function change(given: FormChange): void {
    setForm((before) => {
      const after = typeof given === 'function' ? given(before) : { ...before, ...given };
      const context = { timeZone, now: Date.now() };
      // An edit keeps its instants when the time zone changes; only the text changes.
      if (edited)
        return withTimeZone(after, {
          from: zoneOf(before, context),
          to: zoneOf(after, context),
          now: context.now,
        });
      // Until the place was known, it was unclear which time zone's "today" was meant.
      return before.location.country === null && after.location.country !== null
        ? withExplicitDates(after, context)
        : after;
    });
  }

  function discard(): void {
    draft.discard();
    setBase(edited);
    setStart(initial);
    setForm(initial);
    setReason('');
    setAttempt(null);
    setProblems([]);
    setTrouble(null);
    setConflict(null);
    setRestoredAt(null);
  }

  /** Ends the form because another record has what was typed; returns how to keep it as a draft after all. */
  function setAside(): () => void {
    draft.discard();
    setStatus('saved');
    return () => draft.keep({ form, reason, base, attempt: null });
  }

  /** `asksRed`: asks once before saving a red record without recipients. */
  async function save({ asksRed }: { asksRed: boolean }): Promise<void> {
    // A second click during saving must not send a second request.
    if (isSaving.current || status === 'saved') return;
    const now = attempt?.now ?? Date.now();
    const { input, problems: found } = validate(form, { timeZone, now });
    setProblems(inPageOrder(found));
    setTrouble(null);
    if (found.length > 0) return;
    if (asksRed && isForNobody(input) && !(base && isForNobody(base)) && !isRedMeant.current) {
      setAskingRed(true);
      return;
    }
    isSaving.current = true;
    setStatus('saving');
    try {
      take(base ? await saveEdit(base, input, now) : await saveNew(input, now));
    } finally {
      isSaving.current = false;
    }
  }

  function answerRed(isMeant: boolean): void {
    setAskingRed(false);
    isRedMeant.current = isMeant;
    if (isMeant) void save({ asksRed: false });
  }

  /**
   * Creates exactly one record: repeats an unanswered earlier attempt first, then changes its record if the form has
   * changed.
   */
  async function saveNew(input: EventJson, now: number): Promise<Outcome<Event> | null> {
    const body = JSON.stringify(input);
    let sent = attempt ?? { key: randomKey(), body, now };
    let outcome = await sendNew(sent);
    if (outcome.is === 'refused' && outcome.errors.length > 0 && sent.body !== body) {
      sent = { key: randomKey(), body, now };
      outcome = await sendNew(sent);
    }
    if (outcome.is !== 'done') {
      // Signed out or rate-limited: the earlier attempt was not looked up.
      const isUnsettled = outcome.is === 'refused' && outcome.errors.length === 0 && sent === attempt;
      if (outcome.is !== 'unreachable' && !isUnsettled) setAttempt(null);
      return outcome;
    }
    if (sent.body === body) return outcome;
    const patch = patchBetween(JSON.parse(sent.body), JSON.parse(body));
    return changeEvent(outcome.value, patch);
  }

  function sendNew(sent: Attempt): Promise<Outcome<Event>> {
    setAttempt(sent);
    // Saved first, since the key must survive a crash before the answer.
    draft.keep({ form, reason, base, attempt: sent });
    return createEvent(sent);
  }

  async function saveEdit(from: Event, input: EventJson, now: number): Promise<Outcome<Event> | null> {
    const before = toInput(stateOf(from, known), { timeZone, now }).input;
    const patch = patchBetween(before, input);
    if (Object.keys(patch).length === 0) {
      setTrouble({ is: 'unchanged' });
      return null;
    }
    return changeEvent(from, { ...patch, ...(reason.trim() && { reason: reason.trim() }) });
  }

  function take(outcome: Outcome<Event> | null): void {
    setStatus(outcome?.is === 'done' ? 'saved' : 'idle');
    switch (outcome?.is) {
      case 'done':
        draft.discard();
        onSaved(outcome.value);
        break;
      case 'version-conflict':
        handleVersionConflict(outcome.current);
        break;
      case 'refused':
        if (outcome.errors.length === 0) setTrouble(outcome);
        else {
          const found = outcome.errors.map(({ path, ...error }) => ({
            ...error,
            path: formPathOf(path, form),
          }));
          setProblems(inPageOrder(found.map(problemOf)));
        }
        break;
      case 'unreachable':
      case 'gone':
        setTrouble(outcome);
        break;
    }
  }

  /** Handles a version that another user saved first. */
  function handleVersionConflict(current: Event): void {
    if (!base) {
      setTrouble({ is: 'version-conflict' });
      return;
    }
    const context = { ...known, now: Date.now() };
    const found = conflictOf({ base, mine: form, current }, context);
    if (found.fields.some(({ isMine }) => isMine)) setConflict(found);
    else {
      // The same content is already saved: by this form, whose answer was lost, or by another user.
      setStatus('saved');
      draft.discard();
      onSaved(current);
    }
  }

  /** Shows a version saved meanwhile beside the input, or takes it over if nothing has been typed. */
  function show(current: Event): void {
    if (!base) return;
    const theirs = stateOf(current, known);
    const found = conflictOf({ base, mine: form, current }, { ...known, now: Date.now() });
    if (isDirty && found.fields.length > 0) {
      setConflict(found);
      return;
    }
    if (!isDirty) setForm(theirs);
    setStart(theirs);
    setBase(current);
    setTrouble(null);
  }

  /** Continues from the current version with the chosen values. */
  function settle(chosen: Readonly<Record<string, 'mine' | 'theirs'>>): void {
    if (!conflict) return;
    const theirs = stateOf(conflict.current, known);
    setForm(merged(form, theirs, chosen, { timeZone, now: Date.now() }));
    setStart(theirs);
    setBase(conflict.current);
    setConflict(null);
    setProblems([]);
  }

  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);

  return {
    form,
    change,
    base,
    reason,
    setReason,
    problems,
    trouble,
    conflict,
    show,
    settle,
    restoredAt,
    savedAt: draft.savedAt,
    isDraftRefused: draft.isRefused,
    discard,
    setAside,
    isDirty,
    status,
    save,
    isAskingRed,
    answerRed,
  };
}
