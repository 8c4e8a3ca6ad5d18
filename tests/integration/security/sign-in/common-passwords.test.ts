import { createApi } from '../../../support/api';
import { linkIn, tokenOf } from '../../../support/people';
import { expect, test } from '../team';

const refusedPasswords = [
  ...['counterstrike', 'Administrator', 'ADMINISTRATOR', 'qwertyuiop123', '123456789012'],
  // One repeated character, a repeated common password, and full-width letters.
  ...[
    'aaaaaaaaaaaaaa',
    '            ',
    'passwordpassword',
    'qwertyqwertyqwerty',
    'ｃｏｕｎｔｅｒｓｔｒｉｋｅ',
  ],
];
const acceptedPasswords = ['counterstrike in Kabul', 'passwordpasswordx', 'correct horse battery staple'];

test('a common or repetitive password is refused everywhere', async ({ team, failToStart }) => {
  const { admin, url } = team;
  const person = await team.createMember();
  const link = tokenOf(linkIn(await admin.api.post(`/api/accounts/${person.id}/reset`, undefined)));
  const change = (newPassword: string) =>
    person.api.post('/api/auth/change-password', { currentPassword: person.password, newPassword });
  const accept = (token: string, password: string) =>
    createApi(url).post('/api/auth/accept', { token, password });
  for (const password of refusedPasswords) {
    const tries: [string, Awaited<ReturnType<typeof change>>][] = [
      ['newPassword', await change(password)],
      ['password', await accept(link, password)],
    ];
    for (const [path, { status, body }] of tries)
      expect({ status, body }, password).toMatchObject({
        status: 422,
        body: { errors: [{ path, message: expect.stringContaining('Choose another password') }] },
      });
  }
  expect((await accept(link, acceptedPasswords[0] ?? '')).status).toBe(200);
  for (const [index, password] of acceptedPasswords.slice(1).entries()) {
    const again = tokenOf(linkIn(await admin.api.post(`/api/accounts/${person.id}/reset`, undefined)));
    expect((await accept(again, password)).status, String(index)).toBe(200);
  }
  const { code, output } = await failToStart({
    env: { ADMIN_EMAIL: 'ada@mission.example', ADMIN_PASSWORD: 'baseball' },
  });
  expect(code, output).toBe(1);
  expect(output).toMatch(/^ADMIN_PASSWORD cannot be used\. Choose another password/m);
  expect(output).not.toContain('baseball');
});
