import { expect, test } from '../../fixtures';

test.use({ seed: 'none' });

test('a page is drawn for the zone that the cookie means, however it is spelt', async ({ server }) => {
  const pageFor = async (zone: string) => {
    const response = await fetch(server.url, { headers: { cookie: `tz=${encodeURIComponent(zone)}` } });
    return response.text();
  };
  const spelt = await pageFor('eUROPE/iSTANBUL');
  expect(spelt).toContain('Europe/Istanbul');
  expect(spelt).not.toContain('eUROPE/iSTANBUL');
  expect(await pageFor('Nowhere/City')).not.toContain('Nowhere');
});
