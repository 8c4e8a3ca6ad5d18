/** Known publishers by the domain of their pages. A domain that is not listed is its own name. */
const publishers: Readonly<Record<string, string>> = {
  'aa.com.tr': 'Anadolu Agency',
  'afp.com': 'AFP',
  'aljazeera.com': 'Al Jazeera',
  'aljazeera.net': 'Al Jazeera',
  'amu.tv': 'Amu TV',
  'apnews.com': 'Associated Press',
  'ariananews.af': 'Ariana News',
  'arabnews.com': 'Arab News',
  'bbc.co.uk': 'BBC',
  'bbc.com': 'BBC',
  'bloomberg.com': 'Bloomberg',
  'cbsnews.com': 'CBS News',
  'cnn.com': 'CNN',
  'cumhuriyet.com.tr': 'Cumhuriyet',
  'dailysabah.com': 'Daily Sabah',
  'dawn.com': 'Dawn',
  'dw.com': 'Deutsche Welle',
  'elpais.com': 'El País',
  'fontanka.ru': 'Fontanka',
  'france24.com': 'France 24',
  'ft.com': 'Financial Times',
  'gazeta.ru': 'Gazeta.Ru',
  'haaretz.com': 'Haaretz',
  'haberturk.com': 'Habertürk',
  'hurriyet.com.tr': 'Hürriyet',
  'hurriyetdailynews.com': 'Hürriyet Daily News',
  'iha.com.tr': 'İhlas News Agency',
  'interfax.ru': 'Interfax',
  'iz.ru': 'Izvestia',
  'khaama.com': 'Khaama Press',
  'kommersant.ru': 'Kommersant',
  'kyivindependent.com': 'Kyiv Independent',
  'lemonde.fr': 'Le Monde',
  'mid.ru': 'Ministry of Foreign Affairs of Russia',
  'mfa.gov.tr': 'Ministry of Foreign Affairs of Türkiye',
  'milliyet.com.tr': 'Milliyet',
  'npr.org': 'NPR',
  'ntv.com.tr': 'NTV',
  'nytimes.com': 'The New York Times',
  'pajhwok.com': 'Pajhwok Afghan News',
  'rbc.ru': 'RBC',
  'reuters.com': 'Reuters',
  'rferl.org': 'Radio Free Europe/Radio Liberty',
  'ria.ru': 'RIA Novosti',
  'rt.com': 'RT',
  'rudaw.net': 'Rudaw',
  'sabah.com.tr': 'Sabah',
  'scmp.com': 'South China Morning Post',
  'sozcu.com.tr': 'Sözcü',
  'spiegel.de': 'Der Spiegel',
  'state.gov': 'US Department of State',
  'tass.com': 'TASS',
  'tass.ru': 'TASS',
  'theguardian.com': 'The Guardian',
  'thetimes.co.uk': 'The Times',
  'tolonews.com': 'TOLOnews',
  'trthaber.com': 'TRT Haber',
  'trtworld.com': 'TRT World',
  'usembassy.gov': 'US Embassy',
  'vedomosti.ru': 'Vedomosti',
  'voanews.com': 'Voice of America',
  'washingtonpost.com': 'The Washington Post',
  'xinhuanet.com': 'Xinhua',
  'yenisafak.com': 'Yeni Şafak',
};

/** Suffixes of two labels under which the registrable domain has three. */
const secondLevel = new Set('ac co com edu gov gob gouv go net ne or org mil nic'.split(' '));

/** The name of the publisher of a page: from the list, else its registrable domain, such as "example.co.uk". */
export function publisherOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  // An address of numbers names nobody.
  if (!/\.[a-z]/i.test(hostname)) return null;
  const labels = hostname.replace(/^www\./, '').split('.');
  for (let length = labels.length; length >= 2; length -= 1) {
    const known = publishers[labels.slice(-length).join('.')];
    if (known) return known;
  }
  const isLong =
    labels.length >= 3 && (labels.at(-1)?.length ?? 0) === 2 && secondLevel.has(labels.at(-2) ?? '');
  return labels.slice(isLong ? -3 : -2).join('.');
}
