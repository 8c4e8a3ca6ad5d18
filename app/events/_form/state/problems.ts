import type { ApiFieldError } from '../../../_api/call-api';
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

/** The messages that translate the codes of the model and the store. */
const translated: Partial<Record<string, ProblemKey>> = {
  required: 'required',
  'no-target': 'no-target',
  'invalid-country': 'country',
  'not-text': 'not-text',
  'invalid-date': 'day',
  'year-out-of-range': 'unreadable',
  'invalid-instant': 'unreadable',
  'instant-too-late': 'unreadable',
  'no-such-instant': 'no-such-day',
  'invalid-moment': 'unreadable',
  'precision-mismatch': 'unreadable',
  'count-order': 'count-order',
  'invalid-time-zone': 'time-zone',
  'both-degrees': 'both-degrees',
  'invalid-url': 'url',
  'invalid-language': 'language',
  'invalid-id': 'choose',
  'ongoing-end': 'ongoing-end',
  'end-before-start': 'end-before-start',
  'end-not-after-start': 'end-before-beginning',
  'staff-above-total': 'staff',
  'refuted-current': 'refuted-current',
  'actor-twice': 'actor-twice',
  'no-such-actor': 'gone',
  'no-such-mission': 'gone',
  'no-such-visit': 'gone',
  'no-such-person': 'gone',
  'no-such-threat': 'gone',
  'no-such-incident': 'gone',
  'mission-of-country': 'other-country',
  'visit-of-country': 'other-country',
  'visit-stricter': 'visit-marking',
  'own-sight': 'own-sight',
  'too-long': 'too-long',
  'too-many-items': 'too-many',
  'too-big': 'too-big',
};

/** Translates an error of the API or the schema into a problem of a field. */
export function problemOf({
  path,
  code,
  params,
  message,
}: Omit<ApiFieldError, 'message'> & { message?: string }): FieldProblem {
  const problem = translated[code];
  return problem === undefined
    ? { path, problem: 'other', detail: message ?? code }
    : { path, problem, values: params };
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
