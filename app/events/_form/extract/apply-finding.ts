import type { ExtractFinding } from '@/db/model/extract';
import { zoneOfPlace } from '../../../_i18n/zone-of-place';
import {
  blankLocation,
  blankTarget,
  type FormState,
  randomKey,
  type SourceFields,
  type TargetFields,
} from '../state/form-state';
import { missionOption, targetOfOption, withTargets } from '../state/targets';

/** What was empty before a report was read: nothing that somebody typed is overwritten. */
export function isEmptyFor(form: FormState, { field }: ExtractFinding): boolean {
  const { incident } = form;
  const [source] = form.sources;
  switch (field) {
    case 'title':
      return form.title === '';
    case 'at':
      return incident !== null && form.at === '';
    case 'location':
      return form.location.country === null;
    case 'target':
      return form.targets.length === 0;
    case 'attackType':
      return form.attackTypes.length === 0;
    case 'weaponType':
      return form.weaponTypes.length === 0;
    case 'actor':
      return form.actors.length === 0;
    case 'suicide':
      return incident !== null && incident.suicide === null;
    case 'killed':
    case 'wounded':
      return incident !== null && incident[field] === '';
    case 'publisher':
    case 'author':
    case 'url':
    case 'publishedOn':
    case 'language':
      return source !== undefined && source[field] === '';
  }
}

/** The form with the finding. A place that a target brought with it stays. */
export function withFinding(form: FormState, finding: ExtractFinding): FormState {
  const { incident } = form;
  switch (finding.field) {
    case 'title':
      return { ...form, title: finding.value };
    case 'at':
      return { ...form, at: finding.value };
    case 'location': {
      const { country, city } = finding.value;
      if (form.location.country !== null && form.location.isFilled) return form;
      const timeZone = zoneOfPlace(country, city);
      return {
        ...form,
        location: { ...blankLocation, country, city: city ?? '', timeZone, isFilled: false },
      };
    }
    case 'target': {
      const isThere = form.targets.some((one) => isTarget(one, finding.value));
      return isThere ? form : withTargets(form, [...form.targets, targetOf(finding.value)]);
    }
    case 'attackType':
      return { ...form, attackTypes: [...new Set([...form.attackTypes, finding.value])] };
    case 'weaponType':
      return { ...form, weaponTypes: [...new Set([...form.weaponTypes, finding.value])] };
    case 'actor': {
      const { actorId, name, isClaiming } = finding.value;
      if (form.actors.some((one) => one.actorId === actorId)) return form;
      const role = incident === null ? 'threatened' : isClaiming ? 'claimed' : 'suspected';
      return { ...form, actors: [...form.actors, { key: randomKey(), actorId, name, role }] };
    }
    case 'suicide':
      return incident ? { ...form, incident: { ...incident, suicide: true } } : form;
    case 'killed':
    case 'wounded':
      return incident
        ? { ...form, incident: { ...incident, [finding.field]: countText(finding.value) } }
        : form;
    default:
      return withSource(form, { [finding.field]: finding.value });
  }
}

/** The form without the finding, unless it was edited since. */
export function withoutFinding(form: FormState, finding: ExtractFinding): FormState {
  const { incident } = form;
  switch (finding.field) {
    case 'title':
      return form.title === finding.value ? { ...form, title: '' } : form;
    case 'at':
      return form.at === finding.value ? { ...form, at: '' } : form;
    case 'location':
      return form.location.country === finding.value.country ? { ...form, location: blankLocation } : form;
    case 'target':
      return withTargets(
        form,
        form.targets.filter((one) => !isTarget(one, finding.value)),
      );
    case 'attackType':
      return { ...form, attackTypes: form.attackTypes.filter((one) => one !== finding.value) };
    case 'weaponType':
      return { ...form, weaponTypes: form.weaponTypes.filter((one) => one !== finding.value) };
    case 'actor':
      return { ...form, actors: form.actors.filter(({ actorId }) => actorId !== finding.value.actorId) };
    case 'suicide':
      return incident ? { ...form, incident: { ...incident, suicide: null } } : form;
    case 'killed':
    case 'wounded':
      return incident?.[finding.field] === countText(finding.value)
        ? { ...form, incident: { ...incident, [finding.field]: '' } }
        : form;
    default:
      return form.sources[0]?.[finding.field] === finding.value
        ? withSource(form, { [finding.field]: '' })
        : form;
  }
}

/**
 * What is filled in, and what is offered: what is not sure, and further targets, attacks and actors than those that are
 * there. Without a publisher or an address there is no source for what describes one: a source with a language alone
 * would have to be completed before the record can be saved.
 */
export function usableIn(
  form: FormState,
  findings: readonly ExtractFinding[],
): { sure: ExtractFinding[]; offered: ExtractFinding[] } {
  const hasSource = hasPublisher(form) || findings.some(({ field }) => field === 'publisher');
  const possible = findings.filter((finding) => hasSource || !ofSource(finding));
  const isFilled = (finding: ExtractFinding) => finding.isSure && isEmptyFor(form, finding);
  return {
    sure: possible.filter(isFilled),
    offered: possible.filter(
      (finding) => !isFilled(finding) && (isEmptyFor(form, finding) || addsTo(form, finding)),
    ),
  };
}

/** Whether the finding is one more entry of a list of the form. */
function addsTo(form: FormState, finding: ExtractFinding): boolean {
  switch (finding.field) {
    case 'target':
      return !form.targets.some((one) => isTarget(one, finding.value));
    case 'attackType':
      return !form.attackTypes.includes(finding.value);
    case 'weaponType':
      return !form.weaponTypes.includes(finding.value);
    case 'actor':
      return !form.actors.some(({ actorId }) => actorId === finding.value.actorId);
    default:
      return false;
  }
}

/** The form without a publisher that it took from another record, if the report names its own. */
export function withoutTakenPublisher(form: FormState, findings: readonly ExtractFinding[]): FormState {
  const [source] = form.sources;
  const isOwn = source?.url !== '' || source.title !== '' || source.quote !== '';
  return isOwn || !findings.some(({ field }) => field === 'publisher')
    ? form
    : withSource(form, { publisher: '', reliability: 'F' });
}

/**
 * The form with the text of the report, as far as it fits, where there is none: as the quote of its first source, or
 * as the summary if nobody is named as its publisher.
 */
export function withText(form: FormState, text: string): FormState {
  if (!hasPublisher(form)) {
    return form.summary === '' ? { ...form, summary: text.trim().slice(0, maxSummary) } : form;
  }
  return form.sources[0]?.quote === '' ? withSource(form, { quote: text.trim().slice(0, maxQuote) }) : form;
}

const maxQuote = 5_000;
const maxSummary = 20_000;

function hasPublisher({ sources: [source] }: FormState): boolean {
  return source !== undefined && source.publisher.trim() !== '';
}

/** The address counts as a source: the form asks for its publisher. */
function ofSource({ field }: ExtractFinding): boolean {
  return ['author', 'publishedOn', 'language'].includes(field);
}

function withSource(form: FormState, more: Partial<SourceFields>): FormState {
  const [first, ...others] = form.sources;
  return first ? { ...form, sources: [{ ...first, ...more }, ...others] } : form;
}

type TargetValue = Extract<ExtractFinding, { field: 'target' }>['value'];

function targetOf({ country, type, host, mission }: TargetValue): TargetFields {
  const option = mission && missionOption(mission);
  return option?.is === 'mission' ? targetOfOption(option) : { ...blankTarget(), country, type, host };
}

function isTarget(one: TargetFields, { country, type, mission }: TargetValue): boolean {
  return mission
    ? one.mission?.id === mission.id
    : one.mission === null && one.country === country && one.type === type;
}

function countText({ min, max }: { min: number; max: number }): string {
  return min === max ? String(min) : `${min}-${max}`;
}
