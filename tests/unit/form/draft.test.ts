import { expect, test } from '@playwright/test';
import { type Draft, readDrafts, removeDraft, writeDraft } from '@/app/events/_form/state/draft';
import { blankForm } from '@/app/events/_form/state/form-state';

const now = Date.parse('2026-11-23T09:32:00Z');
const day = 86_400_000;
const adasForm = { scope: 'new.threat', owner: 'ada' } as const;

/** A browser's storage: its entries are its own enumerable properties. */
function createStorage(maxLength = Number.POSITIVE_INFINITY): Storage {
  const storage: Storage = Object.create({
    getItem: (name: string) => storage[name] ?? null,
    setItem(name: string, value: string) {
      if (value.length > maxLength) throw new DOMException('Full', 'QuotaExceededError');
      storage[name] = value;
    },
    removeItem(name: string) {
      delete storage[name];
    },
  });
  return storage;
}

function draftOf(title: string, savedAt = now): Draft {
  const form = { ...blankForm('threat', 'first'), title };
  return { scope: 'new.threat', owner: 'ada', savedAt, form, reason: '', base: null, attempt: null };
}

test('a draft is read back with its attempt', () => {
  const storage = createStorage();
  const attempt = { key: 'k', body: '{"title":"A"}', now };
  expect(writeDraft(storage, 'one', { ...draftOf('A'), attempt })).toBe(true);
  expect(readDrafts(storage, adasForm, now)).toEqual([{ id: 'one', draft: { ...draftOf('A'), attempt } }]);
});

test('the latest draft comes first, and each form has its own drafts', () => {
  const storage = createStorage();
  writeDraft(storage, 'old', draftOf('Old', now - day));
  writeDraft(storage, 'new', draftOf('New'));
  writeDraft(storage, 'other', { ...draftOf('Other'), scope: 'new.incident' });
  expect(readDrafts(storage, adasForm, now).map(({ id }) => id)).toEqual(['new', 'old']);
  removeDraft(storage, 'new');
  expect(readDrafts(storage, adasForm, now).map(({ id }) => id)).toEqual(['old']);
});

test('invalid and expired drafts are removed, and nothing else is touched', () => {
  const storage = createStorage();
  storage.setItem('chancery.draft.broken', '{');
  storage.setItem('chancery.draft.odd', JSON.stringify({ ...draftOf('A'), form: { kind: 'threat' } }));
  storage.setItem('chancery.draft.stale', JSON.stringify(draftOf('A', now - 31 * day)));
  storage.setItem('chancery.shortcuts', 'off');
  expect(readDrafts(storage, adasForm, now)).toEqual([]);
  expect(Object.keys(storage)).toEqual(['chancery.shortcuts']);
});

test('a browser with full storage reports that the draft was not saved', () => {
  expect(writeDraft(createStorage(100), 'one', draftOf('A'))).toBe(false);
});

test('a user reads their own drafts, and drafts from before accounts existed', () => {
  const storage = createStorage();
  writeDraft(storage, 'ada', draftOf('Hers'));
  const { owner: _, ...early } = draftOf('Early', now - day);
  storage.setItem('chancery.draft.early', JSON.stringify(early));
  const titlesOf = (owner: string) =>
    readDrafts(storage, { scope: 'new.threat', owner }, now).map(({ draft }) => draft.form.title);
  expect(titlesOf('ada')).toEqual(['Hers', 'Early']);
  expect(titlesOf('ben')).toEqual(['Early']);
});
