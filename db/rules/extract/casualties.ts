import { fold } from '@/db/model/values/fold';
import { endsSentence, type Token } from './tokens';

/** A number of people killed or wounded. `isSure` is false for "at least" and "about". */
export type NamedCount = {
  what: 'killed' | 'wounded';
  count: number;
  isSure: boolean;
  first: number;
  last: number;
};

const numberWords: readonly (readonly [number, string])[] = [
  [1, 'one bir один одного одна'],
  [2, 'two iki два двое двух две'],
  [3, 'three üç три трое троих'],
  [4, 'four dört четыре четверо четверых'],
  [5, 'five beş пять пятеро пятерых'],
  [6, 'six altı шесть шестеро'],
  [7, 'seven yedi семь семеро'],
  [8, 'eight sekiz восемь'],
  [9, 'nine dokuz девять'],
  [10, 'ten десять'],
  [11, 'eleven одиннадцать'],
  [12, 'twelve двенадцать'],
  [20, 'twenty yirmi двадцать'],
  [30, 'thirty otuz тридцать'],
];
const numbers = new Map(
  numberWords.flatMap(([value, names]) =>
    names.split(' ').map((name): [string, number] => [fold(name), value]),
  ),
);

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(fold));
}

const verbs = {
  killed: setOf(
    'killed dead died killing öldü öldürüldü ölü погиб погибла погибли убит убита убито убиты погибло скончались',
  ),
  wounded: setOf(
    'wounded injured hurt wounding injuring yaralandı yaralı yaralanmıştı ранен ранена ранено ранены ранения пострадали пострадало',
  ),
};
const verbsBefore = {
  killed: setOf('killed killing kills погиб погибла погибли погибло убит убито убиты'),
  wounded: setOf(
    'wounded wounding injured injuring wounds injures ранен ранено ранены пострадали пострадало',
  ),
};
/** Words that may stand between a number and its verb. */
const between = setOf(
  'people persons person civilians civilian guard guards staff employee employees soldiers soldier police officer officers policemen policeman others other foreigners diplomats diplomat worker workers men women were was are is have has been security local kişi kişinin sivil güvenlik görevlisi polis asker diplomat personel de da daha человек человека людей сотрудник сотрудника сотрудников полицейских полицейский охранник охранника охранников были был ещё дипломата дипломатов гражданских получили',
);
const attackers = setOf(
  'attacker attackers gunman gunmen militant militants bomber bombers terrorist terrorists insurgents saldırgan saldırganlar terörist teröristler militan боевик боевика боевиков нападавший нападавших нападавшего террорист террориста террористов',
);
const units = setOf(
  'year years day days hour hours week weeks month months minute minutes metres meters kilometres km percent yıl gün saat hafta ay лет года год дней дня часов часа недели месяца',
);
const hedges = setOf(
  'least about around nearly over than almost approximately some fazla yakın yaklaşık az çok около менее более почти свыше минимум примерно',
);
const maxBetween = 4;

/** Counts that a sentence states outright: "killed two", "iki kişi öldü", "погибли двое". */
export function findCounts(text: string, tokens: readonly Token[]): NamedCount[] {
  const found: NamedCount[] = [];
  for (const [index, token] of tokens.entries()) {
    const count = numberOf(token);
    if (count === null || isPartOfFigure(text, token)) continue;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (after && (units.has(after.folded) || attackers.has(after.folded))) continue;
    const isSure = !isHedged(text, tokens, index);
    const stated = verbBefore(text, tokens, index) ?? verbAfter(text, tokens, index);
    if (!stated || (before && numberOf(before) !== null)) continue;
    found.push({
      what: stated.what,
      count,
      isSure,
      first: Math.min(index, stated.at),
      last: Math.max(index, stated.at),
    });
  }
  return found;
}

function numberOf({ folded }: Token): number | null {
  if (/^\d{1,5}$/.test(folded)) return Number(folded);
  return numbers.get(folded) ?? null;
}

/** "1,200", "2.5", "2-3", "2026": parts of longer figures, ranges and years are not counts. */
function isPartOfFigure(text: string, { start, end, folded }: Token): boolean {
  if (/^(?:19|20)\d\d$/.test(folded)) return true;
  return (
    /[\d][.,:/–-]$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[.,:/–-]\d/.test(text.slice(end, end + 2))
  );
}

function isHedged(text: string, tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 2); at -= 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || !next || endsSentence(text, token, next)) return false;
    if (hedges.has(token.folded)) return true;
  }
  return false;
}

type Stated = { what: 'killed' | 'wounded'; at: number };

/** "killed two", "killing at least two", "погибли двое": the verb directly before the number or its hedge. */
function verbBefore(text: string, tokens: readonly Token[], index: number): Stated | null {
  for (let at = index - 1; at >= Math.max(0, index - 3); at -= 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || !next || endsSentence(text, token, next) || text.slice(token.end, next.start).includes(','))
      return null;
    for (const what of ['killed', 'wounded'] as const) {
      if (verbsBefore[what].has(token.folded)) return namesAttackers(tokens, index) ? null : { what, at };
    }
    if (!hedges.has(token.folded) && !['at', 'more', 'up', 'to', 'не', 'как'].includes(token.folded))
      return null;
  }
  return null;
}

/** "two people were killed", "iki kişi hayatını kaybetti", "двое погибли": only known words in between. */
function verbAfter(text: string, tokens: readonly Token[], index: number): Stated | null {
  for (let at = index + 1; at <= index + 1 + maxBetween; at += 1) {
    const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (!token || !before || endsSentence(text, before, token)) return null;
    if (token.folded === 'hayatini' && next && /^kaybet(?:ti|mis)/.test(next.folded))
      return { what: 'killed', at: at + 1 };
    for (const what of ['killed', 'wounded'] as const) {
      if (verbs[what].has(token.folded)) return isActive(text, tokens, index, at) ? null : { what, at };
    }
    if (!between.has(token.folded)) return null;
  }
  return null;
}

const auxiliaries = setOf('were was are is been being have has');
const afterPassive = setOf('in and when after at by during as on near outside inside or while with before');

/** "Two soldiers killed a protester": the number is that of those who did it. */
function isActive(text: string, tokens: readonly Token[], index: number, at: number): boolean {
  const [verb, next] = [tokens[at], tokens[at + 1]];
  if (!verb || !next || !['killed', 'wounded', 'injured', 'hurt'].includes(verb.folded)) return false;
  if (tokens.slice(index, at).some(({ folded }) => auxiliaries.has(folded))) return false;
  const between = text.slice(verb.end, next.start);
  return !afterPassive.has(next.folded) && /^\s+$/.test(between) && !between.includes('\n');
}

/** Whether the people counted are the attackers, whose number is another field. */
function namesAttackers(tokens: readonly Token[], index: number): boolean {
  return [1, 2].some((ahead) => {
    const token = tokens[index + ahead];
    return token !== undefined && attackers.has(token.folded);
  });
}
