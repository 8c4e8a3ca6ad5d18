import * as w from '@/db/model/words';

/** The values of an event that filters and facets share and that are one of a few words. */
export type Profile = {
  kind: w.Kind;
  status: w.ThreatStatus | null;
  phase: w.Phase | null;
  severity: w.Severity;
  verification: w.Verification;
  handling: w.Handling;
  tlp: w.Tlp;
};

/** The code of a row whose event was removed. */
export const removedCode = 0;

/** All profiles by code: a filter is evaluated once per profile, some 2,000, and not once per event. */
export function createProfiles(): {
  byCode: readonly (Profile | null)[];
  codeOf(words: readonly string[]): number;
} {
  const byCode: (Profile | null)[] = [null];
  const codes = new Map<string, number>();
  const states = [
    ...w.threatStatuses.map((status) => ({ kind: 'threat' as const, status, phase: null })),
    ...w.phases.map((phase) => ({ kind: 'incident' as const, status: null, phase })),
  ];
  for (const state of states)
    for (const severity of w.severities)
      for (const verification of w.verifications)
        for (const handling of w.handlings)
          for (const tlp of w.tlps) {
            const { kind, status, phase } = state;
            const words = [kind, status ?? phase, severity, verification, handling, tlp];
            codes.set(words.join(), byCode.length);
            byCode.push({ ...state, severity, verification, handling, tlp });
          }
  return {
    byCode,
    codeOf: (words) => {
      const code = codes.get(words.slice(0, 6).join());
      if (code === undefined) throw new Error(`The event index does not know the words ${words.join()}`);
      return code;
    },
  };
}
