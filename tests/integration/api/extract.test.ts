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
