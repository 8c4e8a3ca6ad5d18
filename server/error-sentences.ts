import { type AnswerCode, isAnswerCode } from '@/db/model/error-codes';
import type { CodedError, ErrorParams } from '@/db/model/errors';
import { isOperatorCode } from '@/db/model/operator-codes';
import { operatorSentences } from './operator-sentences';

/** The English sentences of the API, without a full stop; `{name}` is a parameter. Each says what to do. */
const sentences = {
  'malformed-request':
    'Send a well-formed HTTP request: a path that can be decoded, and the body that the headers announce',
  'host-header-count': 'Send exactly one Host header',
  'not-a-path': 'Request a path of this host, such as /api/events',
  'bad-json': 'Send a body of well-formed JSON in UTF-8',
  'bad-json-at': 'Send a body of well-formed JSON in UTF-8 (see position {position})',
  'nested-too-deep': 'Send JSON with at most {max} levels of nesting',
  'idempotency-key-missing':
    'Send a key that you generate, such as a UUID, so that a retry creates no second record',
  'if-match-format': 'Send the ETag of the record that you edited, with its quotes, such as "3"',
  'handshake-twice': 'Send the handshake only once',
  'feed-event-sent': 'Send nothing: the feed takes no "{name}"',
  'feed-packet-invalid': 'Send nothing: this is no packet of the feed',
  'feed-sent-too-much': 'Send nothing but the handshake: this connection has sent too much',

  'sign-in-needed': 'Sign in, or send a valid API key in the x-api-key header',
  'origin-or-key-needed': 'Send an Origin header with the address of PUBLIC_URL, or an API key',
  'wrong-credentials': 'That does not match: check what you entered and try again',

  'analyst-needed': 'You can read but not write: ask an administrator for the role of an analyst',
  'admin-needed': 'Ask an administrator to do this',
  'system-only': 'Only Chancery itself may do this',
  'signed-out': 'You are no longer signed in: sign in again',
  'above-own-clearance': 'This is above your own clearance: ask an administrator with that clearance',
  'no-administrator-yet':
    'Create the first administrator first, with the link that Chancery printed when it started',
  'own-password-link': 'Change your own password under Account, or ask another administrator',
  'key-of-program': 'Sign in to create a key: only an account can have keys',
  'display-of-program': 'Sign in to create a wall display: only an account can have displays',
  'display-while-signed-in':
    'Somebody is signed in here: open the link in the browser of the display, or sign out first',
  'key-without-session': 'Sign in: an API key may not list or change sessions and keys',
  'key-at-sign-in': 'Leave out x-api-key: an API key has no password and no session',
  'metrics-need-red': 'Use an API key with clearance for TLP:RED: the metrics include red records',
  'session-not-fresh': 'Sign in again first: this requires a sign-in within the last 24 hours',
  'origin-needed': 'Send an Origin header with the address of PUBLIC_URL',
  'cross-site': 'Send this request from a page of Chancery: requests from other sites are refused',

  'not-found': 'There is no such {record}, or you do not have access to it',
  'created-record-gone':
    'The event that was created with this key has been deleted, or you no longer have access to it',
  'no-such-path': 'There is nothing at this path: /api/openapi.json lists all paths',
  'no-such-file': 'There is no file at this path',
  'no-websocket-here': 'There is no WebSocket at this path',
  'method-not-allowed': 'Use {methods} here',
  'request-too-slow': 'Send the whole request within a minute',
  'cursor-outdated': 'Fetch the board again and continue from its cursor',
  'version-conflict': 'The record has changed: read it again, and send your change with its current version',
  'body-too-large': 'Send a body of at most {max} KB',
  'too-many-values': 'Send at most {max} values in this request',
  'too-many-fields': 'Send at most {max} fields in one object',
  'url-too-long': 'Shorten the URL to {max} characters',
  'not-json': 'Send JSON, with Content-Type: application/json',
  'compressed-body': 'Send the body without compression',
  'unknown-host': 'Use the address of PUBLIC_URL: no other host is served here',
  'behind-proxy': 'Set PUBLIC_URL and TRUST_PROXY: this request came through a proxy',

  'invalid-fields': 'Some fields need correction',
  required: 'Fill this in',
  'unknown-name': 'Remove this: it is not a known name',
  'text-expected': 'Give text',
  'number-expected': 'Give a number',
  'integer-expected': 'Give a whole number',
  'boolean-expected': 'Give true or false',
  'list-expected': 'Give a list',
  'object-expected': 'Give a JSON object',
  'one-of': 'Give one of {values}',
  'too-long': 'Shorten this to {max} characters',
  'too-short': 'Give at least {min} characters',
  'too-many-items': 'Give at most {max}',
  'too-few-items': 'Give at least {min}',
  'too-big': 'Give {max} or less',
  'too-small': 'Give {min} or more',
  'bad-format': 'Give this in the format of the API description (/api/openapi.json)',
  'bad-value': 'Give a value of the type in the API description (/api/openapi.json)',
  'not-text': 'Remove the characters that are not text',
  'invalid-date': 'Give a date as YYYY-MM-DD',
  'year-out-of-range': 'Give a year of four digits',
  'invalid-instant': 'Give a time with its offset, such as 2022-09-05T10:50:00+04:30',
  'no-such-instant': 'Give a time that exists',
  'instant-too-late': 'Give a time before 9999-12-31',
  'invalid-moment': 'Give a date (YYYY-MM-DD) or a time with its offset (2022-09-05T10:50:00+04:30)',
  'invalid-country': 'Give the two-letter code of a country (ISO 3166-1), XK, UN, EU or XO',
  'invalid-id': 'Give an id (UUID)',
  'invalid-email': 'Give an e-mail address',
  'invalid-time-zone': 'Give an IANA time zone, such as Asia/Kabul',
  'invalid-url': 'Give an address that starts with https:// or http://',
  'invalid-language': 'Give a language code, such as en, tr or ru',
  'invalid-wikidata': 'Give a Wikidata id, such as Q16687384',
  'parameter-repeated': 'Send this parameter once, with commas between several values',
  'no-values': 'Give at least one value, or leave this out',
  'invalid-box': 'Give west,south,east,north in degrees',
  'box-order': 'Give west,south,east,north with south below north',
  'too-many-buckets': 'Ask for a shorter period or a larger unit: at most {max} intervals are sent',
  'not-for-deleted': 'Leave this out: it does not apply to deleted events',
  'not-with-page': 'Leave this out: page continues from its own place',
  'not-a-page': 'Send next of an earlier response to the same query, or leave this out',
  'page-of-other-list': 'This page token does not belong to the list: start from its first page',
  'cursor-as-page': 'This is a cursor of the feed: send next of an earlier response',
  'not-a-cursor': 'Send the cursor of an earlier response, or leave this out',
  'page-as-cursor': 'This is a page token: send the cursor of an earlier response',
  'idempotency-key-format': 'Send 1 to 200 visible ASCII characters',
  'idempotency-key-reused': 'This key was used for another request: use a new one',
  'key-damaged': 'Send the key as it was created',
  'no-target': 'Name at least one target',
  'count-order': 'Give a maximum that is not below the minimum',
  'both-degrees': 'Give both latitude and longitude, or neither',
  'precision-mismatch': 'Use minute with a time, and day, month or year with a date',
  'recipients-not-red': 'Name recipients only where the marking is TLP:RED',
  'actor-twice': 'Name each actor once in a role',
  'all-missions-alone': 'Leave this out where all missions are meant, or choose another type',
  'incident-part-missing': 'Give the incident part',
  'threat-part-missing': 'Give the threat part',
  'not-in-incident': 'Leave this out of an incident',
  'not-in-threat': 'Leave this out of a threat',
  'outcome-of-incident': 'Give an outcome only to a target of a threat',
  'ongoing-end': 'An ongoing incident has no end: set its phase to over',
  'end-before-start': 'Give an end that is not before the start',
  'end-not-after-start': 'Give an end that is after the beginning',
  'staff-above-total': 'Staff are counted among all: give no more than the total',
  'refuted-current': 'A refuted threat cannot be current: choose unfounded or withdrawn',
  'kind-fixed': 'Leave this as {kind}: the kind of an event cannot be changed',
  'source-id-given': 'Leave the id out of a new source: the server assigns it',
  'no-such-person': 'No such person: choose one from the list',
  'no-such-threat': 'No such threat: choose an existing one',
  'no-such-incident': 'No such incident: choose an existing one',
  'no-such-mission': 'No such mission: choose one from the register',
  'no-such-event': 'No such event: choose an existing one',
  'event-fixed': 'The event cannot be changed: add a new record instead',
  'reference-stricter': 'This is marked more strictly: mark the record that names it at least as strictly',
  'no-such-actor': 'No such actor: choose one from the list, or add it first',
  'no-such-visit': 'No such visit: choose one from the list, or add it first',
  'mission-of-country': 'This mission belongs to {country}: give that country',
  'visit-of-country': 'This visit belongs to {country}: give that country',
  'visit-stricter': 'This visit is marked {tlp}: mark the event at least as strictly',
  'own-sight': 'Choose a marking under which you may see the record yourself',
  'not-deleted': 'This event is not deleted: there is nothing to restore',
  'references-changed':
    'Records that this event names have changed since it was deleted: correct those first, or log the event again',
  'mission-removed': 'This mission is no longer in the register: log the event again with another',
  'mission-moved': 'This mission now belongs to {country}: change it back, or log the event again',
  'actor-removed': 'This actor no longer exists: log the event again with another',
  'visit-removed':
    'This visit no longer exists, or you may not see it: ask somebody who may, or log the event again without it',
  'visit-moved': 'This visit now belongs to {country}: change it back, or log the event again',
  'visit-now-stricter':
    'This visit is now marked {tlp}: mark the visit no stricter than {allowed}, or log the event again',
  'mission-exists': 'This mission is already in the register: edit that record',
  'exercise-exists': 'There is already an exercise: remove it before you start another',
  'wikidata-taken': 'Another mission in the register has this Wikidata id',
  'sending-fixed': 'The sending State {country} cannot be changed: add a new mission instead',
  'actor-inside-itself': 'An actor cannot be part of itself',
  'visit-country-fixed': 'The country {country} of a visit cannot be changed: add a new visit instead',
  'visit-of-milder-event': 'An event with a milder marking names this visit: mark that event first',
  'password-too-short': 'Choose a password of {min} characters or more',
  'password-common': 'Choose another password: this one is common or repetitive, and easy to guess',
  'account-exists': 'This person already has an account',
  'last-administrator': 'Make somebody else an administrator first, cleared for red: Chancery needs one',
  'link-used': 'This link has been used or has expired: ask for a new one',
  'invalid-view': 'Write a filter as in the address of the board, such as targeted=RU,PK',
  'link-damaged': 'Open the link as it was sent',
  'too-many-keys': 'Revoke a key first: one person may have {max}, including those that have expired',
  'scope-needed': 'Choose read or write',
  'scope-twice': 'Name each scope once',
  'scope-replaced': 'Leave this out: scopes replaces it',

  'if-match-missing': 'Send an If-Match header with the version that you edited, such as "3"',
  'too-many-attempts': 'Too many failed attempts: wait {minutes} minutes and try again',
  'too-many-ceremonies': 'Too many attempts with a passkey: wait a minute and try again',
  'too-many-searches': 'Too many of your searches are waiting: try again once some have finished',
  'export-running': 'You already have an export in progress: wait until it ends, or cancel it',
  'too-many-exports': 'At most {max} exports per minute: wait {seconds} s and try again',
  'too-many-requests':
    'Send at most {max} requests per second (a page counts as {page}): wait {seconds} s and try again',
  'too-many-entry-pages': 'Too many pages were requested from your address: wait {seconds} s and try again',
  'too-many-connections': 'Close some connections: at most {max} may be open from one address',
  'too-many-live-connections': 'Close some live connections: at most {max} may be open from one address',
  'too-many-handshakes': 'Connect at most {max} times per second: wait {seconds} s and try again',
  'headers-too-large': 'Send fewer or shorter headers: at most {max} KB in all',
  failed:
    'Something went wrong. Try again. If the problem persists, give your administrator this number: {requestId}',
  stopping: 'Chancery is stopping: try again in a moment',
  'database-silent': 'The database does not respond: see the log',
  'index-building': 'The events are still being counted: try again in a moment',
  'database-locked':
    'Nothing was saved, because another program has locked the database: try again in a moment',
  'database-full':
    'Nothing was saved, because the disk is full: tell your administrator, and try again once there is space',
  'database-unwritable':
    'Nothing was saved, because the disk cannot be written: tell your administrator, and try again later',
  'feed-full': 'The feed has its maximum of {max} viewers: try again later',
  'feed-unavailable': 'The feed is temporarily unavailable: try again soon',
  'sign-in-unavailable': 'Signing in is temporarily unavailable: try again soon',
} as const satisfies Record<AnswerCode, string>;

/** The English sentence of an error, without a full stop. */
export function sentenceOf({ code, params }: CodedError): string {
  if (isAnswerCode(code)) return fill(sentences[code], params);
  return isOperatorCode(code) ? fill(operatorSentences[code], params) : code;
}

/** The sentence with its full stop, as it is shown alone. */
export function asSentence(error: CodedError): string {
  const sentence = sentenceOf(error);
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** Replaces each `{name}` by its parameter. */
function fill(sentence: string, params: ErrorParams): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
