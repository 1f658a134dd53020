import pg from 'pg';

export interface Statement {
  text: string;
  values: readonly unknown[];
  /** The connection keeps it parsed and planned. For what is asked all the time, of a small number of texts, and whose best plan does not hang on the values. */
  isKept?: boolean;
}

type Rows = Record<string, unknown>[];
type Done = (error: Error | null, rows: Rows[]) => void;

/** What the driver's own query does with the server's messages, which its types leave out. */
interface Message {
  (message: unknown, connection: pg.Connection): void;
}
interface DriverQuery {
  callback: (error: Error | null, result: { rows: Rows }) => void;
  submit(connection: pg.Connection): Error | null;
  handleRowDescription: Message;
  handleDataRow: Message;
  handleCommandComplete: Message;
  handleReadyForQuery(connection: pg.Connection): void;
}

/** A connection forgets what it keeps when it is replaced. */
const keptMost = 200;
const names = new Map<string, string>();
const kept = new WeakMap<object, Set<string>>();

/**
 * Sends statements at once, with a single Sync at their end: one write here, one answer there, and one transaction, which begins with the first and ends with the last.
 * @returns the rows of each. A rejection leaves the connection in a state that nobody should count on: release it as broken.
 */
export function askTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<Rows[]> {
  return new Promise((resolve, reject) => {
    client.query(new Together(statements.map((statement) => queryOf(client, statement)), (error, rows) => {
      if (error) reject(error);
      else resolve(rows);
    }));
  });
}

/** Set on the query and not told to its constructor, which would copy them one by one. */
function queryOf(client: object, statement: Statement): DriverQuery {
  const name = nameOf(client, statement);
  return Object.assign(new pg.Query(statement.text, [...statement.values]) as unknown as DriverQuery, { queryMode: 'extended' }, name !== undefined && { name });
}

/** undefined where the connection keeps nothing of the statement. */
function nameOf(client: object, { text, isKept }: Statement): string | undefined {
  if (!isKept) return undefined;
  const own = kept.get(client) ?? new Set();
  kept.set(client, own);
  if (!own.has(text) && own.size >= keptMost) return undefined;
  own.add(text);
  const name = names.get(text) ?? `kept_${names.size}`;
  names.set(text, name);
  return name;
}

/** The driver's queries, one after the other, as one of its queries. */
class Together implements pg.Submittable {
  callback: Done;
  readonly #queries: DriverQuery[];
  readonly #rows: Rows[] = [];
  #current = 0;

  constructor(queries: DriverQuery[], callback: Done) {
    this.callback = callback;
    this.#queries = queries;
    for (const query of this.#queries) query.callback = (error, result) => void (error ? this.handleError(error) : this.#rows.push(result.rows));
  }

  submit(connection: pg.Connection): void {
    const unsynced = Object.create(connection, { sync: { value: () => undefined } }) as pg.Connection;
    connection.stream.cork();
    try {
      for (const query of this.#queries) {
        const fault = query.submit(unsynced);
        if (fault) process.nextTick(() => this.handleError(fault));
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription(message: unknown, connection: pg.Connection): void {
    this.#queries[this.#current]?.handleRowDescription(message, connection);
  }

  handleDataRow(message: unknown, connection: pg.Connection): void {
    this.#queries[this.#current]?.handleDataRow(message, connection);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    this.#queries[this.#current++]?.handleCommandComplete(message, connection);
  }

  handleReadyForQuery(connection: pg.Connection): void {
    for (const query of this.#queries) query.handleReadyForQuery(connection);
    this.callback(null, this.#rows);
  }

  handleError(error: Error): void {
    this.callback(error, []);
  }
}
