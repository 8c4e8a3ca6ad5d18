import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocale, type Locale, preferredLocale } from '@/db/model/locales';
import { type Theme, themeOf } from '@/db/model/themes';
import { cookieOf } from '../../auth/identity';
import { negotiateCoding } from '../encoding/compression';
import { createEncoded, type Encoded } from '../encoding/encoded';
import { setPagePolicy, sharedPagePolicy } from '../guard/content-policy';
import type { Rendered, RenderPage } from './render-page';

const paths: ReadonlySet<string> = new Set(['/sign-in', '/join', '/wall']);

/** Is this the page for signing in, for joining, or for opening the link of a wall display? */
export function isEntryPage(path: string): boolean {
  return paths.has(path);
}

/** Does Next's client request a fragment of the page (RSC)? The response depends on what the client has already. */
export function isFragment({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return Object.keys(headers).some(isFragmentHeader);
}

function isFragmentHeader(name: string): boolean {
  return name === 'rsc' || name.startsWith('next-');
}

/** The headers that pages read, besides those of fragments. Others are not forwarded, such as the length of a body. */
const forwardedHeaders: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'content-security-policy',
  'cookie',
  'host',
  'x-request-id',
]);

type SharedPage = { page: Encoded; headers: Rendered['headers'] };

/**
 * Serves the pages for signing in and joining to anonymous clients. Each page is rendered once per language and theme (24
 * in all) from a request that is created here, so that nothing that a client sends becomes part of a shared page.
 */
export function createEntryPages(render: RenderPage) {
  const pages = new Map<string, Promise<SharedPage>>();

  async function renderShared(path: string, preferences: Preferences): Promise<SharedPage> {
    const { status, headers, body } = await render(path, {
      host: 'localhost',
      cookie: `locale=${preferences.locale}; theme=${preferences.theme}`,
    });
    if (status !== 200) throw new Error(`Next answered ${path} with ${status}`);
    return { page: createEncoded(body), headers: { ...headers, ...sharedPagePolicy(body.toString()) } };
  }

  function sharedPage(path: string, preferences: Preferences): Promise<SharedPage> {
    const key = `${path} ${preferences.locale} ${preferences.theme}`;
    const existing = pages.get(key);
    if (existing !== undefined) return existing;
    const rendering = renderShared(path, preferences);
    pages.set(key, rendering);
    // After a failure the next request renders it again.
    rendering.catch(() => pages.delete(key));
    return rendering;
  }

  async function serveFragment(req: IncomingMessage, res: ServerResponse): Promise<void> {
    setPagePolicy(req, res, false);
    const forwarded = Object.entries(req.headers).filter(
      ([name]) => forwardedHeaders.has(name) || isFragmentHeader(name),
    );
    const { status, headers, body } = await render(req.url ?? '/', Object.fromEntries(forwarded));
    res.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
  }

  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    if (isFragment(req)) return serveFragment(req, res);
    const { page, headers } = await sharedPage(path, preferencesOf(req));
    const coding = negotiateCoding(req.headers['accept-encoding']);
    const body = await page.as(coding);
    if (coding !== 'identity') res.setHeader('Content-Encoding', coding);
    res.writeHead(200, { ...headers, 'Content-Length': body.length }).end(body);
  };
}

type Preferences = { locale: Locale; theme: Theme };

/** The language and theme, read in the same way as the pages do. */
function preferencesOf({ headers }: IncomingMessage): Preferences {
  const chosen = cookieOf(headers.cookie ?? '', 'locale') ?? undefined;
  return {
    locale: isLocale(chosen) ? chosen : preferredLocale(headers['accept-language'] ?? null),
    theme: themeOf(cookieOf(headers.cookie ?? '', 'theme') ?? undefined),
  };
}
