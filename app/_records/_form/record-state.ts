import * as z from 'zod';
import type { FieldProblem } from '../../events/_form/state/problems';

const values = z.record(z.string(), z.string());

/** What is typed in the form of a record: texts by field, and those of the legs of a visit. */
export const recordState = z.object({ values, legs: z.array(values) });
export type RecordState = z.output<typeof recordState>;

/** The body of the request, and what of it could not be read. */
type RecordBody = { input: Readonly<Record<string, unknown>>; problems: FieldProblem[] };

/** In which times are typed. */
export type TypedContext = { timeZone: string; now: number };

/** How a record becomes what is typed, and that the body of the request. */
export type RecordFormType<Answer> = {
  stateOf(answer: Answer, context: TypedContext): RecordState;
  bodyOf(state: RecordState, context: TypedContext): RecordBody;
};

export function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim();
}

/** The lines of a text, without empty ones. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').flatMap((line) => textOrNull(line) ?? []);
}
