import type { OperatorCode } from '@/db/model/operator-codes';

const notSaved = 'nothing was saved; keep the earlier backups, and restore one of them';
const notChanged = 'nothing was changed; choose another file made by npm run backup';

/** What is printed on the terminal when a command or a start fails, without a full stop; `{name}` is a parameter. */
export const operatorSentences = {
  'setting-invalid': 'The setting {name} {advice}',
  'setting-missing': 'The setting {name} must be given with {given}',
  'public-url-missing':
    'The setting PUBLIC_URL must be given with a HOST that others can reach: the address at which they do, such as https://board.example.org',
  'admin-password-common':
    'ADMIN_PASSWORD cannot be used. Choose another password: this one is common or repetitive, and easy to guess',
  'port-in-use':
    'Port {port} on {host} is in use: stop the program that uses it, or set PORT to another port',
  'port-not-allowed': 'This user is not allowed to use port {port}: set PORT to a port above 1023',
  'cannot-listen':
    'Cannot listen on {host}, port {port} ({error}): set HOST and PORT to an address of this machine',
  'usage-file': 'Give exactly one file: {usage}',
  'usage-exercise':
    'Use npm run exercise, optionally with -- --speed 0…60 --minute 0…10, or npm run exercise -- --remove',
  'usage-audit': 'Use npm run audit:verify, optionally with -- --database FILE --heads FILE',
  'audit-faults': '{faults}',
  'file-missing': 'The file {file} does not exist',
  'file-not-ours': 'The file {file} is not a database of Chancery',
  'database-lost':
    'The database {file} was replaced, moved or deleted while Chancery was using it: check the file, then start Chancery again',
  'thread-ended':
    'The part of Chancery that stores the records has failed (see the log): start Chancery again',
  'database-damaged': 'The file {file} is damaged or not a database: restore it from a backup',
  'database-in-use': 'The database {file} is locked by another program: stop that program first',
  'database-disk-full': 'The disk that holds {file} is full: free some space first',
  'database-io-failed': 'Reading or writing {file} failed: check the disk and its free space',
  'database-not-writable':
    'The database {file} cannot be opened for writing: check the permissions of DATA_DIR',
  'database-not-durable':
    'The database {file} cannot be stored durably here: set DATA_DIR to a folder on a local disk',
  'database-emptied':
    'The file {file} is empty or missing, but its log {file}-wal is not: restore it from a backup, or move the log away to start empty',
  'database-of-other-program':
    'The file {file} belongs to another program: move it away, or choose another DATA_DIR',
  'database-of-newer-version':
    'The database in DATA_DIR was written by another or a newer version of Chancery: start that version, or choose another DATA_DIR',
  'migration-failed':
    'The database in DATA_DIR could not be upgraded to this version ({reason}) and is unchanged: start the previous version, and report this',
  'backup-no-database': 'There is no database at {file}: check DATA_DIR',
  'backup-onto-itself': 'The file {file} is the database itself: name another file',
  'backup-file-exists': 'The file {file} already exists: name another, or replace it with --force',
  'backup-not-a-file': '{file} is not a file: name a file for the backup',
  'backup-damaged': `The file {file} is damaged or not a database: ${notSaved}`,
  'backup-corrupt': `The file {file} is damaged ({damage}): ${notSaved}`,
  'backup-tampered': `The file {file} is damaged or was tampered with (change {seq} of its journal is {what}): ${notSaved}`,
  'backup-unreadable': `The file {file} cannot be read: ${notSaved}`,
  'backup-not-ours': `The file {file} is not a database of Chancery: ${notSaved}`,
  'restore-missing': `The file {file} does not exist: ${notChanged}`,
  'restore-damaged': `The file {file} is damaged or not a database: ${notChanged}`,
  'restore-corrupt': `The file {file} is damaged ({damage}): ${notChanged}`,
  'restore-tampered': `The file {file} is damaged or was tampered with (change {seq} of its journal is {what}): ${notChanged}`,
  'restore-unreadable': `The file {file} cannot be read: ${notChanged}`,
  'restore-not-ours': `The file {file} is not a database of Chancery: ${notChanged}`,
  'restore-newer-version':
    'The file {file} was written by another or a newer version of Chancery: nothing was changed; restore it with that version',
  'restore-running': 'The database {file} is in use: stop Chancery first',
  'copy-disk-full': 'The disk of {file} is full: free some space first',
  'copy-io-failed': 'Reading or writing {from} or {to} failed: check the disks',
  'copy-not-writable':
    'The file {file} cannot be written: check that its folder exists and that this user may write to it',
} as const satisfies Record<OperatorCode, string>;
