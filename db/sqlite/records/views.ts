import { viewRecord } from '../../model/records/view';
import { throwIfRefused } from '../../rules/decision';
import { refuseViewQuery } from '../../rules/records/views';
import { views } from '../schema/views';
import { answerOf } from './answer-of';
import { bindRecord } from './record-binding';

export const viewBinding = bindRecord(viewRecord, {
  table: views,
  columnsOf: (record) => ({ record, shared: record.shared }),
  toAnswer: answerOf,
  rules: () => ({
    checkCreation: (_, input) => throwIfRefused(refuseViewQuery(null, input)),
    checkUpdate: (_, before, input) => throwIfRefused(refuseViewQuery(before, input)),
  }),
});
