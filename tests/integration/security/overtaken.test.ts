import { type ApiResponse, createApi } from '../../support/api';
import { adminEnv, cookiesOf, linkIn, type Person, requestSignIn, tokenOf } from '../../support/people';
import { expect, type Team, test } from './team';

/** The test acts as a trusted proxy, so that sign-ins come from many addresses at once. */
test.use({ env: { ...adminEnv, TRUST_PROXY: '127.0.0.1' } });

const newPassword = 'quite another password';

const changes: [string, (team: Team, person: Person) => Promise<() => Promise<ApiResponse>>][] = [
  [
    'by its owner',
    async (_, { api, password }) =>
      () =>
        api.post('/api/auth/change-password', { currentPassword: password, newPassword }),
  ],
  [
    'by a link',
    async ({ url, admin }, { id }) => {
      const token = tokenOf(linkIn(await admin.api.post(`/api/accounts/${id}/reset`, undefined)));
      return () => createApi(url).post('/api/auth/accept', { token, password: newPassword });
    },
  ],
];
for (const [how, prepare] of changes) {
  test(`no sign-in with the old password survives a new password set ${how} at the same time`, async ({
    team,
  }) => {
    for (let round = 0; round < 4; round += 1) {
      const person = await team.createMember();
      const setPassword = await prepare(team, person);
      // Attempts from twelve addresses start and end at every moment of the change.
      let isSet = false;
      const answers: ApiResponse[] = [];
      const signInRepeatedly = async (address: string) => {
        while (!isSet) answers.push(await requestSignIn(team.url, person, { 'x-forwarded-for': address }));
      };
      const attempts = Array.from({ length: 12 }, (_, n) => signInRepeatedly(`192.0.2.${n}`));
      expect((await setPassword().finally(() => (isSet = true))).status).toBe(200);
      await Promise.all(attempts);
      for (const answer of answers) {
        const { status } = await createApi(team.url, { cookie: cookiesOf(answer) }).get('/api/me');
        expect(status, `of a sign-in with status ${answer.status}`).toBe(401);
      }
      expect((await requestSignIn(team.url, { ...person, password: newPassword })).status).toBe(200);
    }
  });
}

test('a password change in progress does not overwrite a password set by a link', async ({ team }) => {
  for (let round = 0; round < 4; round += 1) {
    const person = await team.createMember();
    const token = tokenOf(linkIn(await team.admin.api.post(`/api/accounts/${person.id}/reset`, undefined)));
    const thiefPassword = 'what the thief would have';
    // The thief has the session and the password; checking it takes longer than accepting the link.
    const [changed, accepted] = await Promise.all([
      person.api.post('/api/auth/change-password', {
        currentPassword: person.password,
        newPassword: thiefPassword,
      }),
      createApi(team.url).post('/api/auth/accept', { token, password: newPassword }),
    ]);
    expect(accepted.status).toBe(200);
    expect((await createApi(team.url, { cookie: cookiesOf(changed) }).get('/api/me')).status).toBe(401);
    expect((await requestSignIn(team.url, { ...person, password: thiefPassword })).status).toBe(401);
    expect((await requestSignIn(team.url, { ...person, password: newPassword })).status).toBe(200);
  }
});
