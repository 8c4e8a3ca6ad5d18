import type { ApiFieldError } from '../../_api/call-api';
import type en from '../../_i18n/messages/en/admin.json';

type ProblemKey = keyof (typeof en)['problems'];

/** `detail` is the API's English sentence, used if no message translates it. */
export type Problem = { problem: ProblemKey; max?: number; detail?: string };

/** The messages that translate the API's codes. */
const translated: Partial<Record<string, ProblemKey>> = {
  'above-own-clearance': 'above',
  'last-administrator': 'last',
  'account-exists': 'known',
  'invalid-email': 'email',
  required: 'required',
  'not-text': 'not-text',
  'no-administrator-yet': 'first',
  'admin-needed': 'no-admin',
  'too-long': 'too-long',
};

export function problemOf({ code, params, message }: Omit<ApiFieldError, 'path'>): Problem {
  const problem = translated[code];
  return problem === undefined
    ? { problem: 'other', detail: message }
    : { problem, ...(typeof params.max === 'number' ? { max: params.max } : {}) };
}
