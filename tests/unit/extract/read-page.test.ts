import { expect, test } from '@playwright/test';
import { readPage } from '@/server/extract/read-page';

const article =
  '<p>A suicide bombing hit the embassy of Japan in Kabul, the ministry said on Monday.</p>'.repeat(8);

test('a page gives its article, title, author, day and own address, and runs nothing', () => {
  const html = `<html lang="en"><head><title>Site</title>
    <meta property="og:title" content="Embassy hit"><meta name="author" content="A. Writer">
    <meta property="article:published_time" content="2026-11-23T23:30:00+04:30">
    <link rel="canonical" href="/news/1"><script>throw new Error('ran')</script></head>
    <body><nav>Menu</nav><article><h1>Embassy hit</h1>${article}</article></body></html>`;
  const page = readPage(html, 'https://example.org/news/1?from=mail');
  expect(page).toMatchObject({
    title: 'Embassy hit',
    author: 'A. Writer',
    publishedOn: '2026-11-23',
    url: 'https://example.org/news/1',
  });
  expect(page.text).toContain('suicide bombing');
  expect(page.text).not.toContain('ran');
});

test('a page cannot claim the address of another host; plain text is its own text', () => {
  const html = `<html><head><link rel="canonical" href="https://reuters.com/x"></head><body>${article}</body></html>`;
  expect(readPage(html, 'https://example.org/a').url).toBe('https://example.org/a');
  expect(readPage('Plain words', 'https://example.org/a').text).toBe('Plain words');
});

test('the day is also read from JSON-LD', () => {
  const data =
    '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Embassy hit","datePublished":"2026-11-22T10:00:00Z"}';
  const html = `<html><head><script type="application/ld+json">${data}</script></head><body>${article}</body></html>`;
  expect(readPage(html, 'https://example.org/a').publishedOn).toBe('2026-11-22');
});

test('a hostile page is read as words: nothing runs, loads or leads away', () => {
  const hostile = `<html><head><meta http-equiv="refresh" content="0;url=http://169.254.169.254/">
    <base href="https://evil.example/"><meta property="og:title" content="&lt;img src=x onerror=alert(1)&gt; Embassy">
    <link rel="stylesheet" href="http://127.0.0.1/style"><script>document.title = 'ran'</script></head>
    <body onload="throw 1"><article>${article}<img src="http://127.0.0.1/pixel" onerror="throw 1">
    <iframe src="http://127.0.0.1/frame"></iframe><a href="javascript:alert(1)">Read on</a></article></body></html>`;
  const page = readPage(hostile, 'https://example.org/a');
  expect(page.url).toBe('https://example.org/a');
  expect(page.title).toContain('Embassy');
  expect(page.text).toContain('suicide bombing');
  for (const trace of ['ran', 'javascript:', '169.254', 'throw']) expect(page.text).not.toContain(trace);
});

test('the paragraphs of a page without line breaks stay apart, also in a page of very many elements', () => {
  const many = `<html><body>${'<div><p>A word.</p></div>'.repeat(1_500)}</body></html>`;
  expect(readPage(many, 'https://example.org/a').text.slice(0, 15)).toBe('A word.\nA word.');
});
