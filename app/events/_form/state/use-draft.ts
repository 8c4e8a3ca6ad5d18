'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Draft, type DraftScope, readDrafts, removeDraft, writeDraft } from './draft';
import { randomKey } from './form-state';

type Kept = Omit<Draft, 'scope' | 'owner' | 'savedAt'>;

type DraftDeps = {
  scope: DraftScope;
  /** The owner of the drafts. */
  owner: string;
  /** The draft to save; null if nothing has been typed. */
  kept: Kept | null;
  /** Called with a draft found when the form opens. */
  onRestore: (draft: Draft) => void;
};

export type DraftState = {
  /** When the draft was last saved (ms); null if there is none. */
  savedAt: number | null;
  /** Whether the browser refuses to store drafts. */
  isRefused: boolean;
  /** Saves a draft at once, for data that must survive a crash. */
  keep: (kept: Kept) => void;
  discard: () => void;
};

/**
 * Saves the input as a draft in this browser. A draft belongs to one open tab at a time, which holds a lock with its
 * name. A second tab starts its own draft, so neither overwrites the other. After a tab is closed or has crashed, the
 * next form of the same scope takes over its draft.
 */
export function useDraft({ scope, owner, kept, onRestore }: DraftDeps): DraftState {
  const id = useRef<string>(null);
  /** Aborted when the form is closed. */
  const closing = useRef<AbortSignal>(null);
  const claiming = useRef<AbortController>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [isRefused, setRefused] = useState(false);

  const claimed = useEffectEvent(({ id: found, draft }: Claim) => {
    // Input typed meanwhile takes precedence; the old draft is kept.
    if (id.current !== null) return;
    id.current = found;
    sessionOf((session) => session.setItem(mineKey, found));
    if (draft === null || kept !== null) return;
    setSavedAt(draft.savedAt);
    onRestore(draft);
  });

  useEffect(() => {
    const leaving = new AbortController();
    closing.current = leaving.signal;
    const claim = new AbortController();
    claiming.current = claim;
    void claimDraft({ scope, owner }, AbortSignal.any([leaving.signal, claim.signal])).then((found) => {
      if (!leaving.signal.aborted) claimed(found);
    });
    return () => {
      leaving.abort();
      id.current = null;
    };
  }, [scope, owner]);

  function keep(given: Kept): void {
    if (id.current === null) {
      const made = randomKey();
      id.current = made;
      // A claim of another draft is no longer needed: its lock would keep that draft from its own tab.
      claiming.current?.abort();
      // Before the draft is written, so that a tab that finds it cannot lock it first.
      if (closing.current) void lock(made, closing.current, ownPatienceMillis);
      sessionOf((session) => session.setItem(mineKey, made));
    }
    const at = Date.now();
    const isKept = withStorage((storage) =>
      writeDraft(storage, id.current ?? '', { ...given, scope, owner, savedAt: at }),
    );
    setRefused(!isKept);
    setSavedAt(isKept ? at : null);
  }

  function discard(): void {
    const { current } = id;
    if (current !== null) withStorage((storage) => removeDraft(storage, current));
    setSavedAt(null);
  }

  const keepTyped = useEffectEvent(() => {
    if (kept) keep(kept);
    else if (savedAt !== null) discard();
  });
  // Compared as text, since the objects are new on each render.
  const typed = kept && JSON.stringify(kept);
  const wasTyped = useRef(typed);
  useEffect(() => {
    if (wasTyped.current === typed) return;
    wasTyped.current = typed;
    keepTyped();
  }, [typed]);

  return { savedAt, isRefused, keep, discard };
}

type Claim = { id: string; draft: Draft | null };

async function claimDraft(whose: Pick<DraftDeps, 'scope' | 'owner'>, signal: AbortSignal): Promise<Claim> {
  const found = withStorage((storage) => readDrafts(storage, whose, Date.now())) || [];
  if (!navigator.locks) return moveDraft(found[0]);
  const mine = sessionOf((session) => session.getItem(mineKey));
  const own = found.filter(({ id }) => id === mine);
  for (const { id, draft } of [...own, ...found.filter((one) => !own.includes(one))]) {
    if (await lock(id, signal, id === mine ? ownPatienceMillis : patienceMillis)) return { id, draft };
  }
  const id = randomKey();
  await lock(id, signal, patienceMillis);
  return { id, draft: null };
}

/**
 * Without a secure context there are no locks, so another tab may be using the draft. It is moved to a new name, and
 * a tab that is still typing saves its own again.
 */
function moveDraft(found: { id: string; draft: Draft } | undefined): Claim {
  const id = randomKey();
  if (!found) return { id, draft: null };
  withStorage((storage) => {
    if (writeDraft(storage, id, found.draft)) removeDraft(storage, found.id);
  });
  return { id, draft: found.draft };
}

const patienceMillis = 300;
/** After a reload the previous page may still hold the lock of this tab's own draft. */
const ownPatienceMillis = 10_000;
/** The id of this tab's last draft. */
const mineKey = 'chancery.draft';

/** Holds the lock of a draft until the form is closed; false if another tab holds it. */
function lock(id: string, leaving: AbortSignal, millis: number): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const signal = AbortSignal.any([leaving, AbortSignal.timeout(millis)]);
    navigator.locks
      .request(`chancery.draft.${id}`, { signal }, () => {
        resolve(true);
        return new Promise<void>((release) =>
          leaving.addEventListener('abort', () => release(), { once: true }),
        );
      })
      .catch(() => resolve(false));
  });
}

function sessionOf<T>(act: (session: Storage) => T): T | null {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

/** Returns false if storage is blocked. */
function withStorage<T>(act: (storage: Storage) => T): T | false {
  try {
    return act(localStorage);
  } catch {
    return false;
  }
}
