import { expect, test } from '@playwright/test';
import { hasCookie } from '@/app/_i18n/cookie';

test('a preference counts as stored only when its whole name and value match', () => {
  expect(hasCookie('theme=dark; tz=Asia%2FKabul', 'tz', 'Asia/Kabul')).toBe(true);
  expect(hasCookie('xtz=Asia%2FKabul', 'tz', 'Asia/Kabul')).toBe(false);
  expect(hasCookie('tz=Etc%2FGMT%2B12', 'tz', 'Etc/GMT+1')).toBe(false);
  expect(hasCookie('', 'tz', 'UTC')).toBe(false);
});
