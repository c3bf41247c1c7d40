import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { openCourse, type TestCourse } from './open-course.ts';

const saga = '06-saga-pattern-with-compensation';
let course: TestCourse;
let address: URL;

beforeAll(async () => {
  course = await openCourse(rootDir, process.env);
  address = new URL(course.server.address);
}, 120_000);
afterAll(() => course?.close(), 120_000);

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends what no browser would, as it is. */
function send({ method = 'GET', path = '/', headers = {}, body }: Sent) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const { hostname: host, port } = address;
      const asked = request({ host, port, method, path, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      asked.on('error', reject);
      asked.end(body);
    },
  );
}

const cookie = () => ({ Cookie: `kata-${address.port}=${address.searchParams.get('token')}` });
const own = () => ({ ...cookie(), Origin: address.origin, 'Content-Type': 'application/json' });
const act = (action: string, body: unknown, headers = own()) =>
  send({ method: 'POST', path: `/api/${saga}/${action}`, headers, body: JSON.stringify(body) });

test('the address with the token hands out a cookie that other sites and scripts do not get', async () => {
  const { status, headers } = await send({ path: `/${address.search}` });
  expect(status).toBe(200);
  expect(String(headers['set-cookie'])).toMatch(/^kata-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('every answer forbids foreign scripts and frames', async () => {
  for (const path of ['/', `/${saga}`, '/nowhere']) {
    const { headers } = await send({ path, headers: cookie() });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
    );
  }
});

test.each<[string, () => Sent, number]>([
  ['no token', () => ({}), 401],
  ['a wrong token', () => ({ path: '/?token=wrong' }), 401],
  ['a foreign Host', () => ({ headers: { ...cookie(), Host: 'kata.example' } }), 421],
  ['a foreign Origin', () => ({ headers: { ...cookie(), Origin: 'http://kata.example' } }), 403],
  ['an image on another site', () => ({ headers: { ...cookie(), 'Sec-Fetch-Site': 'cross-site' } }), 403],
  [
    'a form on another site',
    () => ({ method: 'POST', path: `/api/${saga}/reset`, headers: { ...own(), Origin: 'null' } }),
    403,
  ],
  ['a post without an origin', () => ({ method: 'POST', path: `/api/${saga}/reset`, headers: cookie() }), 403],
  [
    'a form with our cookie',
    () => ({ method: 'POST', path: `/api/${saga}/reset`, headers: { ...own(), 'Content-Type': 'text/plain' } }),
    415,
  ],
  ['a file above the site', () => ({ path: '/../package.json', headers: cookie() }), 404],
  ['a file above the assets', () => ({ path: '/assets/..%2f..%2fpackage.json', headers: cookie() }), 404],
  ['a file of the clone', () => ({ path: '/package.json', headers: cookie() }), 404],
  ['events of no topic', () => ({ path: '/api/../events', headers: cookie() }), 404],
  [
    'an action by the name of a method',
    () => ({ method: 'POST', path: `/api/${saga}/constructor`, headers: own(), body: '{}' }),
    404,
  ],
  ['what is not JSON', () => ({ method: 'POST', path: `/api/${saga}/save`, headers: own(), body: '{' }), 400],
])('%s is refused', async (_name, sent, status) => {
  expect((await send(sent())).status).toBe(status);
});

test.each([
  '../../package.json',
  '..\\..\\package.json',
  '/etc/passwd',
  'workflows.ts/../../x.ts',
  'x.ts',
  '__proto__',
])('a save of %j is refused', async (name) => {
  const before = await readFile(join(course.root, 'package.json'), 'utf8');
  const { status, text } = await act('save', { name, text: 'x', base: '' });
  expect(status).toBe(400);
  expect(text).toContain('no such file');
  expect(text).not.toContain(course.root);
  expect(await readFile(join(course.root, 'package.json'), 'utf8')).toBe(before);
});

test('10 MB are refused', async () => {
  expect((await act('save', { name: 'workflows.ts', text: 'x'.repeat(10_000_000), base: '' })).status).toBe(413);
});

test('a save that is no save is refused', async () => {
  for (const body of [null, [], { name: 'workflows.ts' }, { name: 'workflows.ts', text: 1, base: 2 }])
    expect((await act('save', body)).status).toBe(400);
});
