'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useExercise } from '../../_i18n/exercise';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useLogging } from '../../_shell/_log/log-context';
import { TextInput } from '../../_ui/inputs/text-input';
import { notify } from '../../_ui/overlays/notices';
import { NewerNotice } from '../_newer/newer-notice';
import { type EditStart, NewerWatch } from '../_newer/newer-watch';
import { useNewer } from '../_newer/use-newer';
import { usePeople } from '../_people/use-people';
import type { Linked } from '../_record/links';
import { ConflictPanel } from './conflict-panel';
import { endDangers } from './end-dangers';
import { ErrorSummary, focusField } from './error-summary';
import { FormBody } from './form-body';
import { OfflineNotice, RestoredNotice, TroubleNotice } from './form-notices';
import { RowPreview } from './row-preview';
import { SaveBar } from './save-bar';
import { FormField, FormProvider, type Writer } from './state/form-context';
import type { FormState } from './state/form-state';
import { namesOf } from './state/names';
import { useEventForm } from './state/use-event-form';
import { useFirstFocus } from './use-first-focus';

const LeaveDialog = createLazyComponent(() => import('./leave-dialog'));
const PasteField = createLazyComponent(() => import('./extract/paste-field'), 'writers');
const LikeNotice = createLazyComponent(() => import('./like/like-notice'), 'writers');
const SimilarPanel = createLazyComponent(() => import('./similar/similar-panel'), 'writers');
const RedDialog = createLazyComponent(() => import('./red-dialog'));

type EventFormProps = {
  initial: FormState;
  /** The edited version; null for a new record. */
  edited: Event | null;
  /** The cursor and time of the edited version; null for a new record. */
  start?: EditStart | null;
  /** The record that a new form begins like. */
  likeRef?: string | null;
  linked: Readonly<Record<string, Linked>>;
  who: Writer;
  title: ReactNode;
  /** Called after saving; by default the record's page or the board opens. */
  onSaved?: (ref: string) => void;
  /** Called on leaving without saving; by default the record's page or the board opens. */
  onLeave?: () => void;
};

/** The form for a new record or an edit. */
export function EventForm({
  initial,
  edited,
  start = null,
  likeRef = null,
  linked,
  who,
  title,
  onSaved,
  onLeave,
}: EventFormProps) {
  const t = useTranslations('form');
  const marked = useExercise();
  const router = useRouter();
  const state = useEventForm({
    initial,
    edited,
    likeRef,
    linked,
    async onSaved(event) {
      const failed = await endDangers(form, t('links.carriedOut', { ref: event.ref }));
      if (failed.length > 0) notify(t('links.notEnded', { refs: failed.join(', ') }), { isError: true });
      notify(marked(event.handling, t(edited ? 'changed' : 'logged', { ref: event.ref })));
      if (onSaved) onSaved(event.ref);
      else router.push(edited ? `/events/${event.ref}` : `/?event=${event.ref}`);
    },
  });
  const { form, change, problems, conflict } = state;
  const { report, newerThan } = useNewer(edited);
  const isResting = state.status === 'idle' && !conflict;
  const people = usePeople([form.tlp, edited?.tlp, conflict?.current.tlp].includes('red'));
  const createdBy = edited?.createdBy.id ?? null;
  // If there are no other users, the form says so; for another user's record only the server can tell.
  const hasOthers = people === null || Object.keys(people).some((id) => id !== who.id);
  const save = () => void state.save({ asksRed: hasOthers && (createdBy ?? who.id) === who.id });
  const [isLeaving, setLeaving] = useState(false);
  const { isReady, focusFirst } = useFirstFocus({ isNew: edited === null, isLike: likeRef !== null });

  // After a failed attempt to save, focuses the first invalid field.
  const refusals = useRef(problems);
  useEffect(() => {
    if (refusals.current === problems) return;
    refusals.current = problems;
    const [first] = problems;
    if (first) focusField(first.path);
  }, [problems]);

  const heading = useRef<HTMLHeadingElement>(null);
  function discard(): void {
    state.discard();
    if (edited) heading.current?.focus();
    else focusFirst();
  }

  function leave(): void {
    if (onLeave) onLeave();
    else router.push(edited ? `/events/${edited.ref}` : '/');
  }

  /** Returns how to keep what was typed as a draft: it may be logged after all. */
  function openOther(ref: string): () => void {
    const keepTyped = state.setAside();
    if (onSaved) onSaved(ref);
    else router.push(`/events/${ref}`);
    return keepTyped;
  }

  // While another form covers this one, the keys belong to that form.
  const isBelow = useLogging().kind !== null && onSaved === undefined;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isBelow) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !conflict) {
      event.preventDefault();
      save();
    }
    // An open list, menu or dialog handles Escape itself.
    const isTaken =
      document.querySelector(
        '[role=dialog]:not([popover], [aria-modal=false]), [role=listbox], :popover-open:not(#tip)',
      ) !== null;
    if (event.key !== 'Escape' || isTaken) return;
    event.preventDefault();
    if (state.isDirty) setLeaving(true);
    else leave();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  const context = useMemo(
    () => ({ form, change, problems, who, createdBy, people, isEdit: edited !== null }),
    [form, change, problems, who, createdBy, people, edited],
  );
  return (
    <FormProvider value={context}>
      <form
        noValidate
        // Text typed before the scripts run would be lost.
        inert={!isReady}
        data-unkept={(state.isDirty && state.isDraftRefused) || undefined}
        onSubmit={(event) => event.preventDefault()}
        className="mx-auto grid grid-cols-[minmax(0,42rem)] justify-center gap-x-10 gap-y-6 px-5 py-6 max-sm:px-3.5 lg:grid-cols-[minmax(0,42rem)_minmax(0,40rem)]"
      >
        <div className="flex min-w-0 flex-col gap-6">
          <div className="flex flex-col gap-1">
            <h1 ref={heading} tabIndex={-1} className="text-figure font-bold outline-none">
              {title}
            </h1>
            {!edited && <p className="text-ink-2">{t('needed')}</p>}
          </div>
          {edited && start && (
            <>
              <NewerWatch edited={edited} start={start} onNewer={report} />
              <NewerNotice
                newer={isResting ? newerThan(state.base) : null}
                isDirty={state.isDirty}
                onShow={({ event }) => {
                  state.show(event);
                  heading.current?.focus({ preventScroll: true });
                }}
              />
            </>
          )}
          <OfflineNotice isKept={!state.isDraftRefused} />
          <RestoredNotice at={state.restoredAt} onDiscard={discard} />
          {conflict && (
            <ConflictPanel
              conflict={conflict}
              names={namesOf([form], [conflict.current], linked, people ?? {})}
              onSettle={(chosen) => {
                state.settle(chosen);
                heading.current?.focus();
              }}
            />
          )}
          <ErrorSummary problems={problems} />
          {likeRef !== null && <LikeNotice likeRef={likeRef} />}
          {!edited && <PasteField hasTaken={likeRef !== null} />}
          <FormBody />
          {edited && (
            <FormField path="reason" label={t('reason')} hint={t('reasonHint')}>
              {(id) => <TextInput id={id} maxLength={500} value={state.reason} onChange={state.setReason} />}
            </FormField>
          )}
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <div className="flex flex-col gap-6 lg:sticky lg:top-[calc(4.75rem+var(--banner))] lg:max-h-[calc(100dvh-6rem-2*var(--banner))] lg:overflow-y-auto">
            <RowPreview edited={edited} />
            <SimilarPanel edited={edited} isBelow={isBelow} onAdded={openOther} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <TroubleNotice trouble={state.trouble} onRetry={save} />
          <SaveBar
            label={edited ? t('saveChanges') : t(`save.${form.kind}`)}
            isSaving={state.status !== 'idle'}
            isBlocked={conflict !== null}
            savedAt={state.savedAt}
            isDraftRefused={state.isDraftRefused}
            onSave={save}
            onLeave={() => (state.isDirty ? setLeaving(true) : leave())}
          />
        </div>
      </form>
      {state.isAskingRed && (
        <RedDialog onSave={() => state.answerRed(true)} onClose={() => state.answerRed(false)} />
      )}
      {isLeaving && (
        <LeaveDialog
          isKept={!state.isDraftRefused}
          onStay={() => setLeaving(false)}
          onLeave={leave}
          onDiscard={() => {
            state.discard();
            leave();
          }}
        />
      )}
    </FormProvider>
  );
}
