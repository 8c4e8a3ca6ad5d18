import { extraction } from '@/db/model/extract';
import { expect } from '../../fixtures';
import { test } from './support/shared-server';

test('a report gives its findings with the mission of the register, and stores nothing', async ({ api }) => {
  const mission = { sending: 'IS', host: 'AF', type: 'embassy', city: 'Kabul' };
  expect((await api.post('/api/missions', mission)).status).toBe(201);
  expect((await api.post('/api/actors', { name: 'Zarqa Front' })).status).toBe(201);
  const text =
    'A suicide bombing hit the embassy of Iceland in Kabul on 23 November 2025. The Zarqa Front claimed it.';
  const answer = await api.post('/api/extract', { text });
  expect(answer.status).toBe(200);
  const { findings } = extraction.parse(answer.body);
  const target = findings.find(({ field }) => field === 'target');
  expect(target).toMatchObject({
    value: {
      country: 'IS',
      type: 'embassy',
      host: 'AF',
      mission: { sending: 'IS', host: 'AF', city: 'Kabul' },
    },
    isSure: true,
    from: { text: 'embassy of Iceland in Kabul' },
  });
  expect(findings.find(({ field }) => field === 'actor')).toMatchObject({ value: { isClaiming: true } });
});

test('a mission is found by its alias, and a place of the gazetteer in the country that the text names', async ({
  api,
}) => {
  const mission = {
    sending: 'IS',
    host: 'PK',
    type: 'embassy',
    city: 'Islamabad',
    aliases: ['Camp Northstar'],
  };
  expect((await api.post('/api/missions', mission)).status).toBe(201);
  const read = async (text: string) =>
    extraction.parse((await api.post('/api/extract', { text })).body).findings;
  const places = async (text: string) =>
    (await read(text)).flatMap((one) =>
      one.field === 'location' ? [[one.value.country, one.value.city, one.isSure, one.from?.text]] : [],
    );
  const called = await read('Shots were fired at Camp Northstar in the night, police said.');
  expect(called.filter(({ field }) => field === 'target')).toMatchObject([
    { value: { mission: { sending: 'IS', host: 'PK' } }, isSure: true, from: { text: 'Camp Northstar' } },
  ]);
  expect(await places('A vehicle of the embassy of Japan was shot at in Jaranwala, Pakistan.')).toEqual([
    ['PK', 'Jaranwala', true, 'Jaranwala'],
  ]);
  expect(await places("Türkiye'de, Cizre'de bir konvoya ateş açıldı.")).toEqual([
    ['TR', 'Cizre', true, 'Cizre'],
  ]);
  // Without the country it may be another place, and what is no place is none.
  expect(await places('A convoy was stopped in Jaranwala.')).toEqual([
    ['PK', 'Jaranwala', false, 'Jaranwala'],
  ]);
  expect(await places('In March the Senate of Pakistan met in Parliament.')).toEqual([
    ['PK', null, true, 'Pakistan'],
  ]);
});

test('an input that cannot be read is refused with its reason', async ({ api }) => {
  const codes: [unknown, number][] = [
    [{}, 422],
    [{ text: '' }, 422],
    [{ url: 'file:///etc/passwd' }, 422],
    [{ text: 'a'.repeat(1_100_000) }, 413],
  ];
  for (const [body, status] of codes) expect((await api.post('/api/extract', body)).status).toBe(status);
  const refused = await api.post('/api/extract', { url: 'http://169.254.169.254/latest/meta-data/' });
  expect(refused.body).toMatchObject({ status: 422, code: 'page-address-refused' });
});
