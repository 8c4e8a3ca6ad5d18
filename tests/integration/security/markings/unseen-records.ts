import { randomUUID } from 'node:crypto';
import type { Tlp } from '@/db/model/words';
import { threatDraft } from '../../api/support/drafts';

/** The content of one version of a record; its word occurs nowhere else. */
export type Version = { word: string; tlp: Tlp; recipients: string[]; createdBy: string };

/** A word in every text, so that a search finds all records without naming their own words. */
export const common = 'kestrel';

export function newWord(): string {
  return `w${randomUUID().replaceAll('-', '')}`;
}

export function draftOf({ word, tlp, recipients }: Version) {
  return {
    ...threatDraft(),
    title: `${common} title ${word}`,
    summary: `${common} summary ${word}`,
    tags: [common, `tag-${word}`],
    tlp,
    recipients: tlp === 'red' ? recipients : [],
    location: { country: 'AF' as const, city: 'Kabul', place: `place ${word}` },
    sources: [{ publisher: `publisher ${word}`, title: `source ${word}`, quote: `quote ${word}` }],
  };
}

export function visitOf({ word, tlp }: Version) {
  return {
    country: 'RU',
    host: 'AF',
    city: `${common} city ${word}`,
    title: `${common} visit ${word}`,
    from: '2026-11-01',
    to: '2026-12-01',
    tlp,
  };
}
