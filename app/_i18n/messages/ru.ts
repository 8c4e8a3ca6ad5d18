import board from './ru/board.json';
import common from './ru/common.json';
import errors from './ru/errors.json';
import event from './ru/event.json';
import form from './ru/form.json';
import shell from './ru/shell.json';
import words from './ru/words.json';

export const ru = { board, common, errors, event, form, shell, words };
