import type { MissionType } from '@/db/model/words';

/**
 * The words by which people search for types of missions, in the three languages: those that the interface shows, and
 * in Turkish and Russian the forms they take in names ("Rusya Büyükelçiliği").
 */
export const missionTypeNames: Readonly<Record<MissionType, readonly string[]>> = {
  embassy: ['embassy', 'büyükelçilik', 'büyükelçiliği', 'elçilik', 'elçiliği', 'посольство'],
  'high-commission': [
    'high commission',
    'embassy',
    'yüksek komiserlik',
    'yüksek komiserliği',
    'büyükelçilik',
    'высокая комиссия',
    'посольство',
  ],
  nunciature: ['apostolic nunciature', 'apostolik nunsiyatür', 'nunsiyatürü', 'апостольская нунциатура'],
  'consulate-general': [
    'consulate general',
    'başkonsolosluk',
    'başkonsolosluğu',
    'konsolosluk',
    'генеральное консульство',
    'генконсульство',
  ],
  consulate: ['consulate', 'konsolosluk', 'konsolosluğu', 'консульство'],
  'honorary-consulate': [
    'honorary consulate',
    'fahri konsolosluk',
    'fahri konsolosluğu',
    'почётное консульство',
  ],
  'liaison-office': ['liaison office', 'irtibat ofisi', 'бюро по связям'],
  'representative-office': [
    'representative office',
    'temsilcilik ofisi',
    'temsilciliği',
    'представительство',
  ],
  'interests-section': ['interests section', 'çıkarlar bürosu', 'секция интересов'],
  delegation: ['delegation', 'delegasyon', 'delegasyonu', 'heyet', 'представительство', 'делегация'],
};
