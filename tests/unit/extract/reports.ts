/** What a report must give, as "field value"; `isTrap` marks texts that tempt to take what is not said. */
export type Report = { text: string; publishedOn?: string; sure: readonly string[]; isTrap?: true };

export const reports: readonly Report[] = [
  // English.
  {
    text: 'KABUL, Nov 23 (Reuters) - A suicide bombing outside the Russian embassy in Kabul killed two embassy staff on Monday.',
    publishedOn: '2026-11-24',
    sure: [
      'at 2026-11-23',
      'target RU embassy AF Kabul',
      'location AF Kabul',
      'attack bombing-explosion',
      'suicide',
      'killed 2',
    ],
  },
  {
    text: 'Gunmen opened fire at the embassy of Japan in Baghdad on 4 March 2026, wounding three guards, the interior ministry said.',
    sure: [
      'at 2026-03-04',
      'target JP embassy IQ Baghdad',
      'location IQ Baghdad',
      'attack armed-assault',
      'wounded 3',
    ],
  },
  {
    text: 'Protesters stormed the US Embassy in Baghdad, breaking windows before security forces pushed them back.',
    sure: ['target US embassy IQ Baghdad', 'location IQ Baghdad', 'attack intrusion', 'attack demonstration'],
  },
  {
    text: 'A car bomb was found near the Turkish Consulate General in Mosul and was defused by police.',
    sure: ['target TR consulate IQ Mosul', 'location IQ Mosul', 'attack bombing-explosion'],
  },
  {
    text: 'Two people were killed and five were injured in a rocket attack on the Chinese embassy in Mogadishu.',
    sure: [
      'target CN embassy SO Mogadishu',
      'location SO Mogadishu',
      'attack bombing-explosion',
      'killed 2',
      'wounded 5',
    ],
  },
  {
    text: "France's embassy in Khartoum was set on fire by a crowd. ISKP claimed responsibility.",
    sure: [
      'target FR embassy SD Khartoum',
      'location SD Khartoum',
      'attack facility-attack',
      'actor ISKP claimed',
    ],
  },
  {
    text: 'The British High Commission in Nairobi has received a warning that an armed group plans to kidnap staff.',
    sure: ['target GB embassy KE Nairobi', 'location KE Nairobi', 'attack hostage-kidnapping'],
  },
  {
    text: 'A diplomat of Pakistan was shot dead in Kabul on November 2, 2025.',
    sure: ['at 2025-11-02', 'target PK diplomat', 'location AF Kabul', 'attack armed-assault'],
  },
  {
    text: 'The embassy of India in Kabul said it had been the object of hostile surveillance since 2026-10-01.',
    sure: ['at 2026-10-01', 'target IN embassy AF Kabul', 'location AF Kabul', 'attack surveillance'],
  },
  {
    text: 'A petrol bomb was thrown at the Israeli embassy in Stockholm yesterday, police said.',
    publishedOn: '2026-06-10',
    sure: [
      'at 2026-06-09',
      'target IL embassy SE Stockholm',
      'location SE Stockholm',
      'attack facility-attack',
    ],
  },
  {
    text: 'Demonstrators gathered outside the Swedish embassy in Ankara and burned a flag.',
    sure: ['target SE embassy TR Ankara', 'location TR Ankara', 'attack demonstration'],
  },
  {
    text: 'A cyberattack took the website of the German embassy in Kyiv offline for two hours.',
    sure: ['target DE embassy UA Kyiv', 'location UA Kyiv', 'attack cyber'],
  },
  // Turkish.
  {
    text: "Kabil'deki Japonya Büyükelçiliği önünde 23 Kasım 2026 günü düzenlenen intihar saldırısında iki kişi öldü.",
    sure: [
      'at 2026-11-23',
      'target JP embassy AF Kabul',
      'location AF Kabul',
      'attack bombing-explosion',
      'suicide',
      'killed 2',
    ],
  },
  {
    text: "Japonya'nın Kabil Büyükelçiliği'ne yönelik saldırıda 12 kişi hayatını kaybetti. Saldırıyı ISKP üstlendi.",
    sure: ['target JP embassy AF Kabul', 'location AF Kabul', 'killed 12', 'actor ISKP claimed'],
  },
  {
    text: "Türkiye'nin Musul Başkonsolosluğu'na roketli saldırı düzenlendi, üç kişi yaralandı.",
    sure: ['target TR consulate IQ Mosul', 'location IQ Mosul', 'attack bombing-explosion', 'wounded 3'],
  },
  {
    text: "Bağdat'taki ABD Büyükelçiliği yakınında 04.03.2026 tarihinde bombalı saldırı oldu.",
    sure: [
      'at 2026-03-04',
      'target US embassy IQ Baghdad',
      'location IQ Baghdad',
      'attack bombing-explosion',
    ],
  },
  {
    text: "İsrail'in Stockholm Büyükelçiliği önünde göstericiler toplandı ve protesto gösterisi yapıldı.",
    sure: ['target IL embassy SE Stockholm', 'location SE Stockholm', 'attack demonstration'],
  },
  {
    text: "Rusya'nın Ankara Büyükelçisi bir sergi açılışında uğradığı silahlı saldırıda öldü, olayla ilgili bir açıklama yapıldı.",
    sure: ['target RU diplomat TR Ankara', 'location TR Ankara', 'attack armed-assault'],
  },
  {
    text: "Kabil'deki Pakistan Büyükelçiliği için dün yeni bir uyarı yapıldı ve suikast planı olduğu bildirildi.",
    publishedOn: '2026-11-30',
    sure: ['at 2026-11-29', 'target PK embassy AF Kabul', 'location AF Kabul', 'attack assassination'],
  },
  {
    text: "Fransa'nın Nijer'deki büyükelçiliği kundaklandı ve bir bina yandı.",
    sure: ['target FR embassy NE', 'location NE', 'attack facility-attack'],
  },
  {
    text: "Çin'in İslamabad Büyükelçiliği bir siber saldırı ile üç saat kapandı, bakanlık ve polis açıkladı.",
    sure: ['target CN embassy PK Islamabad', 'location PK Islamabad', 'attack cyber'],
  },
  // Russian.
  {
    text: 'У посольства России в Кабуле 23 ноября 2026 года террорист-смертник подорвал себя. Погибли двое сотрудников.',
    sure: [
      'at 2026-11-23',
      'target RU embassy AF Kabul',
      'location AF Kabul',
      'attack bombing-explosion',
      'suicide',
      'killed 2',
    ],
  },
  {
    text: 'Японское посольство в Багдаде обстреляли неизвестные, пять человек ранены.',
    sure: ['target JP embassy IQ Baghdad', 'location IQ Baghdad', 'attack armed-assault', 'wounded 5'],
  },
  {
    text: 'Протестующие ворвались в посольство Швеции в Багдаде и подожгли здание.',
    sure: [
      'target SE embassy IQ Baghdad',
      'location IQ Baghdad',
      'attack intrusion',
      'attack demonstration',
      'attack facility-attack',
    ],
  },
  {
    text: 'Генеральное консульство Турции в Мосуле подверглось вооружённому нападению, заявили вчера в министерстве.',
    publishedOn: '2026-05-02',
    sure: ['at 2026-05-01', 'target TR consulate IQ Mosul', 'location IQ Mosul'],
  },
  {
    text: 'Дипломат Пакистана похищен в Кабуле, сообщает полиция города. Ответственность взял на себя ISKP.',
    sure: ['target PK diplomat', 'location AF Kabul', 'attack hostage-kidnapping', 'actor ISKP'],
  },
  {
    text: 'Американское посольство в Киеве предупредило об угрозе ракетного обстрела.',
    sure: ['target US embassy UA Kyiv', 'location UA Kyiv', 'attack bombing-explosion'],
  },
  {
    text: 'Митинг прошёл у посольства Франции в Ниамее 12.08.2025, обошлось без пострадавших.',
    sure: ['at 2025-08-12', 'target FR embassy NE Niamey', 'location NE Niamey', 'attack demonstration'],
  },
  {
    text: 'Хакеры провели кибератаку на посольство Германии в Москве, сообщили источники.',
    sure: ['target DE embassy RU Moscow', 'location RU Moscow', 'attack cyber'],
  },
  {
    text: 'Неизвестный бросил коктейль Молотова в консульство России в Стамбуле, сообщает газета.',
    sure: ['target RU consulate TR Istanbul', 'location TR Istanbul', 'attack facility-attack'],
  },
  {
    text: 'Покушение на посла Китая в Исламабаде предотвращено, сообщили в полиции страны.',
    sure: ['target CN diplomat PK Islamabad', 'location PK Islamabad', 'attack assassination'],
  },
  // Traps.
  {
    isTrap: true,
    text: 'It was a nice day, and Michael Jordan was reading a book of short stories at home.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'The report of 03/04/2026 names no place, and it gives no further detail of the plan.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'The embassy of Japan in Kabul was attacked on 3 March 2026, or on 4 March 2026 by another account.',
    sure: ['target JP embassy AF Kabul', 'location AF Kabul'],
  },
  {
    isTrap: true,
    text: 'Two soldiers killed a protester two years ago, and the case was closed for lack of evidence.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'There was no shooting and no bombing, officials said, and the rumours were false from the start.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'The bomb squad attended a fire drill, and the photo shoot at the shooting range was over by noon.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'The plan was to meet us in the evening and to polish the turkey for the reading of the will.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'At least ten people were killed in the attack, and more than 20 people were injured, the ministry said.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'Van Gogh ve Batman hakkında yeni bir sergi için bomba gibi haber geldi, ama olay olmadı.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'МИД вручил ноту протеста, а демографический взрыв в стране не ожидается, заявил эксперт.',
    sure: [],
  },
  {
    isTrap: true,
    text: 'Embassies of Russia and Japan: the killed gunman was from Chad; two attackers were killed on the spot, and it is over.',
    sure: ['weapon firearms'],
  },
];
