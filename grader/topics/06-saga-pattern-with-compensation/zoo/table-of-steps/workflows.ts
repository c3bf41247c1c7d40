import { CancellationScope, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { TripConfirmation, TripRequest } from './shared';

const act = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 5 } });
const undo = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 hour' },
});

interface Step {
  name: keyof TripConfirmation;
  act(request: TripRequest): Promise<activities.Booked>;
  undo(request: TripRequest): Promise<void>;
}

const steps: Step[] = [
  { name: 'flight', act: ({ tripId, from, to }) => act.bookFlight({ tripId, from, to }), undo: undo.cancelFlight },
  {
    name: 'hotel',
    act: ({ tripId, to, nights }) => act.bookHotel({ tripId, city: to, nights }),
    undo: undo.cancelHotel,
  },
  { name: 'car', act: ({ tripId, to }) => act.bookCar({ tripId, city: to }), undo: undo.cancelCar },
  { name: 'charge', act: ({ tripId, card, cents }) => act.chargeCard({ tripId, card, cents }), undo: undo.refundCard },
];

export async function bookTrip(request: TripRequest): Promise<TripConfirmation> {
  return await climb(request, { flight: '', hotel: '', car: '', charge: '' }, 0);
}

/** Takes one step, then the rest of them; whatever fails above is undone above before this step is undone. */
async function climb(request: TripRequest, trip: TripConfirmation, index: number): Promise<TripConfirmation> {
  const step = steps[index];
  if (!step) return trip;
  try {
    const { confirmation } = await step.act(request);
    return await climb(request, { ...trip, [step.name]: confirmation }, index + 1);
  } catch (error) {
    await CancellationScope.nonCancellable(async () => {
      await step.undo(request).catch((failure) => log.error('An undo failed.', { failure: String(failure) }));
    });
    throw error;
  }
}
