import { fold } from '@/db/model/values/fold';

/**
 * What reports of attacks and threats speak of, as beginnings of words in English, Turkish and Russian: two reports of
 * one event seldom choose the same word. The first column is how much a word tells: nearly every record names an embassy.
 */
const concepts: readonly [name: string, weight: number, beginnings: string][] = [
  ['embassy', 0.3, 'embass mission chancery büyükelç elçili посольств'],
  ['ambassador', 0.5, 'ambassad посол посла послу'],
  ['consulate', 0.4, 'consul konsol başkonsol консул генконсул'],
  ['staff', 0.4, 'staff employee diplomat personel çalışan görevli сотрудник дипломат персонал'],
  ['attack', 0.5, 'attack assault storm raid saldır baskın атак напад штурм'],
  ['threat', 0.5, 'threat tehdit угроз грозит'],
  ['blast', 0.8, 'blast explo bomb deton ied patla bomba infilak взрыв бомб подорв сву'],
  [
    'shooting',
    0.8,
    'shot shoot gunfire gunm gun fired firing ateş silah kurşun стрел обстрел выстрел вооруж',
  ],
  ['protest', 0.8, 'protest demonstrat rall crowd göster miting eylem протест демонстр митинг пикет'],
  ['letter', 0.8, 'letter mektup письм'],
  ['parcel', 0.8, 'parcel package paket koli посылк бандерол'],
  ['powder', 0.9, 'powder toz порош'],
  ['drone', 0.9, 'drone uav quadcopter dron iha insansız дрон беспил квадрокопт'],
  ['rocket', 0.9, 'rocket missile mortar roket füze havan ракет мином'],
  ['grenade', 0.9, 'grenade гранат'],
  [
    'fire',
    0.7,
    'arson ablaze firebomb molotov petrol blaze kundak molotof yangın поджог подожг молотов пожар',
  ],
  ['abduction', 0.9, 'abduct kidnap hostage kaçır rehin похищ похит залож'],
  [
    'intrusion',
    0.8,
    'intru trespass breach climb break sızma tırman izinsiz girdi проник вторг вторжен перелез',
  ],
  ['killed', 0.6, 'kill dead death die fatal öldü ölü ölüm hayatını убит убил погиб смерт'],
  ['wounded', 0.6, 'injur wound hurt yaral ранен ранил пострад'],
  [
    'vehicle',
    0.6,
    'car vehicle convoy truck motorcade araç araba konvoy kamyon машин автомоб колонн конвой грузов',
  ],
  ['guard', 0.6, 'guard police polic officer security koruma polis güvenlik nöbet охран полиц'],
  [
    'surveillance',
    0.8,
    'surveil reconnaiss photograph filming watch keşif gözetle fotoğraf слежк наблюд фотограф снима',
  ],
  ['cyber', 0.8, 'cyber hack phish malware ddos siber kötücül кибер хакер фишинг взлом'],
  ['hoax', 0.8, 'hoax false asılsız ihbar ложн'],
  ['stabbing', 0.9, 'stab knife bıçak нож зарез'],
  ['stone', 0.8, 'stone rock taş камн камен'],
  ['window', 0.7, 'window glass pencere cam окн стекл'],
  ['gate', 0.5, 'gate entrance kapı giriş ворот вход'],
  ['wall', 0.5, 'wall fence perimeter duvar çit стен забор огражд'],
  ['school', 0.7, 'school okul школ'],
  ['evacuation', 0.7, 'evacuat tahliye эваку'],
  ['arrest', 0.7, 'arrest detain tutukla gözaltı арест задерж'],
  ['suicide', 0.8, 'suicide intihar смертник самоуб'],
  ['call', 0.6, 'phone call telefon arama звонок звонк телефон'],
  ['graffiti', 0.9, 'graffiti paint spray boya yazı граффити краск'],
  ['warning', 0.5, 'warn advis alert uyar ikaz предупрежд'],
];

/** The longest first, so that "ambassador" does not count as another word's beginning. */
const byBeginning = new Map(
  concepts.flatMap(([name, , beginnings]) =>
    beginnings.split(' ').map((one) => [fold(one), `#${name}`] as const),
  ),
);
const longest = Math.max(...[...byBeginning.keys()].map((one) => one.length));
const weights = new Map(concepts.map(([name, weight]) => [`#${name}`, weight]));

/** The concept that a folded word speaks of; null for other words. Short beginnings must be the whole word. */
export function conceptOf(word: string): string | null {
  for (let length = Math.min(longest, word.length); length > 1; length -= 1) {
    const found = byBeginning.get(word.slice(0, length));
    if (found && (length > 3 || word.length <= length + 1)) return found;
  }
  return null;
}

/** How much a concept or stem tells, up to 1. */
export function weightOf(stem: string): number {
  return weights.get(stem) ?? 1;
}

/** Folded words that tell nothing. */
export const emptyWords: ReadonlySet<string> = new Set(
  fold(
    `a an the of in on at to by for from with near and or as is are was were be been has have had after before over
    against into outside inside during this that its it their his her he she they who which near against amid says said
    reported report reports reportedly claims claim new two three several bir ve ile için gibi da de bu şu o olarak
    sonra önce karşı yakın yakınında önünde dışında içinde üzerine göre dedi bildirildi iddia haber yeni iki üç çok
    в во на с со у к ко о об от до за из по при над под и или а но не как это его ее их он она они что который после
    перед около возле против во время сообщается сообщили сообщил заявил заявили новый новая два две три`,
  ).match(/\p{L}+/gu),
);
