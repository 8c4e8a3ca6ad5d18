import type { AnswerOf, InputOf, QueryOf, RecordType } from '../../model/records/record-types';
import { actorBinding } from './actors';
import { handoverBinding } from './handovers';
import { missionBinding } from './missions';
import type { RecordBinding } from './record-binding';
import { viewBinding } from './views';
import { visitBinding } from './visits';

/** The table of each record type. */
export const recordBindings: {
  readonly [Type in RecordType]: RecordBinding<InputOf<Type>, AnswerOf<Type>, QueryOf<Type>>;
} = {
  mission: missionBinding,
  actor: actorBinding,
  visit: visitBinding,
  view: viewBinding,
  handover: handoverBinding,
};
