import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const hotelUndo = '    undos.push(() => cancelHotel({ tripId }));\n';
export const hotelStep = '    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;\n';
export const carUndo = '    undos.push(() => cancelCar({ tripId }));\n';
export const carStep = '    trip.car = (await bookCar({ tripId, city: to })).confirmation;\n';
export const chargeUndo = '    undos.push(() => refundCard({ tripId }));\n';
export const chargeStep = '    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;\n';
export const shield = 'await CancellationScope.nonCancellable(async () => {';
export const loopHead = 'for (const undo of undos.reverse()) {';
export const oneUndo = '          await undo();\n';
export const loopEnd = 'failure: String(failure) });\n        }\n      }\n';

/** Replaces a text that the solution has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Imports more names from the SDK. */
export function importing(names: string): Edit {
  return edit('import { CancellationScope', `import { ${names}, CancellationScope`);
}

/** Puts other code in the place where the solution throws. */
export function throwing(code: string): Edit {
  return edit('    throw error;\n', code);
}

/** The charge, with its undo in a `catch` of its own; in place of the two lines of the solution. */
export function refundedAtOnce(refund: string): string {
  return `    try {\n  ${chargeStep}    } catch (error) {\n      ${refund}\n      throw error;\n    }\n`;
}
