import type { FieldError } from '@/db/model/errors';
import type en from '../../_i18n/messages/en/admin.json';

type ProblemKey = keyof (typeof en)['problems'];

/** `detail` is the API's English sentence, used if no message translates it. */
export type Problem = { problem: ProblemKey; max?: number; detail?: string };

/** The API's sentences by their beginning, with the message that translates them. */
const sentences: readonly (readonly [start: string, problem: ProblemKey])[] = [
  ['This is above your own clearance', 'above'],
  ['Make somebody else an administrator first', 'last'],
  ['This person already has an account', 'known'],
  ['Give an e-mail address', 'email'],
  ['Fill this in', 'required'],
  ['Remove the characters that are not text', 'not-text'],
  ['Create the first administrator first', 'first'],
  ['Ask an administrator to do this', 'no-admin'],
];

export function problemOf(message: FieldError['message']): Problem {
  const max = /^Shorten this to (\d+) characters/.exec(message)?.[1];
  if (max !== undefined) return { problem: 'too-long', max: Number(max) };
  const known = sentences.find(([start]) => message.startsWith(start));
  return known ? { problem: known[1] } : { problem: 'other', detail: message };
}
