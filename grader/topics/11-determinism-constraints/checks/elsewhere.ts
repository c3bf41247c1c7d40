import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { awarded, drawMonth, dueFor, fillTill, letters, startMonth } from './month.ts';

const kathmandu = { timeZone: 'Asia/Kathmandu', locale: 'ne_NP.UTF-8' };
export const timeZone = check('time-zone', 'a worker in another time zone decides the same', async ({ lab }: { lab: Lab }) => {
  const times = ['17:20', '20:40', '23:10'];
  const home = drawMonth(lab, { bonusAfter: 20, times });
  const away = drawMonth(lab, { bonusAfter: 20, times });
  fillTill(lab, home, away);
  const recorded = await startMonth(lab, home);
  await recorded.settle();
  const sound = (await lab.replay(recorded)).kind === 'replayed';
  const t = performance.now();
  await lab.recover(kathmandu);
  process.stderr.write(`recover ${performance.now() - t}\n`);
  const run = await startMonth(lab, away);
  await run.settle();
  if (awarded(lab, away).bonuses !== dueFor(away).bonuses) return finding({ did: lab.did, saw: JSON.stringify(awarded(lab, away)), why: 'x', read: '#x', evidence: run });
  if (sound) {
    const again = await lab.replay(recorded);
    if (again.kind !== 'replayed') return finding({ did: lab.did, saw: JSON.stringify(again), why: 'x', read: '#x', evidence: run });
  }
  return holds;
}, { needs: ['by-the-rules'] });

export const locale = check('locale', 'a worker with another language writes the same', async ({ lab }: { lab: Lab }) => {
  const month = drawMonth(lab, { bonusAfter: 20, times: ['10:15', '13:15'], euros: [700, 4000] });
  fillTill(lab, month);
  await lab.recover(kathmandu);
  const run = await startMonth(lab, month);
  await run.settle();
  const text = letters(lab, month).join();
  if (!/(?![0-9])\p{Nd}/u.test(text)) return holds;
  return finding({ did: lab.did, saw: text, why: 'x', read: '#x', evidence: run });
}, { needs: ['by-the-rules'] });
