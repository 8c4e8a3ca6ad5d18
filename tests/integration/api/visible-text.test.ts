import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { threatDraft } from './support/drafts';

test.use({ seed: 'none' });

const refusal = z.object({ errors: z.array(z.object({ path: z.string() })) });
const invisible = {
  'of zero width': '\u200B\u200D\u2060\uFEFF',
  'of directional controls only': '\u202E\u2067\u2069',
  'of combining marks only': '\u0301\u0489',
  'of a filler': '\u3164 \u2800',
};

test('required text without visible characters is refused at its field, other text is accepted', async ({
  api,
}) => {
  for (const [what, text] of Object.entries(invisible)) {
    const draft = { ...threatDraft({ title: text }), tags: ['a', text], sources: [{ publisher: text }] };
    const { status, body } = await api.post('/api/events', draft);
    expect(status, what).toBe(422);
    expect(
      refusal.parse(body).errors.map(({ path }) => path),
      what,
    ).toEqual(['title', 'tags.1', 'sources.0.publisher']);
    expect((await api.post('/api/actors', { name: text })).status, what).toBe(422);
  }
  const title = '\u200Fتهديد \u200Eof 5\u200B☎';
  const logged = event.parse((await api.post('/api/events', threatDraft({ title }))).body);
  expect(logged.title).toBe(title);
  const path = `/api/events/${logged.id}`;
  expect((await api.patch(path, 1, { title: '\u200B' })).status).toBe(422);
  expect((await api.patch(path, 1, { severity: 'minor' })).status).toBe(200);
  expect((await api.remove(path, 2, { reason: '\u2060' })).status).toBe(422);
});
