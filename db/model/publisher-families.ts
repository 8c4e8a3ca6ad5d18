import { fold } from './values/fold';

/** Houses with several titles, and agencies by their other names: what is suggested, and never filled in silently. */
const families: Readonly<Record<string, readonly string[]>> = {
  'Agence France-Presse': ['AFP', 'Agence France-Presse'],
  'ANI Media': ['ANI', 'Asian News International'],
  'Anadolu Agency': ['Anadolu', 'Anadolu Agency', 'Anadolu Ajansı', 'AA', 'Анадолу'],
  'Associated Press': ['AP', 'AP News', 'Associated Press', 'The Associated Press'],
  'Axel Springer': ['Bild', 'Die Welt', 'Politico'],
  BBC: ['BBC', 'BBC News', 'BBC Persian', 'BBC Türkçe', 'BBC Russian', 'Русская служба Би-би-си'],
  'Demirören Media': ['Hürriyet', 'Hürriyet Daily News', 'Milliyet', 'Posta', 'CNN Türk', 'DHA'],
  dpa: ['dpa', 'Deutsche Presse-Agentur'],
  'Dow Jones': ['The Wall Street Journal', 'Wall Street Journal', 'Barron’s'],
  EFE: ['EFE', 'Agencia EFE'],
  'Guardian Media Group': ['The Guardian', 'Guardian', 'The Observer'],
  Interfax: ['Interfax', 'Интерфакс'],
  'Kyodo News': ['Kyodo', 'Kyodo News'],
  'Press Trust of India': ['PTI', 'Press Trust of India'],
  Reach: ['Daily Mirror', 'Daily Express', 'Daily Star'],
  'News UK': ['The Times', 'The Sunday Times', 'The Sun'],
  'Rossiya Segodnya': ['RIA Novosti', 'РИА Новости', 'Sputnik', 'Sputnik Türkiye'],
  TASS: ['TASS', 'ТАСС', 'ITAR-TASS'],
  'The Times Group': ['The Times of India', 'Times of India', 'The Economic Times', 'Economic Times'],
  'Thomson Reuters': ['Reuters', 'Рейтер'],
  TRT: ['TRT', 'TRT Haber', 'TRT World'],
  'Turkuvaz Media': ['Sabah', 'Daily Sabah', 'A Haber', 'Takvim'],
  'US Agency for Global Media': [
    'Radio Free Europe/Radio Liberty',
    'RFE/RL',
    'Radio Azadi',
    'Voice of America',
    'VOA',
    'Радио Свобода',
  ],
  'Xinhua News Agency': ['Xinhua', 'Xinhua News Agency', 'Синьхуа'],
};

const familyByTitle = new Map(
  Object.entries(families).flatMap(([family, titles]) => titles.map((title) => [fold(title), family])),
);

/** The family that a publisher is known to belong to; null if none is known. */
export function familyOf(publisher: string): string | null {
  return familyByTitle.get(fold(publisher.trim())) ?? null;
}
