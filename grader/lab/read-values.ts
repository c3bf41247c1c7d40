import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';

type ProtoPayload = temporal.api.common.v1.IPayload;
type ProtoDuration = { seconds?: unknown; nanos?: number | null } | null | undefined;

/** Payloads as the JSON values they hold; text where they hold something else. */
export function decode(payloads: ProtoPayload[] | null | undefined): unknown[] {
  return (payloads ?? []).map((payload) => {
    try {
      return defaultPayloadConverter.fromPayload(payload as never);
    } catch {
      return Buffer.from(payload.data ?? []).toString('utf8');
    }
  });
}

/** Milliseconds of a protobuf duration or timestamp; 0 when it is not set. */
export function toMs(value: ProtoDuration): number {
  return value ? Number(value.seconds ?? 0) * 1000 + Math.round((value.nanos ?? 0) / 1e6) : 0;
}
