import { expect, test } from '@playwright/test';
import { zoneOfPlace } from '@/app/_i18n/zone-of-place';
import { countriesNamedIn } from '@/app/events/_form/country-search';

test('a place has the time zone of its country, its city or its capital', () => {
  expect(zoneOfPlace('AF', 'Kabul')).toBe('Asia/Kabul');
  expect(zoneOfPlace('RU', 'Moscow')).toBe('Europe/Moscow');
  expect(zoneOfPlace('RU', 'Vladivostok')).toBe('Asia/Vladivostok');
  expect(zoneOfPlace('CN', 'Beijing')).toBe('Asia/Shanghai');
  expect(zoneOfPlace('US', 'Washington, D.C.')).toBe('America/New_York');
  expect(zoneOfPlace('BR', 'Brasília')).toBe('America/Sao_Paulo');
});

test('no time zone is guessed where a country has several and the city is unknown', () => {
  expect(zoneOfPlace('US', 'Houston')).toBeNull();
  expect(zoneOfPlace('RU', null)).toBeNull();
  expect(zoneOfPlace('UN', 'Geneva')).toBeNull();
  expect(zoneOfPlace(null, 'Kabul')).toBeNull();
});

test('several time zones with the same time count as one', () => {
  expect(zoneOfPlace('UZ', null)).not.toBeNull();
});

test('a country is found by its name in any of the three languages', () => {
  expect(countriesNamedIn('russia kabul')[0]).toBe('RU');
  expect(countriesNamedIn('rusya')[0]).toBe('RU');
  expect(countriesNamedIn('Россия')[0]).toBe('RU');
  expect(countriesNamedIn('afganistan')[0]).toBe('AF');
  expect(countriesNamedIn('türkiye')[0]).toBe('TR');
  expect(countriesNamedIn('south korea')[0]).toBe('KR');
  expect(countriesNamedIn('turkey')[0]).toBe('TR');
  expect(countriesNamedIn('usa')[0]).toBe('US');
  expect(countriesNamedIn('uk moscow')[0]).toBe('GB');
  expect(countriesNamedIn('kabul')).toEqual([]);
});
