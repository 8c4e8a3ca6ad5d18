import * as z from 'zod';
import { viewRecord } from '@/db/model/records/view';
import { createApi } from '../../support/api';
import { cookiesOf, tokenOf } from '../../support/people';
import { expect, sharedTest as test } from './team';

const created = z.looseObject({ id: z.string(), url: z.string() });

test('a wall display reads and watches up to its clearance, changes nothing, and goes dark when it is revoked', async ({
  team,
}) => {
  const owner = await team.createMember({ clearance: 'amber' });
  const shown = await team.log(owner, 'For the wall', { tlp: 'green' });
  const hidden = await team.log(owner, 'Not for the wall', { tlp: 'amber' });
  const wish = { name: 'Operations room', clearance: 'green', view: '?targeted=RU', theme: 'night' };
  const { body, status } = await owner.api.post('/api/display-links', wish);
  expect(status).toBe(201);
  const { id, url: link } = created.parse(body);

  const anyone = createApi(team.url, { origin: team.url });
  const open = () => anyone.post('/api/display-links/open', { token: tokenOf(link) });
  expect((await owner.api.post('/api/display-links/open', { token: tokenOf(link) })).body).toMatchObject({
    code: 'display-while-signed-in',
  });
  const opened = await open();
  expect(opened.body).toEqual({
    name: 'Operations room',
    clearance: 'green',
    view: 'targeted=RU',
    theme: 'night',
  });
  const cookies = opened.headers.getSetCookie();
  expect(cookies.map((one) => /Path=([^;]*)/.exec(one)?.[1])).toEqual(['/wall', '/api', '/socket.io']);
  expect(cookies.every((one) => one.includes('HttpOnly') && one.includes('SameSite=Strict'))).toBe(true);
  expect((await open()).body).toMatchObject({ errors: [{ path: 'token' }] });

  const cookie = cookiesOf(opened).split('; ')[0] ?? '';
  const display = createApi(team.url, { cookie, origin: team.url });
  expect((await display.get(`/api/events/${shown.id}`)).status).toBe(200);
  expect((await display.get(`/api/events/${hidden.id}`)).status).toBe(404);
  expect((await display.get('/api/display-links/own')).body).toEqual(opened.body);
  expect((await display.post('/api/actors', { name: 'By a screen' })).status).toBe(403);
  for (const path of ['/api/display-links', '/api/keys', '/api/sessions'])
    expect((await display.get(path)).status, path).toBe(403);
  expect((await display.call('DELETE', `/api/display-links/${id}`)).status).toBe(403);
  expect((await display.post('/api/display-links', wish)).status).toBe(403);
  expect((await display.get('/api/events/export?format=json')).body).toMatchObject({
    status: 403,
    code: 'display-without-export',
  });

  const secret = cookie.slice(cookie.indexOf('=') + 1);
  expect((await createApi(team.url, { 'x-api-key': secret }).get('/api/board')).status).toBe(401);

  const viewer = await team.watch({ cookie });
  await team.log(owner, 'Amber while shown', { tlp: 'amber' });
  await team.log(owner, 'Green while shown', { tlp: 'green' });
  await viewer.until(() => viewer.bytes().includes('Green while shown'));
  expect(viewer.bytes()).not.toContain('Amber while shown');
  expect((await owner.api.call('DELETE', `/api/display-links/${id}`)).status).toBe(204);
  await viewer.gone();
  expect((await display.get('/api/board')).status).toBe(401);
});

test('a wall display follows a view while it is shared, and keeps its own filter after that', async ({
  team,
}) => {
  const owner = await team.createMember({ clearance: 'green' });
  const saved = { name: 'Fiji', query: 'targeted=FJ', shared: true };
  const { id } = viewRecord.schema.parse((await owner.api.post('/api/views', saved)).body);
  const wish = { name: 'Hall', clearance: 'clear', view: `targeted=FJ&view=${id}` };
  const { url: link } = created.parse((await owner.api.post('/api/display-links', wish)).body);
  const opened = await createApi(team.url, { origin: team.url }).post('/api/display-links/open', {
    token: tokenOf(link),
  });
  const display = createApi(team.url, { cookie: cookiesOf(opened).split('; ')[0] ?? '', origin: team.url });
  const wall = async () => JSON.stringify((await display.get('/wall')).body);
  expect(await wall()).toMatch(/search\W+targeted=FJ/);
  await owner.api.patch(`/api/views/${id}`, 1, { query: 'targeted=MT' });
  expect(await wall()).toMatch(/search\W+targeted=MT/);
  await owner.api.patch(`/api/views/${id}`, 2, { shared: false });
  const own = await wall();
  expect(own).toMatch(/search\W+targeted=FJ/);
  expect(own).toMatch(/isViewGone\W+true/);
  for (const view of ['view=all', `view=${id}&view=${id}`])
    expect((await owner.api.post('/api/display-links', { ...wish, view })).status, view).toBe(422);
});

test('a wall display belongs to a person, and its view is a filter', async ({ team }) => {
  const owner = await team.createMember({ clearance: 'green' });
  const stranger = await team.createMember({ clearance: 'green' });
  const wish = { name: 'Hall', clearance: 'clear' };
  const refused = await owner.api.post('/api/display-links', { ...wish, view: 'colour=red' });
  expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'view' }] });
  expect((await owner.api.post('/api/display-links', { ...wish, clearance: 'red' })).status).toBe(422);
  const { id } = created.parse((await owner.api.post('/api/display-links', wish)).body);
  expect((await stranger.api.call('DELETE', `/api/display-links/${id}`)).status).toBe(404);
  expect((await stranger.api.post(`/api/display-links/${id}/link`, {})).status).toBe(404);
  expect((await stranger.api.get('/api/display-links')).body).toMatchObject({ items: [] });
  const program = await team.createKey(owner, { scopes: ['write'] });
  expect((await program.api.post('/api/display-links', wish)).status).toBe(403);
  // A site beside this one can set cookies for it: with its own key it would read what others log.
  const planted = createApi(team.url, { cookie: `chancery.display=${program.key}`, origin: team.url });
  expect((await planted.get('/api/board')).status).toBe(401);
  expect((await planted.post('/api/actors', { name: 'By a planted key' })).status).toBe(401);
});

test('an administrator below the owner’s clearance reads no view of a display and cannot revoke it', async ({
  team,
}) => {
  const owner = await team.createMember({ clearance: 'amber+strict' });
  const view = 'q=a+word+of+an+amber+title';
  const { id } = created.parse(
    (await owner.api.post('/api/display-links', { name: 'Annex', clearance: 'clear', view })).body,
  );
  const below = await team.createMember({ role: 'admin', clearance: 'amber' });
  const above = await team.createMember({ role: 'admin', clearance: 'red' });
  const listed = async ({ api }: typeof owner) => {
    const { items } = z
      .looseObject({ items: z.array(z.looseObject({ id: z.string() })) })
      .parse((await api.get('/api/display-links?limit=100')).body);
    return items.find((one) => one.id === id);
  };
  expect(await listed(below)).toMatchObject({ name: 'Annex', view: null });
  expect(JSON.stringify((await below.api.get('/api/audit?limit=100')).body)).not.toContain('amber title');
  expect(JSON.stringify((await below.api.get('/api/audit?limit=100')).body)).not.toContain('amber+title');
  expect((await below.api.call('DELETE', `/api/display-links/${id}`)).status).toBe(403);
  expect(await listed(above)).toMatchObject({ view });
  expect((await above.api.call('DELETE', `/api/display-links/${id}`)).status).toBe(204);
  expect(await listed(owner)).toBeUndefined();
});
