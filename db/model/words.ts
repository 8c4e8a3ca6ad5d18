/** The values of the record, exactly as in JSON. CONTRIBUTING.md names the source of each list. */

export const kinds = ['incident', 'threat'] as const;
export const handlings = ['actual', 'exercise', 'example'] as const;
export const precisions = ['minute', 'day', 'month', 'year'] as const;
export const placePrecisions = ['exact', 'neighbourhood', 'city', 'province', 'country'] as const;
/** OASIS CAP 1.2. */
export const severities = ['extreme', 'severe', 'moderate', 'minor', 'unknown'] as const;
export const verifications = ['unverified', 'corroborated', 'confirmed', 'disputed', 'refuted'] as const;
/** FIRST TLP 2.0, mildest first: the index is the rank. */
export const tlps = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export const actorRoles = ['perpetrator', 'suspected', 'claimed', 'threatened'] as const;

export const targetTypes = [
  'embassy',
  'consulate',
  'residence',
  'delegation',
  'diplomat',
  'international-organisation',
  'all-missions',
  'government',
  'military',
  'police',
  'religious',
  'media',
  'ngo',
  'business',
  'education',
  'transport',
  'infrastructure',
  'civilians',
  'other',
] as const;
const diplomaticTypes = [
  'embassy',
  'consulate',
  'residence',
  'delegation',
  'diplomat',
  'international-organisation',
  'all-missions',
] as const satisfies readonly TargetType[];
export const targetOutcomes = ['realised', 'foiled', 'lapsed', 'withdrawn', 'unfounded'] as const;
export const accountedFor = ['yes', 'no', 'unknown'] as const;

/** GTD codebook 1–9, then types that GTD does not have. */
export const attackTypes = [
  'assassination',
  'armed-assault',
  'bombing-explosion',
  'hijacking',
  'hostage-barricade',
  'hostage-kidnapping',
  'facility-attack',
  'unarmed-assault',
  'unknown',
  'demonstration',
  'intrusion',
  'surveillance',
  'hoax',
  'cyber',
] as const;
/** GTD codebook 1–13. */
export const weaponTypes = [
  'biological',
  'chemical',
  'radiological',
  'nuclear',
  'firearms',
  'explosives',
  'fake',
  'incendiary',
  'melee',
  'vehicle',
  'sabotage',
  'other',
  'unknown',
] as const;

/** `contained`: the attack has stopped and clearance goes on. */
export const phases = ['ongoing', 'contained', 'over', 'unknown'] as const;
export const threatStatuses = ['current', 'realised', 'foiled', 'lapsed', 'withdrawn', 'unfounded'] as const;
/** OASIS CAP 1.2. */
export const urgencies = ['immediate', 'expected', 'future', 'past', 'unknown'] as const;
export const certainties = ['observed', 'likely', 'possible', 'unlikely', 'unknown'] as const;
/** ICD 203. */
export const likelihoods = [
  'almost-no-chance',
  'very-unlikely',
  'unlikely',
  'roughly-even',
  'likely',
  'very-likely',
  'almost-certain',
] as const;
export const confidences = ['low', 'moderate', 'high'] as const;
/** NATO AJP-2.1, the Admiralty code. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const credibilities = [1, 2, 3, 4, 5, 6] as const;

export const missionTypes = [
  'embassy',
  'high-commission',
  'nunciature',
  'consulate-general',
  'consulate',
  'honorary-consulate',
  'liaison-office',
  'representative-office',
  'interests-section',
  'delegation',
] as const;
export const missionStatuses = ['open', 'reduced', 'suspended', 'closed', 'unknown'] as const;
export const actorTypes = [
  'terrorist-group',
  'armed-group',
  'de-facto-authority',
  'state',
  'criminal-group',
  'movement',
  'individual',
  'other',
  'unknown',
] as const;

export const principalKinds = ['person', 'key', 'system', 'local'] as const;
export const roles = ['viewer', 'analyst', 'admin'] as const;
/** What an invitation is for: to become the first administrator, to join, or to set a new password. */
export const invitationKinds = ['set-up', 'join', 'reset'] as const;
/** Parts of the running program that can fail while the others work. */
export const statusParts = ['store', 'feed', 'backups', 'heads'] as const;
/** The scopes of a key before `red` was introduced; `write` includes `read`. Still in the API as `scope`. */
export const legacyKeyScopes = ['read', 'write'] as const;
/** With `red` a key also reads the red records that name its owner. */
export const keyScopes = [...legacyKeyScopes, 'red'] as const;
/** Acts on accounts, sessions and keys that the journal records. */
export const accessActs = [
  'joined',
  'invited',
  'withdrew-invitation',
  'offered-password',
  'set-password-by-link',
  'changed-rights',
  'changed-password',
  'signed-in',
  'signed-in-second-factor',
  'signed-in-recovery-code',
  'signed-in-passkey',
  'signed-out',
  'signed-out-everywhere',
  'ended-session',
  'set-up-second-factor',
  'removed-second-factor',
  'made-recovery-codes',
  'added-passkey',
  'removed-passkey',
  'made-key',
  'revoked-key',
  'made-display',
  'renewed-display',
  'opened-display',
  'revoked-display',
  'read-audit',
  'exported',
  'started-exercise',
  'removed-exercise',
  'refused',
] as const;
export const exportFormats = ['csv', 'json'] as const;
/** `sign-in` is a failed sign-in, `handshake` a refused live socket. */
export const refusalKinds = ['unauthenticated', 'forbidden', 'too-many', 'sign-in', 'handshake'] as const;
/** Acts on records that the journal records. */
/** The edits that need a second person: they take effect at once, and are to be confirmed until one has done so. */
export const secondPersonEdits = [
  'attack-ended',
  'threat-ended',
  'refuted',
  'downgraded',
  'marking',
] as const;
export type SecondPersonEdit = (typeof secondPersonEdits)[number];
export const secondPersonChanges = [...secondPersonEdits, 'deleted'] as const;
export type SecondPersonChange = (typeof secondPersonChanges)[number];

/** Why a record is in the review queue, the most pressing first. */
export const reviewNeeds = ['to-be-confirmed', 'expired', 'overdue', 'due'] as const;
export type ReviewNeed = (typeof reviewNeeds)[number];

/** Why another event is similar to one that is being logged, the strongest first. */
export const similarityReasons = [
  'same-url',
  'recycled',
  'near-text',
  'same-origin',
  'same-target',
  'same-place',
  'near-date',
] as const;
export type SimilarityReason = (typeof similarityReasons)[number];

const recordActs = ['logged', 'changed', 'deleted', 'restored', 'confirmed', 'reverted', 'merged'] as const;
export type RecordAct = (typeof recordActs)[number];
/** The same as a history tells it: `lapsed` is the change with which the system ends a threat. */
export const historyActs = [...recordActs, 'lapsed'] as const;
/** The acts of audit entries. `unknown` was written by another version. */
export const auditActs = [...accessActs, ...recordActs, 'unknown'] as const;

export type Kind = (typeof kinds)[number];
export type Handling = (typeof handlings)[number];
export type Precision = (typeof precisions)[number];
export type PlacePrecision = (typeof placePrecisions)[number];
export type Severity = (typeof severities)[number];
export type Verification = (typeof verifications)[number];
export type Tlp = (typeof tlps)[number];
export type Role = (typeof roles)[number];
export type InvitationKind = (typeof invitationKinds)[number];
export type AuditAct = (typeof auditActs)[number];
export type StatusPart = (typeof statusParts)[number];
export type LegacyKeyScope = (typeof legacyKeyScopes)[number];
export type KeyScope = (typeof keyScopes)[number];
export type RefusalKind = (typeof refusalKinds)[number];
export type AccessAct = (typeof accessActs)[number];
export type TargetType = (typeof targetTypes)[number];
export type AttackType = (typeof attackTypes)[number];
export type Phase = (typeof phases)[number];
export type ThreatStatus = (typeof threatStatuses)[number];
export type Urgency = (typeof urgencies)[number];
export type Certainty = (typeof certainties)[number];
export type Likelihood = (typeof likelihoods)[number];
export type MissionType = (typeof missionTypes)[number];

/** Does an incident of this phase count as an attack under way? */
export function isAttack(phase: Phase | null | undefined): boolean {
  return phase === 'ongoing' || phase === 'contained';
}

/** Rank for sorting, 0 first. Unknown sorts before moderate, because it may turn out to be severe. */
export const severityRank = {
  extreme: 0,
  severe: 1,
  unknown: 2,
  moderate: 3,
  minor: 4,
} as const satisfies Record<Severity, number>;

/** Severe or extreme: shown as an alarm and never lapsing without a person; milder ones are to watch. */
export function isSerious(severity: Severity): boolean {
  return severity === 'extreme' || severity === 'severe';
}

export function tlpRank(tlp: Tlp): number {
  return tlps.indexOf(tlp);
}

const diplomatic: ReadonlySet<string> = new Set(diplomaticTypes);

export function isDiplomatic(type: TargetType): boolean {
  return diplomatic.has(type);
}

type NamedTarget = { type: TargetType; missionId?: string | null; visitId?: string | null };

/** Does the target name only a country? Such a target is saved as type `diplomat` without a mission or visit. */
export function isCountryOnly({ type, missionId = null, visitId = null }: NamedTarget): boolean {
  return type === 'diplomat' && missionId === null && visitId === null;
}

/** The target type of a mission of the register. */
export function targetTypeOfMission(type: MissionType): TargetType {
  switch (type) {
    case 'consulate':
    case 'consulate-general':
    case 'honorary-consulate':
      return 'consulate';
    case 'delegation':
      return 'delegation';
    default:
      return 'embassy';
  }
}

/** The certainty (CAP) that follows from a likelihood (ICD 203), unless it is set. */
export function certaintyOf(likelihood: Likelihood | null): Certainty {
  switch (likelihood) {
    case null:
      return 'unknown';
    case 'likely':
    case 'very-likely':
    case 'almost-certain':
      return 'likely';
    case 'roughly-even':
    case 'unlikely':
      return 'possible';
    default:
      return 'unlikely';
  }
}
