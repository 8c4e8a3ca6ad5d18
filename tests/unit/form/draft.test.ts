import { expect, test } from '@playwright/test';
import { type Draft, readDrafts, removeDraft, writeDraft } from '@/app/events/_form/state/draft';
import { blankForm } from '@/app/events/_form/state/form-state';

const now = Date.parse('2026-11-23T09:32:00Z');
const day = 86_400_000;
const hers = { scope: 'new.threat', owner: 'ada' } as const;

/** Storage as a browser has it: strings under names, which are its own properties. */
function createStorage(most = Number.POSITIVE_INFINITY): Storage {
  const storage: Storage = Object.create({
    getItem: (name: string) => storage[name] ?? null,
    setItem(name: string, value: string) {
      if (value.length > most) throw new DOMException('Full', 'QuotaExceededError');
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

test('a draft is there again, with its attempt', () => {
  const storage = createStorage();
  const attempt = { key: 'k', body: '{"title":"A"}', now };
  expect(writeDraft(storage, 'one', { ...draftOf('A'), attempt })).toBe(true);
  expect(readDrafts(storage, hers, now)).toEqual([{ id: 'one', draft: { ...draftOf('A'), attempt } }]);
});

test('the latest draft comes first, and each form has its own', () => {
  const storage = createStorage();
  writeDraft(storage, 'old', draftOf('Old', now - day));
  writeDraft(storage, 'new', draftOf('New'));
  writeDraft(storage, 'other', { ...draftOf('Other'), scope: 'new.incident' });
  expect(readDrafts(storage, hers, now).map(({ id }) => id)).toEqual(['new', 'old']);
  removeDraft(storage, 'new');
  expect(readDrafts(storage, hers, now).map(({ id }) => id)).toEqual(['old']);
});

test('what is no draft of this form is put away, and nothing else is touched', () => {
  const storage = createStorage();
  storage.setItem('chancery.draft.broken', '{');
  storage.setItem('chancery.draft.odd', JSON.stringify({ ...draftOf('A'), form: { kind: 'threat' } }));
  storage.setItem('chancery.draft.stale', JSON.stringify(draftOf('A', now - 31 * day)));
  storage.setItem('chancery.shortcuts', 'off');
  expect(readDrafts(storage, hers, now)).toEqual([]);
  expect(Object.keys(storage)).toEqual(['chancery.shortcuts']);
});

test('a browser without room says so', () => {
  expect(writeDraft(createStorage(100), 'one', draftOf('A'))).toBe(false);
});

test('nobody is given what another has typed, and what was typed before there were accounts is anybody’s', () => {
  const storage = createStorage();
  writeDraft(storage, 'hers', draftOf('Hers'));
  const { owner: _, ...early } = draftOf('Early', now - day);
  storage.setItem('chancery.draft.early', JSON.stringify(early));
  const titlesOf = (owner: string) =>
    readDrafts(storage, { scope: 'new.threat', owner }, now).map(({ draft }) => draft.form.title);
  expect(titlesOf('ada')).toEqual(['Hers', 'Early']);
  expect(titlesOf('ben')).toEqual(['Early']);
});
