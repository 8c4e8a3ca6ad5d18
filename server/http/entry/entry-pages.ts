import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocale, type Locale, preferredLocale } from '@/db/model/locales';
import { type Theme, themeOf } from '@/db/model/themes';
import { cookieOf } from '../../auth/identity';
import { codingOf } from '../encoding/compression';
import { type Encoded, encoded } from '../encoding/encoded';
import { keptPolicyOf, setPagePolicy } from '../guard/content-policy';
import type { Rendered, RenderPage } from './render-page';

const paths: ReadonlySet<string> = new Set(['/sign-in', '/join']);

/** The pages for signing in and joining. */
export function isEntryPage(path: string): boolean {
  return paths.has(path);
}

/** Does Next's client ask for a part of the page (RSC)? The answer depends on what the client has already. */
export function isFragment({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return Object.keys(headers).some(isOfFragments);
}

function isOfFragments(name: string): boolean {
  return name === 'rsc' || name.startsWith('next-');
}

/** Further headers that pages read. Others are not passed on, such as the length of a body. */
const passedOn: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'content-security-policy',
  'cookie',
  'host',
  'x-request-id',
]);

type Kept = { page: Encoded; headers: Rendered['headers'] };

/**
 * Answers anonymous requests for the pages for signing in and joining. Each is rendered once for each language and theme
 * (24 pages in all), from a request made here: nothing that a client sends becomes part of a shared page.
 */
export function createEntryPages(render: RenderPage) {
  const kept = new Map<string, Promise<Kept>>();

  async function renderKept(path: string, preferences: Preferences): Promise<Kept> {
    const { status, headers, body } = await render(path, {
      host: 'localhost',
      cookie: `locale=${preferences.locale}; theme=${preferences.theme}`,
    });
    if (status !== 200) throw new Error(`Next answered ${path} with ${status}`);
    return { page: encoded(body), headers: { ...headers, ...keptPolicyOf(body.toString()) } };
  }

  function pageOf(path: string, preferences: Preferences): Promise<Kept> {
    const key = `${path} ${preferences.locale} ${preferences.theme}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = renderKept(path, preferences);
    kept.set(key, made);
    // The next request tries again.
    made.catch(() => kept.delete(key));
    return made;
  }

  async function answerFragment(req: IncomingMessage, res: ServerResponse): Promise<void> {
    setPagePolicy(req, res, false);
    const asked = Object.entries(req.headers).filter(([name]) => passedOn.has(name) || isOfFragments(name));
    const { status, headers, body } = await render(req.url ?? '/', Object.fromEntries(asked));
    res.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
  }

  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    if (isFragment(req)) return answerFragment(req, res);
    const { page, headers } = await pageOf(path, preferencesOf(req));
    const coding = codingOf(req.headers['accept-encoding']);
    const body = await page.as(coding);
    if (coding !== 'identity') res.setHeader('Content-Encoding', coding);
    res.writeHead(200, { ...headers, 'Content-Length': body.length }).end(body);
  };
}

type Preferences = { locale: Locale; theme: Theme };

/** As the pages read them. */
function preferencesOf({ headers }: IncomingMessage): Preferences {
  const chosen = cookieOf(headers.cookie ?? '', 'locale') ?? undefined;
  return {
    locale: isLocale(chosen) ? chosen : preferredLocale(headers['accept-language'] ?? null),
    theme: themeOf(cookieOf(headers.cookie ?? '', 'theme') ?? undefined),
  };
}
