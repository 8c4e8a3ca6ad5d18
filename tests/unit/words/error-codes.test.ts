import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { problemKindOf } from '@/app/_api/problem-kind';
import { answerCodes, isAnswerCode } from '@/db/model/error-codes';
import { AppError, failure, invalid } from '@/db/model/errors';
import { eventInput } from '@/db/model/event/event';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';
import { locales } from '@/db/model/locales';
import { isOperatorCode, operatorCodes } from '@/db/model/operator-codes';
import { sentenceOf } from '@/server/error-sentences';
import { problemOfError } from '@/server/http/problem';
import { parse } from '@/server/parse';
import { argumentsOf } from './icu';
import { readMessages } from './read-messages';

const catalogue = [
  ...[...answerCodes].map(([code, { params }]) => ({ code, params })),
  ...[...operatorCodes].map(([code, params]) => ({ code, params })),
];

/** The source of the program, without the catalogue and its sentences. */
function readSource(): string {
  const apart = /(?:error|operator)-(?:codes|sentences)\.ts$/;
  return ['app', 'db', 'server']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !apart.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

test('every error code is used', () => {
  const source = readSource();
  // Some have a variable part: `no-such-${kind}` and `${kind}-damaged`.
  const spellings = (code: string) => [
    `'${code}'`,
    `\`${code.slice(0, code.lastIndexOf('-'))}-\${kind}\``,
    `\`\${kind}${code.slice(code.indexOf('-'))}\``,
  ];
  const unused = catalogue.filter(({ code }) => !spellings(code).some((one) => source.includes(one)));
  expect(unused.map(({ code }) => code)).toEqual([]);
});

test('pages recognise the kind of each error of the API, and no other answer', () => {
  const kinds = [...answerCodes].map(([code, { kind }]) => [code, kind]);
  const recognised = [...answerCodes].map(([code, { params }]) => {
    if (!isAnswerCode(code)) throw new Error(`${code} is in no catalogue`);
    const given = Object.fromEntries(params.map((name) => [name, name]));
    return [code, problemKindOf(problemOfError(new AppError({ code, params: given })))];
  });
  expect(recognised).toEqual(kinds);
  for (const answer of [null, '', {}, { status: 401 }, { type: 'about:blank', title: 'Not found' }])
    expect(problemKindOf(answer)).toBeNull();
});

test('no two errors share a code', () => {
  expect(new Set(catalogue.map(({ code }) => code)).size).toBe(catalogue.length);
});

test('every error code has an English sentence that shows exactly its parameters', () => {
  for (const { code, params } of catalogue) {
    if (!isAnswerCode(code) && !isOperatorCode(code)) throw new Error(`${code} is in no catalogue`);
    const sentence = sentenceOf({
      code,
      params: Object.fromEntries(params.map((name) => [name, `<${name}>`])),
    });
    const shown = [...sentence.matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect([...new Set(shown)].toSorted(), code).toEqual(params.toSorted());
    expect(sentence, code).not.toContain('{');
  }
});

for (const locale of locales) {
  test(`every error of the API has a message in ${locale} that shows exactly its parameters`, () => {
    const messages = readMessages(locale);
    const own = [...messages.keys()].filter((key) => key.startsWith('problems.'));
    expect(own.toSorted()).toEqual([...answerCodes.keys()].map((code) => `problems.${code}`).toSorted());
    for (const [code, { params }] of answerCodes) {
      const shown = argumentsOf(messages.get(`problems.${code}`) ?? '').map(({ name }) => name);
      expect([...new Set(shown)].toSorted(), code).toEqual(params.toSorted());
    }
  });
}

test('a problem tells the code, the parameters and the sentence of the whole and of each field', () => {
  const problem = problemOfError(invalid('tags.0', 'too-long', { max: 50 }));
  const told = { code: 'too-long', params: { max: 50 } };
  expect(problem).toMatchObject({
    ...told,
    type: 'urn:chancery:problem:invalid',
    status: 422,
    detail: 'Shorten this to 50 characters.',
    errors: [{ path: 'tags.0', message: 'Shorten this to 50 characters', ...told }],
  });
});

test('what only the operator may read is not in an answer', () => {
  const problem = problemOfError(failure('database-lost', { file: '/srv/secret/chancery.db' }));
  expect(problem).toMatchObject({ status: 503, code: 'database-silent' });
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test('the issues of a schema are told by codes with their limits', () => {
  const input = {
    kind: 'warning',
    title: 'x'.repeat(201),
    at: '2026-02-30',
    location: { country: 'XX' },
    targets: [],
    tags: [7],
    sources: [{ publisher: 'Paper', url: `https://example.org/${'x'.repeat(2000)}` }],
    incident: { killed: { min: 0, max: 1_000_001 } },
    actors: Array.from({ length: 11 }, () => ({
      actorId: '01a20707-bf6a-7180-94c9-dcdd355ed958',
      role: 'suspected',
    })),
    color: 'red',
  };
  const parsed = eventInput.safeParse(input, { error: errorMap });
  expect(fieldErrorsOf(parsed.error?.issues ?? [])).toEqual(
    expect.arrayContaining([
      { path: 'kind', code: 'one-of', params: { values: 'incident, threat' } },
      { path: 'title', code: 'too-long', params: { max: 200 } },
      { path: 'at', code: 'invalid-moment', params: {} },
      { path: 'location.country', code: 'invalid-country', params: {} },
      { path: 'targets', code: 'no-target', params: {} },
      { path: 'tags.0', code: 'text-expected', params: {} },
      { path: 'sources.0.url', code: 'too-long', params: { max: 2000 } },
      { path: 'incident.killed.max', code: 'too-big', params: { max: 1_000_000 } },
      { path: 'actors', code: 'too-many-items', params: { max: 10 } },
      { path: 'color', code: 'unknown-name', params: {} },
    ]),
  );
  expect(() => parse(eventInput, {})).toThrow(
    expect.objectContaining({
      errors: expect.arrayContaining([{ path: 'title', code: 'required', params: {} }]),
    }),
  );
});
