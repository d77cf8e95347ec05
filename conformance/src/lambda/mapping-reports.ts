import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '../harness/wait.js';

/** One invocation, as the function saw it. */
export interface Call {
  /** What was written, record by record; long ones cut. */
  readonly texts: readonly string[];
  readonly keys: readonly string[];
  readonly requestId: string;
  /** Bytes of the event. */
  readonly bytes: number;
  /** The function's version. */
  readonly version: string;
  /** The ARN that it was invoked by. */
  readonly invoked: string;
  /** What the function had to say besides. */
  said?: unknown;
  /** How many calls had begun before it said so. */
  saidAt?: number;
  /** Where the function was to keep it. */
  readonly event?: MappingEvent;
}

export interface MappingEvent {
  readonly Records: readonly Readonly<Record<string, unknown>>[];
  readonly [member: string]: unknown;
}

/** A function that tells of each of its invocations when it begins, and waits for leave to go on. */
export interface Recorder {
  readonly name: string;
  readonly arn: string;
  readonly role: string;
  /** The invocations so far, in the order in which they began. */
  readonly calls: readonly Call[];
  /** All that it was given so far, in order. */
  texts(): string[];
  /** The invocations, once they held so many records together. */
  until(records: number, patience?: number): Promise<readonly Call[]>;
  /** What its code has as `told` from its next invocation on. */
  told: unknown;
  /** Lets no invocation that begins from now on get further, until what it gives is called. */
  hold(): () => void;
}

/** A recorder without its function. */
type Report = Omit<Recorder, 'name' | 'arn' | 'role'>;

/** What functions tell over HTTP: they share no files with those who made them. */
export class Reports {
  readonly #server: Server;
  readonly #reports: { readonly take: (note: Note) => Promise<unknown> }[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<Reports> {
    const server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        const note = JSON.parse(await text(request)) as Note;
        const told = await reports.#reports[Number(request.url?.slice(1))]?.take(note);
        response.end(JSON.stringify(told ?? null));
      };
      // A function that was killed while it spoke.
      answer().catch(() => response.destroy());
    });
    const reports = new Reports(server);
    // Functions stand still between invocations, and must find their connection as it was.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    return reports;
  }

  /** Where one function reports to. */
  open(): { readonly url: string; readonly report: Report } {
    const calls: Call[] = [];
    let held: Promise<void> | undefined;
    const report: Report = {
      calls,
      told: {},
      texts: () => calls.flatMap(({ texts }) => texts),
      until: (records, patience) => untilThereAre(calls, records, patience),
      hold: () => {
        let release = (): void => undefined;
        const holding = new Promise<void>((resolve) => (release = resolve));
        held = holding;
        return () => {
          if (held === holding) held = undefined;
          release();
        };
      },
    };
    const take = async (note: Note): Promise<unknown> => {
      if (note.call !== undefined) {
        const call = calls[note.call];
        if (call !== undefined) Object.assign(call, { said: note.said, saidAt: calls.length });
        return undefined;
      }
      const call = calls.push(note) - 1;
      await held;
      return { told: report.told, call };
    };
    const { port } = this.#server.address() as AddressInfo;
    const place = this.#reports.push({ take }) - 1;
    return { url: `http://127.0.0.1:${port}/${place}`, report };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

type Note = (Call & { readonly call?: never }) | { readonly said: unknown; readonly call: number };

async function untilThereAre(calls: readonly Call[], records: number, patience?: number): Promise<readonly Call[]> {
  let seen = 0;
  let counted = 0;
  try {
    return await eventually(
      `${records} records`,
      () => {
        for (; counted < calls.length; counted++) seen += calls[counted]?.texts.length ?? 0;
        return seen >= records && calls;
      },
      patience,
    );
  } catch (error) {
    const sizes = calls.slice(0, 30).map(({ texts }) => texts.length);
    throw new Error(`${seen} of ${records} records came: ${sizes.join(', ')}`, { cause: error });
  }
}

/** @param whole whether it tells of events as they came */
export const recorderCode = (url: string, body: string, whole: boolean): string => `
const http = require('node:http');
const tell = (note) => new Promise((resolve, reject) => {
  const request = http.request(${JSON.stringify(url)}, { method: 'POST' }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve(JSON.parse(text)));
  });
  request.on('error', reject).end(JSON.stringify(note));
});
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const imageOf = ({ NewImage, OldImage }) => NewImage ?? OldImage ?? {};
const textOf = ({ kinesis, dynamodb }) =>
  kinesis ? Buffer.from(kinesis.data, 'base64').toString() : imageOf(dynamodb).text?.S ?? '';
const keyOf = ({ kinesis, dynamodb }) => (kinesis ? kinesis.partitionKey : dynamodb.Keys.pk.S);
const sequenceOf = ({ kinesis, dynamodb }) => (kinesis ? kinesis.sequenceNumber : dynamodb.SequenceNumber);
exports.handler = async (event, context) => {
  const texts = event.Records.map(textOf);
  const keys = event.Records.map(keyOf);
  const { told, call } = await tell({
    texts: texts.map((text) => text.slice(0, 60)),
    keys,
    requestId: context.awsRequestId,
    bytes: Buffer.byteLength(JSON.stringify(event)),
    version: context.functionVersion,
    invoked: context.invokedFunctionArn,
    ${whole ? 'event,' : ''}
  });
  const say = (said) => tell({ said, call });
  ${body}
};
`;
