import type { Abortable, ServiceOf } from '../service.ts';

export interface PointsRow {
  /** Chosen by whoever writes the row. */
  rowId: string;
  customerId: string;
  points: number;
}

/** A table of Harbour's own database: loyalty points, a row for each time some were given. */
export interface PointsTable {
  /** The sum over the rows of a customer. */
  balance(query: Abortable & { customerId: string }): Promise<{ points: number }>;
  /** Whether there is a row with this id now. */
  has(query: Abortable & { rowId: string }): Promise<boolean>;
  /** Adds a row, whatever is there: two rows may have the same id. */
  insert(row: Abortable & PointsRow): Promise<void>;
  /** Adds a row unless there is one with this id: a single statement, and nothing comes in between. */
  insertOnce(row: Abortable & PointsRow): Promise<void>;
  /** Writes a row in place of those with this id: a single statement, and nothing comes in between. */
  upsert(row: Abortable & PointsRow): Promise<void>;
}

type Memory = Map<string, unknown>;

export const pointsTable: ServiceOf<PointsTable> = {
  balance: {
    effect: 'read',
    act: ({ customerId }, { memory }) => {
      const own = rowsIn(memory).filter((row) => row.customerId === customerId);
      return { points: own.reduce((sum, { points }) => sum + points, 0) };
    },
  },
  has: { effect: 'read', act: ({ rowId }, { memory }) => hasRow(memory, rowId) },
  insert: { effect: 'plain', act: (row, { memory }) => add(memory, row) },
  insertOnce: {
    effect: 'plain',
    act: (row, { memory }) => {
      if (!hasRow(memory, row.rowId)) add(memory, row);
    },
  },
  upsert: {
    effect: 'plain',
    act: (row, { memory }) => {
      const others = rowsIn(memory).filter(({ rowId }) => rowId !== row.rowId);
      memory.set('rows', [...others, row]);
    },
  },
};

function rowsIn(memory: Memory): PointsRow[] {
  return (memory.get('rows') as PointsRow[] | undefined) ?? [];
}

function hasRow(memory: Memory, wanted: string): boolean {
  return rowsIn(memory).some(({ rowId }) => rowId === wanted);
}

function add(memory: Memory, row: PointsRow): void {
  memory.set('rows', [...rowsIn(memory), row]);
}
