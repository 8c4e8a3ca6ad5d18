import { eventInput } from '@/db/model/event/event';
import { openProblems } from '../picking/open-texts';
import type { FormState } from './form-state';
import { type FieldProblem, problemOf } from './problems';
import { formPathOf, type InputContext, toInput } from './to-input';

/**
 * The body, and all that is wrong with it, by the paths of the form: what is left open, what could not be read, and
 * what the interface's own schema refuses. The interface judges again, and alone knows whether what is referred to is there.
 */
export function validate(form: FormState, context: InputContext) {
  const { input, problems: unread } = toInput(form, context);
  const problems = [...openProblems(form), ...unread];
  const parsed = eventInput.safeParse(input);
  const seen = new Set(problems.map(({ path }) => path));
  const more: FieldProblem[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    const path = formPathOf(issue.path.map(String).join('.'), form);
    if (seen.has(path)) continue;
    seen.add(path);
    more.push(problemOf({ path, message: issue.message }));
  }
  return { input, problems: [...problems, ...more] };
}
