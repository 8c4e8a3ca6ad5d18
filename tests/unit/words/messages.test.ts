import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createTranslator } from 'next-intl';
import { evidenceStrengths } from '@/db/model/event/evidence';
import { type Locale, locales, preferredLocale } from '@/db/model/locales';
import * as words from '@/db/model/words';
import { type Argument, argumentsOf } from './icu';
import { messagesFolder, namespacesOf, readMessages } from './read-messages';

const namespaces = namespacesOf('en');
const texts = { en: readMessages('en'), tr: readMessages('tr'), ru: readMessages('ru') };
const others = locales.filter((locale) => locale !== 'en');

/** Messages that may be identical to English, with the reason; those without words always may. */
const sameEverywhere: Record<string, string> = {
  'shell.name': 'a name',
  'event.record.coordinates': 'the name of a datum',
  'form.time.utc': 'the name of a time scale',
  'admin.status.node': 'a name',
  'profiles.fields.mission.wikidata': 'a name',
  'map.credit': 'names and a licence',
  'board.filters.csv': 'the name of a format',
  'board.filters.json': 'the name of a format',
};
const sameInTurkish: Record<string, string> = {
  'board.attack.distance': 'the unit is the same',
  'board.filters.km': 'the unit is the same',
  'admin.status.disk': 'the Turkish word is spelled so',
  'words.targetTypes.diplomat': 'the Turkish word is spelled so',
};

test('every language has the same message files', () => {
  for (const locale of others) {
    expect(namespacesOf(locale), locale).toEqual(namespaces);
  }
});

test('every message file is imported by its language', () => {
  const index = readFileSync(join(messagesFolder, '../messages.ts'), 'utf8');
  for (const locale of locales) {
    for (const name of namespaces) expect(index).toContain(`./messages/${locale}/${name}.json`);
  }
});

for (const locale of others) {
  test(`${locale} has exactly the messages that English has`, () => {
    expect([...texts[locale].keys()].sort()).toEqual([...texts.en.keys()].sort());
  });

  test(`${locale} shows the same arguments as English in every message`, () => {
    for (const [key, text] of texts.en) {
      expect(shown(texts[locale].get(key) ?? ''), key).toEqual(shown(text));
    }
  });

  test(`${locale} repeats no English message, except listed ones`, () => {
    const allowed = locale === 'tr' ? { ...sameEverywhere, ...sameInTurkish } : sameEverywhere;
    const same = [...texts[locale]].filter(([key, text]) => text === texts.en.get(key) && hasWords(text));
    expect(same.map(([key]) => key).filter((key) => !(key in allowed))).toEqual([]);
  });
}

function pluralsOf(text: string): Argument[] {
  return argumentsOf(text).filter(({ type }) => type === 'plural');
}

/** The arguments that a message shows, as "name" or "name, a number"; not one that only selects a form. */
function shown(text: string): string[] {
  const read = argumentsOf(text)
    .filter(({ type, forms }) => type !== 'plural' || [...forms.values()].some((form) => form.includes('#')))
    .map(({ name, type }) => (type === 'plural' || type === 'number' ? `${name}, a number` : name));
  return [...new Set(read)].sort();
}

/** May "other" be the only form? In Turkish a noun is not inflected after a number; else only as in English. */
function isInvariable(locale: Locale, key: string, name: string): boolean {
  if (locale === 'tr') return true;
  const english = pluralsOf(texts.en.get(key) ?? '').find((one) => one.name === name);
  return !english?.forms.has('one') || english.forms.get('one') === english.forms.get('other');
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\w+(, number[^{}]*)?\}/g, ''));
}

test('every message listed as identical to English still is', () => {
  const isSame = (locale: Locale, key: string) => texts[locale].get(key) === texts.en.get(key);
  const stale = [
    ...Object.keys(sameEverywhere).filter((key) => !others.some((locale) => isSame(locale, key))),
    ...Object.keys(sameInTurkish).filter((key) => !isSame('tr', key)),
  ];
  expect(stale).toEqual([]);
});

for (const locale of locales) {
  test(`${locale} has every plural form of its grammar wherever words are inflected`, () => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    for (const [key, text] of texts[locale]) {
      for (const argument of pluralsOf(text)) {
        const given = [...argument.forms.keys()].filter((form) => !form.startsWith('=')).toSorted();
        if (given.join() === 'other' && isInvariable(locale, key, argument.name)) continue;
        expect(given, `${key}: ${argument.name}`).toEqual(needed);
      }
    }
  });

  test(`${locale} formats every message without an error`, () => {
    const failures: string[] = [];
    for (const [key, text] of texts[locale]) {
      const write = createTranslator({
        locale,
        messages: { text },
        onError: (error) => failures.push(`${key}: ${error.message}`),
      });
      const given = argumentsOf(text).map(sample);
      const written = write.markup('text', { ...Object.fromEntries(given), ...tagsOf(text) });
      if (written.trim() === '') failures.push(`${key}: writes nothing`);
    }
    expect(failures).toEqual([]);
  });
}

function sample({ name, type, forms }: Argument): [string, string | number | Date] {
  if (type === 'plural' || type === 'number' || type === 'selectordinal') return [name, 5];
  if (type === 'date' || type === 'time') return [name, new Date(0)];
  return [name, [...forms.keys()][0] ?? 'x'];
}

function tagsOf(text: string): Record<string, (chunks: string) => string> {
  return Object.fromEntries(
    [...text.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, (chunks: string) => chunks]),
  );
}

/** The list of values that each group of messages translates. */
const groups: Record<string, readonly (string | number)[]> = {
  kinds: words.kinds,
  kindsPlural: words.kinds,
  handlings: words.handlings,
  precisions: words.precisions,
  placePrecisions: words.placePrecisions,
  severities: words.severities,
  severityMeanings: words.severities,
  verifications: words.verifications,
  tlps: words.tlps,
  actorRoles: words.actorRoles,
  targetTypes: words.targetTypes,
  targetOutcomes: words.targetOutcomes,
  reviewNeeds: words.reviewNeeds,
  secondPersonChanges: words.secondPersonChanges,
  accountedFor: words.accountedFor,
  attackTypes: words.attackTypes,
  weaponTypes: words.weaponTypes,
  phases: words.phases,
  threatStatuses: words.threatStatuses,
  urgencies: words.urgencies,
  certainties: words.certainties,
  likelihoods: words.likelihoods,
  confidences: words.confidences,
  evidenceStrengths,
  reliabilities: words.reliabilities,
  credibilities: words.credibilities,
  missionTypes: words.missionTypes,
  missionStatuses: words.missionStatuses,
  actorTypes: words.actorTypes,
  principalKinds: words.principalKinds,
  roles: words.roles,
  principals: ['local', 'system'],
};

test('every value of a record has a translation', () => {
  const tree: Record<string, object> = JSON.parse(
    readFileSync(join(messagesFolder, 'en/words.json'), 'utf8'),
  );
  expect(Object.keys(tree).sort()).toEqual(Object.keys(groups).sort());
  for (const [group, values] of Object.entries(groups)) {
    expect(Object.keys(tree[group] ?? {}).sort(), group).toEqual(values.map(String).sort());
  }
});

/** The same for values that only the administrators' pages show. */
const adminGroups: Record<string, readonly string[]> = {
  'meaning.roles': words.roles,
  'meaning.clearances': words.tlps,
  'audit.acts': words.auditActs,
  'audit.types': ['account', 'event', 'link'],
  'keys.scopes': words.keyScopes,
  'status.parts': words.statusParts,
  'invitations.kinds': words.invitationKinds,
};

test('every value on the administrators’ pages has a translation', () => {
  for (const [group, values] of Object.entries(adminGroups)) {
    const start = `admin.${group}.`;
    const keys = [...texts.en.keys()].filter((key) => key.startsWith(start));
    expect(keys.map((key) => key.slice(start.length)).toSorted(), group).toEqual(values.toSorted());
  }
});

test('a browser gets its most preferred language that is supported', () => {
  expect(preferredLocale('tr-TR,tr;q=0.9,en;q=0.8')).toBe('tr');
  expect(preferredLocale('de,fr;q=0.9,ru;q=0.5,en;q=0.4')).toBe('ru');
  expect(preferredLocale('en;q=0.3, ru;q=0.7')).toBe('ru');
  expect(preferredLocale('ru;q=0, tr')).toBe('tr');
  expect(preferredLocale('de')).toBe('en');
  expect(preferredLocale(null)).toBe('en');
});
