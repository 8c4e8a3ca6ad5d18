'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type ReactNode,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Versioned } from '@/db/model/records/define-record';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useLogging } from '../../_shell/_log/log-context';
import { ConflictChoices } from '../../events/_form/conflict-choices';
import { focusField } from '../../events/_form/error-summary';
import { OfflineNotice, RestoredNotice, TroubleNotice } from '../../events/_form/form-notices';
import { SaveBar } from '../../events/_form/save-bar';
import { idOf, useProblemMessage } from '../../events/_form/state/form-context';
import type { FieldProblem } from '../../events/_form/state/problems';
import { type DescribedType, useRecordValues } from '../_history/use-record-values';
import { RecordFormProvider } from './form-fields';
import type { useRecordForm } from './use-record-form';

const LeaveDialog = createLazyComponent(() => import('../../events/_form/leave-dialog'));

type RecordFormProps<Answer extends Versioned> = {
  type: DescribedType;
  title: string;
  saveLabel: string;
  form: ReturnType<typeof useRecordForm<Answer>>;
  /** Names of actors by id. */
  actors?: Readonly<Record<string, string>>;
  /** Where the form is left to without saving. */
  back: string;
  children: ReactNode;
};

/** The frame of the form of a mission, actor or visit: notices, conflict, problems and the save bar. */
export function RecordForm<Answer extends Versioned>(props: RecordFormProps<Answer>) {
  const { type, title, saveLabel, form, actors, back, children } = props;
  const { state, setState, problems, conflict } = form;
  const router = useRouter();
  const { nameOf, describe } = useRecordValues(type, actors);
  const [isLeaving, setLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const isReady = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const leave = () => router.push(back);
  const askOrLeave = () => (form.isDirty ? setLeaving(true) : leave());

  const refusals = useRef(problems);
  useEffect(() => {
    if (refusals.current === problems) return;
    refusals.current = problems;
    const [first] = problems;
    if (first) focusField(first.path);
  }, [problems]);

  // While another form covers this one, the keys belong to that form.
  const isBelow = useLogging().kind !== null;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isBelow) return;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void form.save();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  const context = useMemo(() => ({ state, setState, problems }), [state, setState, problems]);
  return (
    <RecordFormProvider value={context}>
      <form
        noValidate
        // Text typed before the scripts run would be lost.
        inert={!isReady}
        onSubmit={(event) => event.preventDefault()}
        className="mx-auto flex max-w-3xl flex-col gap-5 px-5 py-6 max-sm:px-3.5"
      >
        <h1 ref={heading} tabIndex={-1} className="text-figure font-bold outline-none">
          {title}
        </h1>
        <OfflineNotice isKept={!form.isDraftRefused} />
        <RestoredNotice
          at={form.restoredAt}
          onDiscard={() => {
            form.discard();
            heading.current?.focus();
          }}
        />
        {conflict && (
          <ConflictChoices
            fields={conflict.fields.map((one) => ({
              ...one,
              name: nameOf(one.field),
              base: describe(one.field, one.base),
              mine: describe(one.field, one.mine),
              theirs: describe(one.field, one.theirs),
            }))}
            onSettle={(chosen) => {
              form.settle(chosen);
              heading.current?.focus();
            }}
          />
        )}
        <Problems problems={problems} nameOf={nameOf} />
        {children}
        <TroubleNotice trouble={form.trouble} onRetry={() => void form.save()} />
        <div className="sticky bottom-(--banner) z-10 -mx-5 bg-paper px-5 pb-3 max-sm:-mx-3.5 max-sm:px-3.5">
          <SaveBar
            label={saveLabel}
            isSaving={form.status !== 'idle'}
            isBlocked={conflict !== null}
            savedAt={form.savedAt}
            isDraftRefused={form.isDraftRefused}
            onSave={() => void form.save()}
            onLeave={askOrLeave}
          />
        </div>
      </form>
      {isLeaving && (
        <LeaveDialog
          isKept={!form.isDraftRefused}
          onStay={() => setLeaving(false)}
          onLeave={leave}
          onDiscard={() => {
            form.discard();
            leave();
          }}
        />
      )}
    </RecordFormProvider>
  );
}

/** All problems, each with a link to its field; announced when they appear. */
function Problems({
  problems,
  nameOf,
}: {
  problems: readonly FieldProblem[];
  nameOf: (path: string) => string;
}) {
  const t = useTranslations('form');
  const messageOf = useProblemMessage();
  return (
    <div role="alert" className="empty:sr-only">
      {problems.length > 0 && (
        <div className="flex flex-col gap-2 rounded-card border border-amber bg-amber-ground p-4">
          <p className="font-medium">{t('errors', { count: problems.length })}</p>
          <ul className="flex flex-col gap-1">
            {problems.map((problem) => (
              <li key={`${problem.path} ${problem.problem}`}>
                <a
                  href={`#${idOf(problem.path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(problem.path);
                  }}
                  className="inline-flex min-h-6 items-center underline underline-offset-2"
                >
                  {nameOf(problem.path)}: {messageOf(problem)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
