import { anyOf } from '@/db/model/filter';
import { actor, actorInput } from '@/db/model/reference';
import { text, uuid } from '@/db/model/values/scalars';
import { defineRecord } from './define-record';

export const actorRecord = defineRecord({
  type: 'actor',
  path: 'actors',
  names: { en: 'Actor', tr: 'Aktör', ru: 'Субъект' },
  noun: 'an actor',
  summary: 'Threat actors, searchable by name and alias',
  schema: actor,
  input: actorInput,
  query: { q: text(200).optional(), parent: anyOf(uuid).optional() },
  marking: 'public',
  roles: { read: 'viewer', create: 'analyst', update: 'analyst', delete: null },
  isNamedInEvents: true,
  title: ({ name }) => name,
  text: ({ name, aliases }) => {
    const spellings = [name, ...aliases];
    // Also without spaces and hyphens: "ISIS-K" is found as "isisk" too.
    return { words: [...spellings, ...spellings.map((one) => one.replace(/[\s-]+/g, ''))] };
  },
  references: [{ field: 'parentId', type: 'actor', missing: 'no-such-actor' }],
});
