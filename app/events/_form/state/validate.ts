import { eventInput } from '@/db/model/event/event';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';
import { pendingTextProblems } from '../picking/pending-texts';
import type { FormState } from './form-state';
import { type FieldProblem, problemOf } from './problems';
import { formPathOf, type InputContext, toInput } from './to-input';

/**
 * Builds the body and lists all problems by form path: text that was not chosen, input that could not be parsed, and
 * violations of the API's schema. The API validates again; only it knows whether referenced records exist.
 */
export function validate(form: FormState, context: InputContext) {
  const { input, problems: unread } = toInput(form, context);
  const problems = [...pendingTextProblems(form), ...unread];
  const parsed = eventInput.safeParse(input, { error: errorMap });
  const seen = new Set(problems.map(({ path }) => path));
  const more: FieldProblem[] = [];
  for (const error of fieldErrorsOf(parsed.error?.issues ?? [])) {
    const path = formPathOf(error.path, form);
    if (seen.has(path)) continue;
    seen.add(path);
    more.push(problemOf({ ...error, path }));
  }
  return { input, problems: [...problems, ...more] };
}
