import access from './ru/access.json';
import account from './ru/account.json';
import admin from './ru/admin.json';
import board from './ru/board.json';
import common from './ru/common.json';
import errors from './ru/errors.json';
import event from './ru/event.json';
import form from './ru/form.json';
import problems from './ru/problems.json';
import shell from './ru/shell.json';
import words from './ru/words.json';

export const ru = { access, account, admin, board, common, errors, event, form, problems, shell, words };
