import { AppError, invalid } from '@/db/model/errors';

const advice = 'Choose another password: this one is common or repeats itself, and would be guessed first';

let common: Promise<ReadonlySet<string | number>> | undefined;

/**
 * Refuses what is tried first: the 49,000 commonest passwords (zxcvbn's list, ordered by how often each was found in
 * published leaks; NIST SP 800-63B, 3.1.1.2), whatever their case, one of them several times, and one repeated
 * character.
 * @throws AppError 'invalid' at `path`
 */
export async function refuseCommonPassword(password: string, path: string): Promise<void> {
  if (await isCommon(password)) throw invalid(path, advice);
}

/** The same for the setting by which the first administrator comes in. @throws AppError 'unavailable' */
export async function refuseCommonSetting(password: string): Promise<void> {
  if (!(await isCommon(password))) return;
  throw new AppError('unavailable', `ADMIN_PASSWORD cannot be used. ${advice}.`);
}

async function isCommon(password: string): Promise<boolean> {
  const text = password.normalize('NFKC').toLowerCase();
  const unit = text.slice(0, periodOf(text));
  return new Set(unit).size === 1 || (await commonest()).has(unit);
}

/** After how many characters a text repeats itself; its length where it does not. */
function periodOf(text: string): number {
  return `${text}${text}`.indexOf(text, 1);
}

/** Half a megabyte, which only those need who set a password. */
function commonest(): Promise<ReadonlySet<string | number>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return common;
}
