import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@/db/model/locales';

type Tree = { [key: string]: string | Tree };

export const messagesFolder = join(process.cwd(), 'app/_i18n/messages');

/** The message files of a language, without their endings. */
export function namespacesOf(locale: Locale): string[] {
  return readdirSync(join(messagesFolder, locale)).map((file) => file.replace(/\.json$/, ''));
}

/** Every message of a language by its path, such as "board.sound.muted". */
export function readMessages(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') found.set(`${path}.${key}`, value);
      else walk(value, `${path}.${key}`);
    }
  };
  for (const name of namespacesOf(locale)) {
    walk(JSON.parse(readFileSync(join(messagesFolder, locale, `${name}.json`), 'utf8')), name);
  }
  return found;
}
