import { check, finding, holds } from '../../../check/check.ts';
import { askedFor, drawMonth, dueFor, fillTill, pointsOf, startMonth } from './month.ts';

export const queryStartsNothing = check('query-starts-nothing', 'looking at the progress starts nothing', async ({ lab }) => {
  const times = ['10:15', '23:30', '11:45'];
  const unasked = drawMonth(lab, { bonusAfter: 22, times });
  const asked = drawMonth(lab, { bonusAfter: 22, times });
  fillTill(lab, unasked, asked);
  const gate = lab.world.holds('loyalty.award', 'before', ({ args }) => args['customerId'] === asked.customerId);
  lab.did = 'asked';
  const first = await startMonth(lab, unasked);
  const second = await startMonth(lab, asked);
  await lab.until(gate.reached(), 'points to be awarded', { flowing: true });
  for (let i = 0; i < 5; i++) await second.query('progress');
  gate.open();
  await first.settle();
  await second.settle();
  const a = (await askedFor(first)).sort();
  const b = (await askedFor(second)).sort();
  if (a.join() === b.join()) return holds;
  return finding({ did: lab.did, saw: `${a.join()}\n${b.join()}`, why: 'x', read: '#x', evidence: second });
}, { needs: ['by-the-rules'] });

export const queryChangesNothing = check('query-changes-nothing', 'looking at the progress changes nothing', async ({ lab }) => {
  const month = drawMonth(lab, { bonusAfter: 22, times: ['10:15', '23:30', '11:45'] });
  fillTill(lab, month);
  const gates = [lab.world.holds('loyalty.award', 'before'), lab.world.holds('mail.send', 'before')];
  const run = await startMonth(lab, month);
  for (const gate of gates) {
    await lab.until(gate.reached(), 'points to be awarded', { flowing: true });
    const a = JSON.stringify(await run.query('progress'));
    const b = JSON.stringify(await run.query('progress'));
    if (a !== b) return finding({ did: lab.did, saw: `${a} ${b}`, why: 'x', read: '#x', evidence: run });
    gate.open();
  }
  const outcome = await run.settle();
  if (pointsOf(outcome) === dueFor(month).points) return holds;
  return finding({ did: lab.did, saw: `${JSON.stringify(outcome)}`, why: 'x', read: '#x', evidence: run });
}, { needs: ['by-the-rules'] });
