import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { balanced, isolated } from '@/app/_i18n/bidi';

const controls = '\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069';
const anyText = fc.string({ unit: fc.constantFrom(...controls, 'a', 'א', ' ') });

test('every directional control in a text is closed inside it and closes nothing outside', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const open: string[] = [];
      for (const one of balanced(text)) {
        if (one === '\u202C' || one === '\u2069') expect(open.pop()).toBe(one);
        else if (controls.includes(one)) open.push(one >= '\u2066' ? '\u2069' : '\u202C');
      }
      expect(open).toEqual([]);
    }),
  );
});

test('a text is isolated only where it could reorder the text around it', () => {
  expect(isolated('Embassy of Türkiye, Москва — 5')).toBe('Embassy of Türkiye, Москва — 5');
  expect(isolated('تهديد')).toBe('\u2068تهديد\u2069');
  expect(isolated('a\u202Eb')).toBe('\u2068a\u202Eb\u202C\u2069');
});
