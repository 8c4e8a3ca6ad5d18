import { type Answer, createApi } from '../../support/api';
import { adminEnv, cookiesOf, linkIn, type Person, requestSignIn, tokenOf } from '../../support/people';
import { expect, type Team, test } from './team';

/** The tests are a trusted proxy: from many addresses sign-ins to one account run together. */
test.use({ env: { ...adminEnv, TRUST_PROXY: '127.0.0.1' } });

const next = 'quite another password';

const ways: [string, (team: Team, person: Person) => Promise<() => Promise<Answer>>][] = [
  [
    'by its owner',
    async (_, { api, password }) =>
      () =>
        api.post('/api/auth/change-password', { currentPassword: password, newPassword: next }),
  ],
  [
    'by a link',
    async ({ url, admin }, { id }) => {
      const token = tokenOf(linkIn(await admin.api.post(`/api/accounts/${id}/reset`, undefined)));
      return () => createApi(url).post('/api/auth/accept', { token, password: next });
    },
  ],
];
for (const [how, prepare] of ways) {
  test(`no sign-in by the old password outlives one that is set ${how} while the old one is looked at`, async ({
    team,
  }) => {
    for (let round = 0; round < 4; round += 1) {
      const person = await team.createMember();
      const set = await prepare(team, person);
      // Each from an address of its own, one after the other: they begin and end at every moment of the change.
      let isSet = false;
      const answers: Answer[] = [];
      const tryAgain = async (address: string) => {
        while (!isSet) answers.push(await requestSignIn(team.url, person, { 'x-forwarded-for': address }));
      };
      const tries = Array.from({ length: 12 }, (_, n) => tryAgain(`192.0.2.${n}`));
      expect((await set().finally(() => (isSet = true))).status).toBe(200);
      await Promise.all(tries);
      for (const answer of answers) {
        const { status } = await createApi(team.url, { cookie: cookiesOf(answer) }).get('/api/me');
        expect(status, `of a sign-in that was answered with ${answer.status}`).toBe(401);
      }
      expect((await requestSignIn(team.url, { ...person, password: next })).status).toBe(200);
    }
  });
}

test('a change of password that is under way when a link sets a new one does not come after it', async ({
  team,
}) => {
  for (let round = 0; round < 4; round += 1) {
    const person = await team.createMember();
    const token = tokenOf(linkIn(await team.admin.api.post(`/api/accounts/${person.id}/reset`, undefined)));
    const thiefs = 'what the thief would have';
    // He has the session and the password: looking at it takes him longer than the link takes.
    const [changed, accepted] = await Promise.all([
      person.api.post('/api/auth/change-password', { currentPassword: person.password, newPassword: thiefs }),
      createApi(team.url).post('/api/auth/accept', { token, password: next }),
    ]);
    expect(accepted.status).toBe(200);
    expect((await createApi(team.url, { cookie: cookiesOf(changed) }).get('/api/me')).status).toBe(401);
    expect((await requestSignIn(team.url, { ...person, password: thiefs })).status).toBe(401);
    expect((await requestSignIn(team.url, { ...person, password: next })).status).toBe(200);
  }
});
