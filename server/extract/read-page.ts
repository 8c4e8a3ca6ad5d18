import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** What a page says of itself. `url` is its canonical address, else the one that was fetched. */
export type Page = {
  text: string;
  title: string | null;
  author: string | null;
  publishedOn: string | null;
  url: string;
};

const maxText = 1_000_000;
/** Without line breaks after them, the last word of a paragraph would run into the first of the next. */
const blockEnds = /<\/(?:p|div|li|tr|h[1-6]|blockquote|figcaption|section)>|<br\s*\/?>/gi;
const publishedNames = [
  'meta[property="article:published_time"]',
  'meta[name="article:published_time"]',
  'meta[itemprop="datePublished"]',
  'meta[name="date"]',
  'meta[name="pubdate"]',
  'meta[name="DC.date.issued"]',
];

/** The article of a page, without what surrounds it. Nothing in the page runs or is loaded. */
export function readPage(html: string, url: string): Page {
  if (!/<[a-z!]/i.test(html.slice(0, 10_000))) {
    return { text: html.slice(0, maxText), title: null, author: null, publishedOn: null, url };
  }
  const { document } = parseHTML(html.replace(blockEnds, '$&\n'));
  const contentOf = (selector: string) =>
    document.querySelector(selector)?.getAttribute('content')?.trim() || null;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '';
  const published = publishedNames.map(contentOf).find((one) => one !== null) ?? null;
  const [ogTitle, ogAuthor] = [contentOf('meta[property="og:title"]'), contentOf('meta[name="author"]')];
  const pageTitle = document.querySelector('title')?.textContent?.trim() || null;
  const paragraphs = textOf(document.body?.textContent ?? '');
  // It changes the document, so it comes last.
  const article = new Readability(document, { maxElemsToParse: 50_000 }).parse();
  return {
    text: (textOf(article?.textContent ?? '') || paragraphs).slice(0, maxText),
    title: cut(ogTitle ?? article?.title ?? pageTitle, 300),
    author: cut(ogAuthor ?? article?.byline ?? null, 200),
    publishedOn: dayIn(published ?? article?.publishedTime ?? null),
    url: canonicalOf(canonical, url),
  };
}

function textOf(content: string): string {
  return content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function cut(text: string | null, length: number): string | null {
  const plain = text?.replace(/\s+/g, ' ').trim().slice(0, length);
  return plain || null;
}

/** The day as the page writes it, in its own time zone. */
function dayIn(moment: string | null): string | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(moment ?? '')?.[0];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** A page may only name another address of its own host: it could claim to be anybody's. */
function canonicalOf(given: string, url: string): string {
  if (!URL.canParse(given, url)) return url;
  const canonical = new URL(given, url);
  return canonical.hostname === new URL(url).hostname && /^https?:$/.test(canonical.protocol)
    ? canonical.href
    : url;
}
