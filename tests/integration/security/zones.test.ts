import { expect, test } from '../../fixtures';

test.use({ seed: 'none' });

test('a page uses the time zone of the cookie, whatever its spelling, and ignores an invalid one', async ({
  server,
}) => {
  const pageFor = async (zone: string) => {
    const response = await fetch(server.url, { headers: { cookie: `tz=${encodeURIComponent(zone)}` } });
    return response.text();
  };
  const page = await pageFor('eUROPE/iSTANBUL');
  expect(page).toContain('Europe/Istanbul');
  expect(page).not.toContain('eUROPE/iSTANBUL');
  expect(await pageFor('Nowhere/City')).not.toContain('Nowhere');
});
