import type { MissionType, TargetType } from '@/db/model/words';
import { Phrases } from './phrases';

/** What a word for a mission stands for; `missions` are the types of the register that it may mean. */
export type MissionWord = { type: TargetType; missions: readonly MissionType[] };

const embassy: MissionWord = { type: 'embassy', missions: ['embassy', 'high-commission', 'nunciature'] };
const consulate: MissionWord = {
  type: 'consulate',
  missions: ['consulate-general', 'consulate', 'honorary-consulate'],
};
const consulateGeneral: MissionWord = { type: 'consulate', missions: ['consulate-general'] };
const residence: MissionWord = { type: 'residence', missions: [] };
const delegation: MissionWord = { type: 'delegation', missions: [] };
const diplomat: MissionWord = { type: 'diplomat', missions: [] };

const phrases: readonly (readonly [MissionWord, readonly string[]])[] = [
  [
    embassy,
    [
      'embassy',
      'embassy compound',
      'embassy building',
      'chancery',
      'high commission',
      'apostolic nunciature',
      'büyükelçilik*',
      'büyükelçiliğ*',
      'elçilik*',
      'elçiliğ*',
      'посольство',
      'посольства',
      'посольству',
      'посольством',
      'посольстве',
    ],
  ],
  [
    consulate,
    [
      'consulate',
      'honorary consulate',
      'fahri konsolosluk*',
      'fahri konsolosluğ*',
      'почётное консульство',
      'почётного консульства',
      'konsolosluk*',
      'konsolosluğ*',
      'консульство',
      'консульства',
      'консульству',
      'консульстве',
      'консульством',
    ],
  ],
  [
    consulateGeneral,
    [
      'consulate general',
      'başkonsolosluk*',
      'başkonsolosluğ*',
      'генконсульств*',
      'генеральное консульство',
      'генерального консульства',
      'генеральному консульству',
      'генеральном консульстве',
    ],
  ],
  [
    residence,
    [
      "ambassador's residence",
      'ambassador’s residence',
      'residence of the ambassador',
      'büyükelçilik konut*',
      'büyükelçilik rezidans*',
      'резиденция посла',
      'резиденции посла',
      'резиденцию посла',
    ],
  ],
  [
    delegation,
    ['delegation', 'heyet', 'heyeti*', 'heyetin*', 'delegasyon*', 'делегация', 'делегации', 'делегацию'],
  ],
  [
    diplomat,
    [
      'diplomat',
      'diplomats',
      'ambassador',
      'consul',
      'consul general',
      'attache',
      'defence attache',
      'defense attache',
      'military attache',
      'charge d’affaires',
      "charge d'affaires",
      'büyükelçisi*',
      'başkonsolosu*',
      'konsolosu*',
      'ataşesi*',
      'maslahatgüzarı*',
      'diplomatı*',
      'diplomatlar*',
      'посол',
      'посла',
      'послу',
      'дипломат',
      'дипломата',
      'дипломаты',
      'дипломатов',
      'дипломатом',
      'послом',
      'консул',
      'консула',
      'генконсул',
      'генконсула',
      'атташе',
      'военный атташе',
      'временный поверенный',
    ],
  ],
];

let cached: Phrases<MissionWord> | undefined;

export function missionWords(): Phrases<MissionWord> {
  if (cached) return cached;
  cached = new Phrases();
  for (const [word, names] of phrases) for (const name of names) cached.add(name, word);
  return cached;
}
