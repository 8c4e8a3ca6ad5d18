import type { FormState } from '../state/form-state';
import type { FieldProblem, ProblemKey } from '../state/problems';

/*
 * Texts typed into a picker but not chosen, by field: "targets", "location.city", "target <key>" for the country of a
 * target. `targets.new` and `actors.new` are the names for which a mission or an actor is being added. A draft keeps
 * them, and the form cannot be saved while there are any.
 */

/** The key of a target's country text: by the target's key, since its index may change. */
export function countryOfTarget(key: string): string {
  return `target ${key}`;
}

export function withPendingText(form: FormState, field: string, text: string): FormState {
  const { [field]: _, ...others } = form.open;
  return { ...form, open: text === '' ? others : { ...others, [field]: text } };
}

/** The form without the text of an adder and those of its fields: "targets.new", "targets.new.sending". */
export function withoutAdderTexts(form: FormState, adder: 'targets.new' | 'actors.new'): FormState {
  const others = Object.entries(form.open).filter(
    ([field]) => field !== adder && !field.startsWith(`${adder}.`),
  );
  return { ...form, open: Object.fromEntries(others) };
}

/** The form with the typed city applied, even if the gazetteer could not be searched. */
export function withTypedCity(form: FormState): FormState {
  const city = form.open['location.city']?.trim();
  if (!city) return form;
  const location = {
    ...form.location,
    city,
    province: '',
    lat: '',
    lon: '',
    precision: null,
    isFilled: false,
  };
  return withPendingText({ ...form, location }, 'location.city', '');
}

/** Fields whose texts are stored by their own paths. */
const lists = [
  'location.country',
  'attackTypes',
  'weaponTypes',
  'incident.realises',
  'threat.realisedBy',
] as const;

/** The typed texts that were not chosen, as problems of their fields. */
export function pendingTextProblems(form: FormState): FieldProblem[] {
  const at = (path: string, field: string, problem: ProblemKey): FieldProblem[] => {
    const text = form.open[field]?.trim();
    return text ? [{ path, problem, values: { text } }] : [];
  };
  return [
    ...at('targets', 'targets.new', 'mission-not-added'),
    ...at('targets', 'targets', 'left-open'),
    ...form.targets.flatMap(({ key }, index) =>
      at(`targets.${index}.country`, countryOfTarget(key), 'left-open'),
    ),
    ...at('actors', 'actors.new', 'actor-not-added'),
    ...at('actors', 'actors', 'left-open'),
    ...lists.flatMap((field) => at(field, field, 'left-open')),
    ...(form.tlp === 'red' ? at('recipients', 'recipients', 'left-open') : []),
  ];
}
