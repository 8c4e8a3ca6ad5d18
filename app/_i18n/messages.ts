import type { AnswerCode } from '@/db/model/error-codes';
import type { Locale } from '@/db/model/locales';
import enAccess from './messages/en/access.json';
import enAccount from './messages/en/account.json';
import enAdmin from './messages/en/admin.json';
import enBoard from './messages/en/board.json';
import enCommon from './messages/en/common.json';
import enErrors from './messages/en/errors.json';
import enEvent from './messages/en/event.json';
import enForm from './messages/en/form.json';
import enHandover from './messages/en/handover.json';
import enMap from './messages/en/map.json';
import enPlots from './messages/en/plots.json';
import enProblems from './messages/en/problems.json';
import enProfiles from './messages/en/profiles.json';
import enSelect from './messages/en/select.json';
import enShell from './messages/en/shell.json';
import enWall from './messages/en/wall.json';
import enWords from './messages/en/words.json';
import ruAccess from './messages/ru/access.json';
import ruAccount from './messages/ru/account.json';
import ruAdmin from './messages/ru/admin.json';
import ruBoard from './messages/ru/board.json';
import ruCommon from './messages/ru/common.json';
import ruErrors from './messages/ru/errors.json';
import ruEvent from './messages/ru/event.json';
import ruForm from './messages/ru/form.json';
import ruHandover from './messages/ru/handover.json';
import ruMap from './messages/ru/map.json';
import ruPlots from './messages/ru/plots.json';
import ruProblems from './messages/ru/problems.json';
import ruProfiles from './messages/ru/profiles.json';
import ruSelect from './messages/ru/select.json';
import ruShell from './messages/ru/shell.json';
import ruWall from './messages/ru/wall.json';
import ruWords from './messages/ru/words.json';
import trAccess from './messages/tr/access.json';
import trAccount from './messages/tr/account.json';
import trAdmin from './messages/tr/admin.json';
import trBoard from './messages/tr/board.json';
import trCommon from './messages/tr/common.json';
import trErrors from './messages/tr/errors.json';
import trEvent from './messages/tr/event.json';
import trForm from './messages/tr/form.json';
import trHandover from './messages/tr/handover.json';
import trMap from './messages/tr/map.json';
import trPlots from './messages/tr/plots.json';
import trProblems from './messages/tr/problems.json';
import trProfiles from './messages/tr/profiles.json';
import trSelect from './messages/tr/select.json';
import trShell from './messages/tr/shell.json';
import trWall from './messages/tr/wall.json';
import trWords from './messages/tr/words.json';

const en = {
  access: enAccess,
  account: enAccount,
  admin: enAdmin,
  board: enBoard,
  common: enCommon,
  errors: enErrors,
  event: enEvent,
  form: enForm,
  handover: enHandover,
  map: enMap,
  plots: enPlots,
  problems: enProblems satisfies Record<AnswerCode, string>,
  profiles: enProfiles,
  select: enSelect,
  shell: enShell,
  wall: enWall,
  words: enWords,
};

export type Messages = typeof en;
export type Namespace = keyof Messages;

const tr: Messages = {
  access: trAccess,
  account: trAccount,
  admin: trAdmin,
  board: trBoard,
  common: trCommon,
  errors: trErrors,
  event: trEvent,
  form: trForm,
  handover: trHandover,
  map: trMap,
  plots: trPlots,
  problems: trProblems,
  profiles: trProfiles,
  select: trSelect,
  shell: trShell,
  wall: trWall,
  words: trWords,
};

const ru: Messages = {
  access: ruAccess,
  account: ruAccount,
  admin: ruAdmin,
  board: ruBoard,
  common: ruCommon,
  errors: ruErrors,
  event: ruEvent,
  form: ruForm,
  handover: ruHandover,
  map: ruMap,
  plots: ruPlots,
  problems: ruProblems,
  profiles: ruProfiles,
  select: ruSelect,
  shell: ruShell,
  wall: ruWall,
  words: ruWords,
};

/** Every user-visible string. English defines the type of the others, so a missing key does not compile. */
export const messages: Record<Locale, Messages> = { en, tr, ru };
