import type { Actor } from '@/db/model/reference';
import type { FieldProblem } from '../../events/_form/state/problems';
import { linesOf, type RecordFormType, type RecordState, textOrNull } from './record-state';

export const blankActor: RecordState = { values: { type: 'unknown' }, legs: [] };

export const actorFormType: RecordFormType<Actor> = {
  stateOf: ({ name, aliases, type, parentId }) => ({
    values: { name, aliases: aliases.join('\n'), type, parentId: parentId ?? '' },
    legs: [],
  }),
  bodyOf({ values }) {
    const problems: FieldProblem[] = [];
    const open = textOrNull(values.parentTyped);
    if (open !== null) problems.push({ path: 'parentId', problem: 'left-open', values: { text: open } });
    const input = {
      name: (values.name ?? '').trim(),
      aliases: linesOf(values.aliases),
      type: values.type,
      parentId: textOrNull(values.parentId),
    };
    return { input, problems };
  },
};
