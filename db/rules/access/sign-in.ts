/** How long a failed sign-in counts. */
export const signInFailureMillis = 15 * 60_000;
/** How long a one-time code is accepted: its 30 seconds, those before and those after. */
const oneTimeCodeMillis = 90_000;

type UsedCode = { code: string; at: number };

/**
 * The used codes after this one, without those that would no longer be accepted; null if it was used before (RFC 6238,
 * 5.2). `now` in ms.
 */
export function decideOneTimeCode(used: readonly UsedCode[], code: string, now: number): UsedCode[] | null {
  const recent = used.filter(({ at }) => at + oneTimeCodeMillis >= now);
  return recent.some((one) => one.code === code) ? null : [...recent, { code, at: now }];
}
