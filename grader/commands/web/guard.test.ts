import { expect, test } from 'vitest';
import { admit, type House, type Knock } from './guard.ts';

const house: House = { hosts: ['127.0.0.1:7577', 'localhost:7577'], token: 'secret', cookieName: 'kata-7577' };
const page: Knock = {
  ...{ method: 'GET', host: '127.0.0.1:7577', origin: undefined, fetchSite: 'same-origin' },
  ...{ cookie: 'a=b; kata-7577=secret', contentType: undefined, token: undefined },
};
const change: Knock = { ...page, method: 'POST', origin: 'http://127.0.0.1:7577', contentType: 'application/json' };

const say = (knock: Knock) => {
  const admission = admit(knock, house);
  return admission.kind === 'out' ? admission.status : admission.kind;
};

test('our own pages come in', () => {
  expect([page, change, { ...page, fetchSite: 'none' }, { ...page, host: 'LOCALHOST:7577' }].map(say)).toEqual(
    Array(4).fill('in'),
  );
});

test.each<[string, Partial<Knock>, number]>([
  ['a name that was rebound to this machine', { host: 'kata.evil.example:7577' }, 421],
  ['another port of this machine', { host: '127.0.0.1:80' }, 421],
  ['no host', { host: undefined }, 421],
  ['another site that changes something', { origin: 'http://evil.example', fetchSite: 'cross-site' }, 403],
  ['a page without an origin, such as a sandboxed frame', { origin: 'null' }, 403],
  ['another port, which is the same site but not the same origin', { fetchSite: 'same-site' }, 403],
  ['a change that names no origin', { origin: undefined }, 403],
  ['no cookie', { cookie: undefined }, 401],
  ['a wrong cookie', { cookie: 'kata-7577=secreT' }, 401],
  ['the cookie of another course', { cookie: 'kata-7578=secret' }, 401],
  ['a token where something is changed', { cookie: undefined, token: 'secret' }, 401],
  ['a form of another kind', { contentType: 'text/plain' }, 415],
])('%s stays out', (_name, knock, status) => {
  expect(say({ ...change, ...knock })).toBe(status);
});

test('the address with the token hands out the cookie, whatever page it was opened from', () => {
  expect(say({ ...page, cookie: undefined, token: 'secret', fetchSite: 'cross-site' })).toBe('enter');
  expect(say({ ...page, cookie: undefined, token: 'wrong' })).toBe(401);
});
