import { expect, test } from '@playwright/test';
import { localPath } from '@/app/_session/local-path';
import { createChance } from '../support/chance';

const localPaths = [
  '/',
  '/events/THR-2026-0001',
  '/?targeted=RU,PK&q=a%5Cb#top',
  '/events/THR-2026-0001#extend',
  '/account',
];

for (const path of localPaths) {
  test(`signing in leads to ${path}`, () => {
    expect(localPath(path)).toBe(path);
  });
}

const unsafePaths: readonly unknown[] = [
  undefined,
  null,
  '',
  ['/account', '/'],
  'account',
  'https://evil.example',
  'javascript:alert(1)',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5Cevil.example',
  '/%5cevil.example',
  '/%2Fevil.example',
  '/%2f%2fevil.example',
  '/a\\b',
  '/a/%5C..%5Cevil',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%09/evil.example',
  '/%00',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/%zz',
  ' /account',
  '/ account',
  '/ünïcode',
  '/sign-in',
  '/sign-in?next=/sign-in',
  '/join',
  '/join?x#link_1',
  `/${'a'.repeat(3000)}`,
];

for (const path of unsafePaths) {
  test(`signing in never leads to ${JSON.stringify(path)?.slice(0, 60)}`, () => {
    expect(localPath(path)).toBe('/');
  });
}

test('a browser resolves every accepted path on the same site', () => {
  const pieces = ['/', '\\', '%5C', '%2F', '.', '..', '%2e', 'evil.example', '\t', ':', '@', '?', '#', 'a'];
  const { below } = createChance(1);
  const otherSites: string[] = [];
  for (let round = 0; round < 20_000; round += 1) {
    const given = `/${Array.from({ length: 5 }, () => pieces[below(pieces.length)]).join('')}`;
    const to = new URL(localPath(given), 'http://board.example');
    if (to.origin !== 'http://board.example' || /^\/[/\\]/.test(to.pathname)) otherSites.push(given);
  }
  expect(otherSites).toEqual([]);
});
