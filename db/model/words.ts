/** The values of the record, exactly as JSON carries them. Sources of each list: CONTRIBUTING.md. */

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

/** GTD codebook 1–9, then what GTD leaves out. */
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

export const phases = ['ongoing', 'over', 'unknown'] as const;
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
/** What a link does that lets somebody in: the first administrator, a new colleague, or a new password. */
export const invitationKinds = ['set-up', 'join', 'reset'] as const;
/** Parts of the running program that may fail while the rest goes on. */
export const statusParts = ['store', 'feed', 'backups', 'heads'] as const;
/** How far a key acts; `write` reads too. */
export const legacyKeyScopes = ['read', 'write'] as const;
/** With `red` it also reads what its owner reads by name. */
export const keyScopes = [...legacyKeyScopes, 'red'] as const;
/** What the journal keeps of accounts and of what people and programs come in by. */
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
  'read-audit',
  'exported',
  'refused',
] as const;
export const exportFormats = ['csv', 'json'] as const;
/** `sign-in` is a failed attempt to come in, `handshake` a live socket that was not opened. */
export const refusalKinds = ['unauthenticated', 'forbidden', 'too-many', 'sign-in', 'handshake'] as const;
/** What the journal keeps of a record. */
export const historyActs = ['logged', 'changed', 'deleted', 'restored'] as const;
/** What a row of the audit tells. `unknown` was written by another version. */
export const auditActs = [...accessActs, ...historyActs, 'unknown'] as const;
export const auditTypes = ['account', 'event', 'mission', 'actor', 'visit', 'link'] as const;

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
export type Phase = (typeof phases)[number];
export type ThreatStatus = (typeof threatStatuses)[number];
export type Urgency = (typeof urgencies)[number];
export type Certainty = (typeof certainties)[number];
export type Likelihood = (typeof likelihoods)[number];
export type MissionType = (typeof missionTypes)[number];

/** Rank for sorting, 0 first: unknown sorts before moderate, because what is not known may be grave. */
export const severityRank = {
  extreme: 0,
  severe: 1,
  unknown: 2,
  moderate: 3,
  minor: 4,
} as const satisfies Record<Severity, number>;

export function tlpRank(tlp: Tlp): number {
  return tlps.indexOf(tlp);
}

const diplomatic: ReadonlySet<string> = new Set(diplomaticTypes);

export function isDiplomatic(type: TargetType): boolean {
  return diplomatic.has(type);
}

type NamedTarget = { type: TargetType; missionId?: string | null; visitId?: string | null };

/** Does the target stand for its country alone? It is saved as a diplomat of whom no mission and no visit is named. */
export function isCountryOnly({ type, missionId = null, visitId = null }: NamedTarget): boolean {
  return type === 'diplomat' && missionId === null && visitId === null;
}

/** The target type under which a mission of the register is named in an event. */
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

/** Certainty follows from the likelihood unless it is set (CAP certainty against ICD 203 bands). */
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
