const text = 'text';
const number = 'number';

/**
 * Every expected failure that an answer of the API can tell, by the kind of problem (RFC 9457), with its parameters.
 * The English sentences are in server/error-sentences.ts, those of the pages in app/_i18n/messages/…/problems.json.
 */
const byKind = {
  malformed: {
    'malformed-request': {},
    'host-header-count': {},
    'not-a-path': {},
    'bad-json': {},
    'bad-json-at': { position: number },
    'nested-too-deep': { max: number },
    'idempotency-key-missing': {},
    'if-match-format': {},
    'handshake-twice': {},
    'feed-event-sent': { name: text },
    'feed-packet-invalid': {},
    'feed-sent-too-much': {},
  },
  unauthenticated: {
    'sign-in-needed': {},
    'origin-or-key-needed': {},
    'wrong-credentials': {},
  },
  forbidden: {
    'analyst-needed': {},
    'admin-needed': {},
    'system-only': {},
    'signed-out': {},
    'above-own-clearance': {},
    'no-administrator-yet': {},
    'second-person-needed': {},
    'own-password-link': {},
    'key-of-program': {},
    'display-of-program': {},
    'display-while-signed-in': {},
    'display-without-export': {},
    'key-without-session': {},
    'key-at-sign-in': {},
    'metrics-need-red': {},
    'session-not-fresh': {},
    'origin-needed': {},
    'cross-site': {},
  },
  'not-found': {
    'not-found': { record: text },
    'created-record-gone': {},
    'no-such-path': {},
    'no-such-file': {},
    'no-websocket-here': {},
  },
  'method-not-allowed': { 'method-not-allowed': { methods: text } },
  'timed-out': { 'request-too-slow': {} },
  reset: { 'cursor-outdated': {} },
  'version-conflict': { 'version-conflict': {} },
  'too-large': {
    'body-too-large': { max: number },
    'too-many-values': { max: number },
    'too-many-fields': { max: number },
  },
  'address-too-long': { 'url-too-long': { max: number } },
  'unsupported-media-type': { 'not-json': {}, 'compressed-body': {} },
  misdirected: { 'unknown-host': {}, 'behind-proxy': {} },
  invalid: {
    'invalid-fields': {},
    // What a schema finds.
    required: {},
    'unknown-name': {},
    'text-expected': {},
    'number-expected': {},
    'integer-expected': {},
    'boolean-expected': {},
    'list-expected': {},
    'object-expected': {},
    'one-of': { values: text },
    'too-long': { max: number },
    'too-short': { min: number },
    'too-many-items': { max: number },
    'too-few-items': { min: number },
    'too-big': { max: number },
    'too-small': { min: number },
    'bad-format': {},
    'bad-value': {},
    'not-text': {},
    'invalid-date': {},
    'year-out-of-range': {},
    'invalid-instant': {},
    'no-such-instant': {},
    'instant-too-late': {},
    'exercise-time': {},
    'invalid-moment': {},
    'invalid-country': {},
    'invalid-id': {},
    'invalid-email': {},
    'invalid-time-zone': {},
    'invalid-url': {},
    'invalid-language': {},
    'invalid-wikidata': {},
    // Query parameters, headers and tokens.
    'parameter-repeated': {},
    'no-values': {},
    'invalid-box': {},
    'box-order': {},
    'radius-missing': {},
    'radius-alone': {},
    'near-nothing': {},
    'too-many-buckets': { max: number },
    'not-for-deleted': {},
    'not-with-page': {},
    'not-a-page': {},
    'page-of-other-list': {},
    'cursor-as-page': {},
    'not-a-cursor': {},
    'page-as-cursor': {},
    'idempotency-key-format': {},
    'idempotency-key-reused': {},
    'key-damaged': {},
    // Events.
    'no-target': {},
    'count-order': {},
    'both-degrees': {},
    'precision-mismatch': {},
    'recipients-not-red': {},
    'actor-twice': {},
    'all-missions-alone': {},
    'incident-part-missing': {},
    'threat-part-missing': {},
    'not-in-incident': {},
    'not-in-threat': {},
    'outcome-of-incident': {},
    'ongoing-end': {},
    'end-before-start': {},
    'end-not-after-start': {},
    'staff-above-total': {},
    'refuted-current': {},
    'kind-fixed': { kind: text },
    'nothing-to-change': {},
    'ids-or-filter': {},
    'count-with-filter': {},
    'count-differs': { count: number },
    'current-in-bulk': {},
    'attack-in-bulk': {},
    'already-so': {},
    'source-id-given': {},
    'no-such-person': {},
    'no-such-threat': {},
    'no-such-incident': {},
    'no-such-mission': {},
    'no-such-event': {},
    'no-such-actor': {},
    'no-such-visit': {},
    'mission-of-country': { country: text },
    'visit-of-country': { country: text },
    'visit-stricter': { tlp: text },
    'own-sight': {},
    'not-deleted': {},
    'references-changed': {},
    'nothing-to-confirm': {},
    'changed-since': {},
    'mission-removed': {},
    'mission-moved': { country: text },
    'actor-removed': {},
    'visit-removed': {},
    'visit-moved': { country: text },
    'visit-now-stricter': { tlp: text, allowed: text },
    // Missions, actors, visits and other records.
    'event-fixed': {},
    'reference-stricter': {},
    'still-named': {},
    'mission-exists': {},
    'wikidata-taken': {},
    'sending-fixed': { country: text },
    'exercise-exists': {},
    'actor-inside-itself': {},
    'visit-country-fixed': { country: text },
    'visit-of-milder-event': {},
    // Accounts and keys.
    'password-too-short': { min: number },
    'password-common': {},
    'account-exists': {},
    'last-administrator': {},
    'link-used': {},
    'invalid-view': {},
    'display-expired': {},
    'link-damaged': {},
    'too-many-keys': { max: number },
    'scope-needed': {},
    'scope-twice': {},
    'scope-replaced': {},
  },
  'precondition-required': { 'if-match-missing': {} },
  'too-many': {
    'too-many-attempts': { minutes: number },
    'too-many-ceremonies': {},
    'too-many-searches': {},
    'export-running': {},
    'too-many-exports': { max: number, seconds: number },
    'too-many-requests': { max: number, page: number, seconds: number },
    'too-many-entry-pages': { seconds: number },
    'too-many-connections': { max: number },
    'too-many-live-connections': { max: number },
    'too-many-handshakes': { max: number, seconds: number },
  },
  'headers-too-large': { 'headers-too-large': { max: number } },
  failed: { failed: { requestId: text } },
  unavailable: {
    stopping: {},
    'database-silent': {},
    'index-building': {},
    'database-locked': {},
    'database-full': {},
    'database-unwritable': {},
    'feed-full': { max: number },
    'feed-unavailable': {},
    'sign-in-unavailable': {},
  },
} as const;

type ByKind = typeof byKind;
export type ProblemKind = keyof ByKind;
type Shapes = UnionToIntersection<ByKind[ProblemKind]>;
type UnionToIntersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** A code that an answer of the API can carry. */
export type AnswerCode = keyof Shapes;
export type ParamsOfAnswer = { [C in AnswerCode]: ValuesOf<Shapes[C]> };
type ValuesOf<S> = { [N in keyof S]: S[N] extends typeof number ? number : string };

/** The parameters of each code, by name, in the order of the catalogue. */
export const answerCodes: ReadonlyMap<string, { kind: ProblemKind; params: readonly string[] }> = new Map(
  kindsOf(byKind).flatMap((kind) =>
    Object.entries(byKind[kind]).map(([code, params]) => [code, { kind, params: Object.keys(params) }]),
  ),
);

function kindsOf<K extends string>(given: Readonly<Record<K, unknown>>): K[] {
  const kinds: K[] = [];
  for (const kind in given) kinds.push(kind);
  return kinds;
}

export function isAnswerCode(code: unknown): code is AnswerCode {
  return typeof code === 'string' && answerCodes.has(code);
}
