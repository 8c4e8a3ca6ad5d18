import type { AnswerCode } from '@/db/model/error-codes';
import access from './en/access.json';
import account from './en/account.json';
import admin from './en/admin.json';
import board from './en/board.json';
import common from './en/common.json';
import errors from './en/errors.json';
import event from './en/event.json';
import form from './en/form.json';
import problems from './en/problems.json';
import shell from './en/shell.json';
import words from './en/words.json';

export const en = {
  access,
  account,
  admin,
  board,
  common,
  errors,
  event,
  form,
  problems: problems satisfies Record<AnswerCode, string>,
  shell,
  words,
};
