import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { flights, mail, Outage, payments, RateLimited, Refusal, rates } from './clients.ts';
import { openWorldServer, type WorldServer } from './server.ts';
import { World } from './world.ts';

let server: WorldServer;
let world: World;
let time = 0;

beforeEach(async () => {
  server = await openWorldServer();
  let drawn = 0;
  time = 1000;
  world = new World(
    async () => time,
    () => drawn++,
  );
  server.show(world);
  process.env.KATA_WORLD = await server.socket();
});

afterEach(() => server.close());

const letter = { to: 'a@harbour.example', subject: 'hello' };

test('a key makes one effect and repeats its answer', async () => {
  const first = await payments.charge({ key: 'k1', cents: 5, account: 'a' });
  time = 2000;
  expect(await payments.charge({ key: 'k1', cents: 5, account: 'a' })).toEqual(first);
  expect(await payments.charge({ key: 'k2', cents: 5, account: 'a' })).not.toEqual(first);
  expect(world.ledger.calls('payments.charge').map(({ at, effect }) => [at, effect])).toEqual([
    [1000, true],
    [2000, false],
    [2000, true],
  ]);
  expect(world.ledger.effects(/payments/)).toHaveLength(2);
});

test('a change without a key is a mistake of the caller, not an outage', async () => {
  await expect(mail.send({ ...letter, key: '' })).rejects.toThrow(new TypeError('mail.send needs a key'));
});

test('the three errors', async () => {
  world.fails('mail.send', 1);
  world.refuses('payments.charge', 'CardDeclined');
  world.on('flights.book', () => ({ kind: 'limit', retryAfterMs: 5000 }));
  await expect(mail.send({ ...letter, key: 'm' })).rejects.toBeInstanceOf(Outage);
  await mail.send({ ...letter, key: 'm' });
  const refused = payments.charge({ key: 'c', cents: 1, account: 'a' });
  await expect(refused).rejects.toBeInstanceOf(Refusal);
  await expect(refused).rejects.toMatchObject({ code: 'CardDeclined', name: 'Refusal' });
  const limited = flights.book({ key: 'f', from: 'a', to: 'b' });
  await expect(limited).rejects.toBeInstanceOf(RateLimited);
  await expect(limited).rejects.toMatchObject({ retryAfterMs: 5000 });
  expect(world.ledger.rows.map(({ operation, outcome }) => `${operation} ${outcome.kind}`)).toEqual([
    'mail.send outage',
    'mail.send answered',
    'payments.charge refused',
    'flights.book limited',
  ]);
});

test('an answer can be lost after the effect', async () => {
  world.losesAnswer('payments.charge', 1);
  await expect(payments.charge({ key: 'k', cents: 1, account: 'a' })).rejects.toBeInstanceOf(Outage);
  const { chargeId } = await payments.charge({ key: 'k', cents: 1, account: 'a' });
  expect(chargeId).toMatch(/^charge-/);
  expect(world.ledger.effects('payments.charge')).toHaveLength(1);
});

test('a gate holds calls before or after the effect, and lets them go one way or another', async () => {
  const before = world.holds('flights.book', 'before');
  const after = world.holds('mail.send', 'after');
  const booking = flights.book({ key: 'f', from: 'a', to: 'b' });
  const sending = mail.send({ ...letter, key: 'm' });
  sending.catch(() => {});
  await before.reached();
  await after.reached();
  expect(world.ledger.effects().map(({ operation }) => operation)).toEqual(['mail.send']);
  expect(world.peak('flights.book')).toBe(1);
  before.releaseOne();
  after.open('lose-answer');
  expect((await booking).confirmation).toMatch(/^flight-/);
  await expect(sending).rejects.toBeInstanceOf(Outage);
});

test('gathering shows how many calls are open at once', async () => {
  world.gathers('mail.send', 3);
  await Promise.all([1, 2, 3].map((n) => mail.send({ ...letter, key: `m${n}` })));
  expect(world.peak('mail.send')).toBe(3);
});

test('gathering gives up when nobody else comes', async () => {
  world.gathers('mail.send', 2, 50);
  for (const n of [1, 2]) await mail.send({ ...letter, key: `m${n}` });
  expect(world.peak('mail.send')).toBe(1);
});

test('a caller can give up, and the ledger shows it', async () => {
  const gate = world.holds('mail.send', 'before');
  const abort = new AbortController();
  const sending = mail.send({ ...letter, key: 'm', signal: abort.signal });
  await gate.reached();
  abort.abort(new Error('cancelled'));
  await expect(sending).rejects.toThrow('cancelled');
  await expect.poll(() => world.ledger.rows[0]?.outcome.kind).toBe('given-up');
  gate.open();
  await expect.poll(() => world.ledger.effects()).toEqual([]);
});

test('what is sent already arrives without its caller', async () => {
  const gate = world.holds('mail.send', 'before', () => true, { isSent: true });
  const abort = new AbortController();
  const sending = mail.send({ ...letter, key: 'm', signal: abort.signal });
  await gate.reached();
  abort.abort(new Error('dead'));
  await expect(sending).rejects.toThrow('dead');
  await expect.poll(() => world.ledger.rows[0]?.outcome.kind).toBe('given-up');
  gate.open();
  await expect.poll(() => world.ledger.effects()).toHaveLength(1);
});

test('what one check left over does not reach the next', async () => {
  const gate = world.holds('mail.send', 'before');
  const sending = mail.send({ ...letter, key: 'm' });
  sending.catch(() => {});
  await gate.reached();
  const next = new World(
    async () => 0,
    () => 0,
  );
  server.show(next);
  await expect(sending).rejects.toBeInstanceOf(Outage);
  expect(next.ledger.rows).toEqual([]);
});

test('reading what was written', async () => {
  expect(await rates.get({ pair: 'EURUSD' })).toBeNull();
  await rates.put({ pair: 'EURUSD', rate: 1.1, at: '2026-01-01T00:00:00Z' });
  expect(await rates.get({ pair: 'EURUSD' })).toEqual({ rate: 1.1 });
});

test('a service or an operation that does not exist is a mistake of the caller', async () => {
  const anything = payments as unknown as Record<string, (args: object) => Promise<unknown>>;
  await expect(anything.steal?.({})).rejects.toThrow('there is no operation payments.steal');
  await expect(anything.constructor?.({})).rejects.toThrow();
});

test('a door that a submission has removed, or replaced, is opened anew', async () => {
  const door = await server.socket();
  expect(await server.socket()).toBe(door);
  await rm(door);
  const second = await server.socket();
  expect(second).not.toBe(door);
  process.env.KATA_WORLD = second;
  await mail.send({ ...letter, key: 'm' });
  await rm(second);
  await writeFile(second, '');
  process.env.KATA_WORLD = await server.socket();
  await mail.send({ ...letter, key: 'n' });
  expect(world.ledger.effects(/mail/)).toHaveLength(2);
});
