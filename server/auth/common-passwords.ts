import { failure, invalid } from '@/db/model/errors';

let commonPasswords: Promise<ReadonlySet<string | number>> | undefined;

/**
 * Refuses the passwords that attackers try first (NIST SP 800-63B, 3.1.1.2): the 49,000 most common ones in zxcvbn's list
 * of published leaks, ignoring case, also repeated, and any single repeated character.
 * @throws AppError 'invalid' at `path`
 */
export async function refuseCommonPassword(password: string, path: string): Promise<void> {
  if (await isCommon(password)) throw invalid(path, 'password-common');
}

/** The same for the setting ADMIN_PASSWORD. @throws AppError */
export async function refuseCommonSetting(password: string): Promise<void> {
  if (!(await isCommon(password))) return;
  throw failure('admin-password-common');
}

async function isCommon(password: string): Promise<boolean> {
  const text = password.normalize('NFKC').toLowerCase();
  const unit = text.slice(0, periodOf(text));
  return new Set(unit).size === 1 || (await loadCommonPasswords()).has(unit);
}

/** The number of characters after which a text repeats; its length if it does not. */
function periodOf(text: string): number {
  return `${text}${text}`.indexOf(text, 1);
}

/** Loaded on demand: the list takes half a megabyte, and is only needed when a password is set. */
function loadCommonPasswords(): Promise<ReadonlySet<string | number>> {
  commonPasswords ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return commonPasswords;
}
