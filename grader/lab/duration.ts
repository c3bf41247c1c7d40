const units = { ms: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

type Unit = keyof typeof units;

/** Milliseconds, or words such as `3 days`, `90 seconds`, `1.5 hours`. */
export type Duration = number | `${number} ${Unit | `${Exclude<Unit, 'ms'>}s`}`;

/** A duration in milliseconds. */
export function inMs(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const [amount = '', unit = ''] = duration.split(' ');
  return Number(amount) * units[(unit === 'ms' ? unit : unit.replace(/s$/, '')) as Unit];
}

/** A duration as people say it: `3 days`, `1.5 hours`, `250 ms`. */
export function sayDuration(ms: number): string {
  const names: Unit[] = ['day', 'hour', 'minute', 'second'];
  const unit = names.find((name) => ms >= units[name]);
  if (!unit) return `${Math.round(ms)} ms`;
  const amount = Math.round((ms / units[unit]) * 10) / 10;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
