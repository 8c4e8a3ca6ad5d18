import { expect, test } from '@playwright/test';
import { type Locale, locales } from '@/db/model/locales';
import { readMessages } from './read-messages';

/** The terms that well-known programs use, in English, Turkish and Russian. */
const agreed: Record<string, [string, string, string]> = {
  'access.signIn.wrong': [
    'Wrong e-mail or password.',
    'E-posta adresi veya parola yanlış.',
    'Неверный адрес эл. почты или пароль.',
  ],
  'access.join.again': ['Repeat password', 'Parolayı tekrarlayın', 'Повторите пароль'],
  'access.join.set-up.send': ['Create account', 'Hesap oluştur', 'Создать учётную запись'],
  'admin.invite.make': ['Create link', 'Bağlantı oluştur', 'Создать ссылку'],
  'admin.password.make': ['Create link', 'Bağlantı oluştur', 'Создать ссылку'],
  'account.keys.make': ['Create key', 'Anahtar oluştur', 'Создать ключ'],
  'access.join.closed.title': [
    'This link no longer works',
    'Bu bağlantı artık geçerli değil',
    'Эта ссылка больше не действует',
  ],
  'access.factor.title': ['Two-step verification', 'İki adımlı doğrulama', 'Двухэтапная аутентификация'],
  'account.factor.title': ['Two-step verification', 'İki adımlı doğrulama', 'Двухэтапная аутентификация'],
  'admin.people.secondFactor': [
    'Two-step verification',
    'İki adımlı doğrulama',
    'Двухэтапная аутентификация',
  ],
  'account.sessions.none': ['No active sessions', 'Açık oturum yok', 'Активных сеансов нет'],
  'access.factor.totp.label': ['Six-digit code', 'Altı haneli kod', 'Шестизначный код'],
  'account.factor.code': ['Six-digit code', 'Altı haneli kod', 'Шестизначный код'],
  'account.keys.title': ['API keys', 'API anahtarları', 'Ключи API'],
  'admin.keys.title': ['API keys', 'API anahtarları', 'Ключи API'],
  'admin.invitations.title': ['Pending invitations', 'Bekleyen davetler', 'Ожидающие приглашения'],
  'account.keys.scope': ['Access', 'Erişim', 'Доступ'],
  'admin.keys.scope': ['Access', 'Erişim', 'Доступ'],
  'admin.audit.details.scope': ['Access', 'Erişim', 'Доступ'],
  'admin.meaning.clearances.clear': [
    'Can read TLP:CLEAR only',
    'Yalnızca TLP:CLEAR okuyabilir',
    'Может читать только TLP:CLEAR',
  ],
  'errors.readerTitle': ['Your role is read-only', 'Rolünüz salt okunur', 'Ваша роль — только чтение'],
  'event.reason.needed': ['Give a reason.', 'Bir gerekçe yazın.', 'Укажите причину.'],
  'form.conflict.settle': ['Apply to the form', 'Forma uygula', 'Применить к форме'],
  'form.targets.unnamed': ['Target', 'Hedef', 'Цель'],
  'form.assessment.notSaid': ['Not known', 'Bilinmiyor', 'Неизвестно'],
  'form.incident.moreNone': ['Not known', 'Bilinmiyor', 'Неизвестно'],
  'form.how.none': ['Not known', 'Bilinmiyor', 'Неизвестно'],
  'event.record.noMission': [
    'No specific mission',
    'Belirli bir temsilcilik yok',
    'Без конкретного представительства',
  ],
  'board.filters.csv': ['CSV', 'CSV', 'CSV'],
  'board.sound.muted': ['Sound off', 'Ses kapalı', 'Звук выключен'],
  'common.currentThreat': ['Current threat', 'Süren tehdit', 'Действующая угроза'],
  'words.verifications.corroborated.word': ['Corroborated', 'Desteklendi', 'Подкреплено'],
  'words.verifications.confirmed.word': ['Confirmed', 'Teyitli', 'Подтверждено'],
  'words.verifications.disputed.word': ['Disputed', 'Çelişkili', 'Противоречиво'],
  'words.handlings.actual': ['Real', 'Gerçek', 'Реальное событие'],
  'words.handlings.exercise': ['Exercise', 'Tatbikat', 'Учения'],
  'words.threatStatuses.realised': ['Carried out', 'Gerçekleşti', 'Осуществлена'],
  'words.threatStatuses.foiled': ['Disrupted', 'Engellendi', 'Пресечена'],
  'words.threatStatuses.unfounded': ['Discounted', 'Asılsız çıktı', 'Не подтвердилась'],
  'event.actions.end': ['Close threat', 'Tehdidi kapat', 'Закрыть угрозу'],
  'event.done.over': ['Incident closed: {ref}', 'Olay kapatıldı: {ref}', 'Инцидент закрыт: {ref}'],
  'form.sources.origin': ['Original source', 'İlk kaynak', 'Первоисточник'],
  'form.targets.people': ['Staff and dependants', 'Personel ve aile fertleri', 'Сотрудники и члены семей'],
};

test('the interface uses the standard terms of other programs and of the field', () => {
  const texts = locales.map((locale) => readMessages(locale));
  for (const [key, wanted] of Object.entries(agreed)) {
    expect(
      texts.map((text) => text.get(key)),
      key,
    ).toEqual(wanted);
  }
  const [english] = texts;
  expect(english?.get('access.trouble.gone')).toContain('Reload the page');
  expect(english?.get('account.keys.readAlone')).toContain('Your role is read-only');
  expect(english?.get('board.feed.end')).toBe('{count, plural, one {# event} other {# events}}');
});

/** Phrases that users had to read twice, and second words for one concept. */
const retired: Record<Locale, RegExp[]> = {
  en: [
    /whoever|anew|lest\b|likewise|nobody in\b/i,
    /do(?:es)? not fit|same once more|code of six digits|second (?:step|factor)|keys? of programs/i,
    /\bMake (?:a|the) (?:link|key|account)|no longer current$|take off the board|say why/i,
    /nothing given|not said|into the form|as a sheet|that is all|\bmuted\b|signed in nowhere/i,
    /\bactual (?:event|threat)|\bfoiled\b|\bunfounded\b|\brealise|\brepeats \{|reads? alone/i,
  ],
  tr: [/güncel tehdit|tartışmalı|ikinci (?:adım|faktör)|programların anahtarları|artık güncel değil/i],
  ru: [/подтверждается другими|второ(?:й|го) (?:шаг|фактор)|без звука|ключи программ|больше не действует$/i],
};

test('no message contains a retired phrase', () => {
  const found: string[] = [];
  for (const locale of locales) {
    for (const [key, text] of readMessages(locale)) {
      if (key === 'access.join.closed.title') continue;
      for (const pattern of retired[locale]) if (pattern.test(text)) found.push(`${locale} ${key}: ${text}`);
    }
  }
  expect(found).toEqual([]);
});
