import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from '../../fixtures';
import { threatDraft } from './support/drafts';
import { test } from './support/shared-server';

type Options = { method?: string; coding?: string };

/** The response with its body as sent, still compressed. */
async function fetchRaw(url: string, { method = 'GET', coding = 'gzip, br' }: Options = {}) {
  const { headers, bytes } = await new Promise<{
    headers: NodeJS.Dict<string | string[]>;
    bytes: Promise<Buffer>;
  }>((resolve, reject) => {
    request(url, { method, headers: { 'accept-encoding': coding } }, (response) =>
      resolve({ headers: response.headers, bytes: buffer(response) }),
    )
      .once('error', reject)
      .end();
  });
  return {
    coding: headers['content-encoding'],
    length: headers['content-length'],
    vary: headers.vary,
    bytes: await bytes,
  };
}

test('the register and the API description are compressed; records, people and keys are not', async ({
  api,
  server,
}) => {
  const aliases = Array.from({ length: 20 }, (_, n) => `The same name, written in way ${n}`);
  const more = aliases.map((alias) => `${alias}, and again`);
  for (const city of ['Kabul', 'Herat', 'Kandahar']) {
    const mission = { sending: 'RU', host: 'AF', type: 'embassy', city, aliases };
    expect((await api.post('/api/missions', mission)).status).toBe(201);
  }
  expect((await api.post('/api/actors', { name: 'An actor', aliases: [...aliases, ...more] })).status).toBe(
    201,
  );
  for (let n = 0; n < 3; n += 1) await api.post('/api/events', threatDraft({ summary: 'a'.repeat(2_000) }));

  for (const path of ['/api/missions', '/api/actors', '/api/openapi.json']) {
    const url = server.url + path;
    const plain = await fetchRaw(url, { coding: 'identity' });
    expect(plain, path).toMatchObject({ coding: undefined, vary: 'Accept-Encoding' });
    const [br, gzip] = [await fetchRaw(url), await fetchRaw(url, { coding: 'gzip' })];
    expect([br.coding, gzip.coding], path).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes), path).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes), path).toBe(true);
    expect(br.bytes.length * 2, path).toBeLessThan(plain.bytes.length);
    expect(br.length, path).toBe(String(br.bytes.length));
    expect(await fetchRaw(url, { method: 'HEAD' }), path).toMatchObject({ coding: 'br', length: br.length });
  }
  // The length of a compressed response would reveal something of its content.
  for (const path of [
    '/api/events',
    '/api/board',
    '/api/active',
    '/api/people',
    '/api/visits',
    '/api/metrics',
  ]) {
    expect((await fetchRaw(server.url + path)).coding, path).toBeUndefined();
  }
});

test('a file of the build is sent as the build compressed it', async ({ server }) => {
  const folder = '.next/static/chunks';
  const name = readdirSync(folder).find((file) => file.endsWith('.js')) ?? '';
  const [content, compressed] = [readFileSync(join(folder, name)), readFileSync(join(folder, `${name}.br`))];
  const url = `${server.url}/_next/static/chunks/${name}`;
  const [br, gzip] = [await fetchRaw(url), await fetchRaw(url, { coding: 'gzip' })];
  expect([br.coding, gzip.coding]).toEqual(['br', 'gzip']);
  expect(br.bytes.equals(compressed)).toBe(true);
  expect(brotliDecompressSync(br.bytes).equals(content)).toBe(true);
  expect(gunzipSync(gzip.bytes).equals(content)).toBe(true);
  expect((await fetch(`${url}.br`)).status).toBe(404);
});
