import type { FieldError } from '@/db/model/errors';
import type en from '../../../_i18n/messages/en/form.json';

/** A message key of form.problems. */
export type ProblemKey = keyof (typeof en)['problems'];
export type ProblemValues = Record<string, string | number>;

export type FieldProblem = {
  path: string;
  problem: ProblemKey;
  values?: ProblemValues;
  /** The API's English sentence, used if no message translates it. */
  detail?: string;
};

/**
 * Error sentences of the model and the store, which come in English from the API and the schema, by their beginning,
 * with the message that translates them.
 */
const sentences: readonly (readonly [start: string, problem: ProblemKey])[] = [
  ['Fill this in', 'required'],
  ['Name at least one target', 'no-target'],
  ['Give the two-letter code of a country', 'country'],
  ['Remove the characters that are not text', 'not-text'],
  ['Give a date as YYYY-MM-DD', 'day'],
  ['Give a year of four digits', 'unreadable'],
  ['Give a time with its offset', 'unreadable'],
  ['Give a time before', 'unreadable'],
  ['Give a time that exists', 'no-such-day'],
  ['Give a date (YYYY-MM-DD)', 'unreadable'],
  ['Use minute with a time', 'unreadable'],
  ['Give a maximum', 'count-order'],
  ['Give an IANA time zone', 'time-zone'],
  ['Give both latitude and longitude', 'both-degrees'],
  ['Give an address that starts with', 'url'],
  ['Give a language code', 'language'],
  ['Give an id', 'choose'],
  ['An ongoing incident has no end', 'ongoing-end'],
  ['Give an end that is not before the start', 'end-before-start'],
  ['Give an end that is after the beginning', 'end-before-beginning'],
  ['Staff are counted among all', 'staff'],
  ['A refuted threat cannot be current', 'refuted-current'],
  ['Name each actor once', 'actor-twice'],
  ['No such actor', 'gone'],
  ['No such mission', 'gone'],
  ['No such visit', 'gone'],
  ['No such person', 'gone'],
  ['No such threat', 'gone'],
  ['No such incident', 'gone'],
  ['This mission belongs to', 'other-country'],
  ['This visit belongs to', 'other-country'],
  ['This visit is marked', 'visit-marking'],
  ['Choose a marking under which you may see', 'own-sight'],
];

const figures: readonly (readonly [pattern: RegExp, problem: ProblemKey])[] = [
  [/^Shorten this to (\d+) characters/, 'too-long'],
  [/^Give at most (\d+)$/, 'too-many'],
  [/expected array to have <=(\d+) items/, 'too-many'],
];

/** Translates an error of the API or the schema into a problem of a field. */
export function problemOf({ path, message }: FieldError): FieldProblem {
  for (const [pattern, problem] of figures) {
    const max = pattern.exec(message)?.[1];
    if (max !== undefined) return { path, problem, values: { max: Number(max) } };
  }
  const known = sentences.find(([start]) => message.startsWith(start));
  return known ? { path, problem: known[1] } : { path, problem: 'other', detail: message };
}

/** The fields in the order of the form. */
const order = [
  'targets',
  'title',
  'summary',
  'threat.urgency',
  'at',
  'incident.endedAt',
  'incident.phase',
  'incident.killed',
  'incident.wounded',
  'severity',
  'actors',
  'sources',
  'location',
  'threat.validFrom',
  'threat.validUntil',
  'threat.reviewBy',
  'incident',
  'attackTypes',
  'weaponTypes',
  'verification',
  'threat',
  'tlp',
  'recipients',
  'handling',
  'tags',
];

/** Sorts problems by the order of the form. */
export function inPageOrder(problems: readonly FieldProblem[]): FieldProblem[] {
  const rank = ({ path }: FieldProblem) => {
    const found = order.findIndex((start) => path === start || path.startsWith(`${start}.`));
    return found === -1 ? order.length : found;
  };
  return [...problems].sort((a, b) => rank(a) - rank(b));
}
