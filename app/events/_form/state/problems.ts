import { type AnswerCode, isAnswerCode } from '@/db/model/error-codes';
import type { ErrorParams } from '@/db/model/errors';
import type en from '../../../_i18n/messages/en/form.json';

/** A problem that only the form finds (a message of form.problems), or an error of the schema or the API. */
export type ProblemKey = FormProblem | AnswerCode;
export type FormProblem = keyof (typeof en)['problems'];

export type FieldProblem = { path: string; problem: ProblemKey; values?: ErrorParams };

/** An error of the API or the schema as the problem of a field. */
export function problemOf({
  path,
  code,
  params,
}: {
  path: string;
  code: string;
  params: ErrorParams;
}): FieldProblem {
  return { path, problem: isAnswerCode(code) ? code : 'bad-value', values: params };
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
