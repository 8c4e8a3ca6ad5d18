/** Endings by the end of the nominative, longest first: what is cut, and what replaces it in the other cases. */
const declensions: readonly (readonly [ending: string, cut: number, forms: readonly string[]])[] = [
  ['ия', 1, ['и', 'ю', 'ей']],
  ['ья', 1, ['и', 'е', 'ю', 'ей']],
  ['ва', 1, ['ы', 'е', 'у', 'ой']],
  ['ка', 1, ['и', 'е', 'у', 'ой']],
  ['га', 1, ['и', 'е', 'у', 'ой']],
  ['ха', 1, ['и', 'е', 'у', 'ой']],
  ['а', 1, ['ы', 'и', 'е', 'у', 'ой', 'ей']],
  ['я', 1, ['и', 'е', 'ю', 'ей']],
  ['ь', 1, ['и', 'ью', 'я', 'ю', 'ем', 'е']],
  ['й', 1, ['я', 'ю', 'ем', 'е']],
  ['ины', 1, ['', 'ам', 'ах', 'ами']],
  ['ды', 1, ['ов', 'ам', 'ах', 'ами']],
  ['ты', 1, ['ов', 'ам', 'ах', 'ами']],
];

/**
 * A Russian name in its cases, as far as they follow from its end; the last word of a name of several changes. Wrong
 * forms do no harm: they are words that nobody writes.
 */
export function russianForms(name: string): string[] {
  if (!/\p{Script=Cyrillic}$/u.test(name)) return [name];
  for (const [ending, cut, forms] of declensions) {
    if (name.endsWith(ending)) return [name, ...forms.map((form) => name.slice(0, -cut) + form)];
  }
  return /[бвгджзклмнпрстфхцчшщ]$/.test(name)
    ? [name, ...['а', 'у', 'ом', 'е'].map((form) => name + form)]
    : [name];
}

const adjectiveEndings = 'ий ая ое ие ого ому им ом ой ую их ими'.split(' ');

/** The forms of an adjective, given without its ending: "японск". */
export function russianAdjective(stem: string): string[] {
  return adjectiveEndings.map((ending) => stem + ending);
}
