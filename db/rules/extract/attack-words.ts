import type { AttackType, weaponTypes } from '@/db/model/words';
import type { TextLanguage } from './language';
import { Phrases } from './phrases';

type WeaponType = (typeof weaponTypes)[number];

/** What words say of an attack. `isSure` is false where they also mean something else. */
export type AttackWords = {
  attackTypes?: readonly AttackType[];
  weaponTypes?: readonly WeaponType[];
  isSuicide?: true;
  isSure?: false;
};

const bomb: AttackWords = { attackTypes: ['bombing-explosion'], weaponTypes: ['explosives'] };
const suicide: AttackWords = { ...bomb, isSuicide: true };
const blast: AttackWords = { attackTypes: ['bombing-explosion'], isSure: false };
const shooting: AttackWords = { attackTypes: ['armed-assault'], weaponTypes: ['firearms'] };
const guns: AttackWords = { weaponTypes: ['firearms'] };
const assassination: AttackWords = { attackTypes: ['assassination'] };
const kidnapping: AttackWords = { attackTypes: ['hostage-kidnapping'] };
const hostages: AttackWords = { attackTypes: ['hostage-barricade'], isSure: false };
const intrusion: AttackWords = { attackTypes: ['intrusion'] };
const demonstration: AttackWords = { attackTypes: ['demonstration'] };
const hijacking: AttackWords = { attackTypes: ['hijacking'] };
const fire: AttackWords = { attackTypes: ['facility-attack'], weaponTypes: ['incendiary'] };
const stabbing: AttackWords = { attackTypes: ['armed-assault'], weaponTypes: ['melee'] };
const knife: AttackWords = { weaponTypes: ['melee'] };
const cyber: AttackWords = { attackTypes: ['cyber'] };
const surveillance: AttackWords = { attackTypes: ['surveillance'] };
const hoax: AttackWords = { attackTypes: ['hoax'], isSure: false };
/** Phrases in which a word of the list means something else. */
const nothing: AttackWords = {};

const phrases: Readonly<Record<TextLanguage, readonly (readonly [AttackWords, string])[]>> = {
  en: [
    [
      suicide,
      'suicide bombing, suicide bombings, suicide bomber, suicide bombers, suicide attack, suicide blast, suicide car bomb, suicide vest, blew himself up, blew herself up, blown himself up',
    ],
    [
      bomb,
      'bomb, bombs, bombing, bombings, bombed, car bomb, truck bomb, vehicle bomb, roadside bomb, IED, IEDs, VBIED, SVBIED, grenade, grenades, rocket, rockets, mortar, mortars, RPG, explosives, explosive device, letter bomb, parcel bomb',
    ],
    [blast, 'explosion, explosions, blast, blasts, exploded, detonated'],
    [
      shooting,
      'shooting, shootings, opened fire, shot dead, gunfire, gunmen opened fire, shot at, fired at, fired shots, small arms fire',
    ],
    [guns, 'gunman, gunmen, rifle, rifles, pistol, firearm, firearms, Kalashnikov, machine gun'],
    [assassination, 'assassination, assassinated, assassinate'],
    [kidnapping, 'kidnapped, kidnapping, abducted, abduction, kidnap'],
    [hostages, 'hostage, hostages, took hostages'],
    [
      intrusion,
      'stormed, storming, storm the embassy, broke into, breached the gate, scaled the wall, forced their way into',
    ],
    [demonstration, 'protest, protests, protesters, demonstration, demonstrators, rally outside'],
    [hijacking, 'hijacked, hijacking'],
    [
      fire,
      'arson, set fire to, set on fire, petrol bomb, petrol bombs, Molotov cocktail, Molotov cocktails, firebomb, firebombed, torched',
    ],
    [stabbing, 'stabbed, stabbing, knife attack'],
    [knife, 'knife, machete'],
    [cyber, 'cyberattack, cyber attack, cyberattacks, ransomware, DDoS'],
    [surveillance, 'hostile surveillance, hostile reconnaissance, casing the embassy'],
    [hoax, 'hoax, hoax call, bomb hoax, bomb threat, bomb threats, suspicious package'],
    [
      nothing,
      'photo shoot, shooting range, film shooting, shooting a film, population explosion, explosion of interest, bomb disposal, bomb squad, bomb shelter, rocket science, protest note, note of protest, lodged a protest, lodges protest, shooting star, blast furnace, fire drill, demonstration of support, mortar board, bricks and mortar, parcel of land, storm damage',
    ],
  ],
  tr: [
    [suicide, 'intihar saldırı*, intihar bombacı*, canlı bomba*, intihar eylem*'],
    [
      bomb,
      'bomba, bombanın, bombalı, bombalı saldırı*, bombalı araç*, bomba yüklü araç*, bombalandı, roketli saldırı*, roket*, havan, havan topu, el bombası*, patlayıcı*, el yapımı patlayıcı*',
    ],
    [blast, 'patlama, patlamada, patlamanın, patlamalar, patladı'],
    [
      shooting,
      'silahlı saldırı*, ateş açtı, ateş açıldı, ateş açan*, ateş açması*, silahlı saldırgan*, kurşunlandı',
    ],
    [guns, 'tüfek*, tabanca*, kalaşnikof*'],
    [assassination, 'suikast*'],
    [kidnapping, 'kaçırıldı, kaçırılan, kaçırılması*, adam kaçırma'],
    [hostages, 'rehin, rehine, rehineler*, rehin aldı, rehin alındı'],
    [intrusion, 'bastı, baskın düzenledi, baskın düzenlendi, zorla girdi, binasına girdi'],
    [
      demonstration,
      'protesto, protestosu, protesto gösterisi, protestocu*, göstericiler*, gösteri düzenledi, protesto edildi',
    ],
    [hijacking, 'uçak kaçırma*, uçağı kaçır*'],
    [fire, 'kundaklama*, kundaklandı, molotof*, molotofkokteyli*, ateşe verdi, ateşe verildi'],
    [stabbing, 'bıçaklı saldırı*, bıçaklandı, bıçakladı'],
    [knife, 'bıçak, bıçakla'],
    [cyber, 'siber saldırı*'],
    [surveillance, 'keşif yaptı, keşif faaliyet*'],
    [hoax, 'bomba ihbarı*, asılsız ihbar*, şüpheli paket*'],
    [nothing, 'bomba imha*, bomba gibi haber*, protesto notası*, nüfus patlaması*, patlama yaşanmadı'],
  ],
  ru: [
    [suicide, 'террорист-смертник*, смертник*, подорвал себя, самоподрыв*'],
    [
      bomb,
      'бомба, бомбы, бомбу, бомбой, взорвал*, взрывное устройство, взрывного устройства, заминированный автомобиль, граната, гранаты, гранату, ракетный обстрел, ракетного обстрела, миномётный обстрел, миномётного обстрела, взрывчатк*, теракт со взрывом',
    ],
    [blast, 'взрыв, взрыва, взрыве, взрывом, взрывы, прогремел*'],
    [
      shooting,
      'стрельба, стрельбы, стрельбу, открыл огонь, открыли огонь, открыла огонь, обстрелял*, расстрелял*, вооружённое нападение, вооружённого нападения, вооружённом нападении',
    ],
    [guns, 'автомат Калашникова, огнестрельн*, винтовк*, пистолет*'],
    [assassination, 'покушение, покушения, убийство посла'],
    [kidnapping, 'похитил*, похищен, похищены, похищена, похищение, похищения'],
    [hostages, 'заложник*, взял в заложники, взяли в заложники'],
    [
      intrusion,
      'ворвался, ворвались, ворвалась, штурмовал*, штурм посольства, взяли штурмом, проникли на территорию, проник на территорию',
    ],
    [demonstration, 'протест, протесты, митинг*, демонстрац*, протестующ*, демонстрант*'],
    [hijacking, 'угон самолёта, угнал самолёт, угнали самолёт'],
    [fire, 'поджог, поджога, подожгли, поджёг, коктейль Молотова, коктейли Молотова, коктейлями Молотова'],
    [stabbing, 'ударил ножом, ножевое нападение, нападение с ножом'],
    [knife, 'нож, ножом'],
    [cyber, 'кибератак*'],
    [surveillance, 'вели наблюдение за, разведка подходов'],
    [hoax, 'сообщение о минировании, ложное сообщение, ложный вызов, подозрительный пакет'],
    [
      nothing,
      'нота протеста, ноту протеста, демографический взрыв, взрыв интереса, дипломатический протест, заявил протест, выразил протест',
    ],
  ],
};

const cached = new Map<TextLanguage, Phrases<AttackWords>>();

export function attackWords(language: TextLanguage): Phrases<AttackWords> {
  const known = cached.get(language);
  if (known) return known;
  const made = new Phrases<AttackWords>();
  for (const [value, list] of phrases[language]) for (const one of list.split(', ')) made.add(one, value);
  cached.set(language, made);
  return made;
}
