import access from './tr/access.json';
import account from './tr/account.json';
import admin from './tr/admin.json';
import board from './tr/board.json';
import common from './tr/common.json';
import errors from './tr/errors.json';
import event from './tr/event.json';
import form from './tr/form.json';
import problems from './tr/problems.json';
import shell from './tr/shell.json';
import words from './tr/words.json';

export const tr = { access, account, admin, board, common, errors, event, form, problems, shell, words };
