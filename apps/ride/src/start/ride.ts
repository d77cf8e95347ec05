import { connect } from '../client.js';
import { names } from '../provision/names.js';
import { mapUrl } from '../map-url.js';
import { openBrowser } from './open-browser.js';
import { Progress } from './progress.js';
import { Riders } from './riders.js';
import { liveDisplay, plainDisplay } from './show.js';
import { seconds } from './text.js';
import { FigureWatch } from './watch-figures.js';
import type { Destination } from '../client.js';
import type { ProvisionEvent, ProvisionOptions } from '../provision/contracts.js';
import type { Time } from '../time.js';
import type { ServerProcess } from './server-process.js';
import type { Settings } from './settings.js';
import type { Display, View } from './show.js';
import type { Problem } from './progress.js';
import type { Status } from './status.js';

const SERIES_SECONDS = 40;
const NOTE_MATTERS_FOR = 10_000;
/** How long the end waits for a step of the provisioning that is under way. */
const FAREWELL = 500;
/** The parts without which there are readings, but nothing sums them up. */
const SUMS_UP = new Set(['application', 'summary-trigger']);

export interface Serving {
  readonly server: ServerProcess;
  readonly settings: Settings;
  readonly time: Time;
  /** Aborts when it is time to stop. */
  readonly signal: AbortSignal;
  /** Ctrl+C or q, as the live status reads it. */
  readonly interrupt: () => void;
  /** The server's latest complaint, while it matters. */
  readonly complaint: () => string | undefined;
  /** Resolves when the map's page is there, rejects when it could not be built; undefined when that is not known. */
  readonly page: Promise<void> | undefined;
}

interface Provisioning {
  readonly deploy: (options: ProvisionOptions) => Promise<unknown>;
}

/** The system as it is made, ridden and shown. */
export class Ride {
  readonly #serving: Serving;
  readonly #progress: Progress;
  readonly #display: Display;
  readonly #bornAt: number;
  #server: { readonly url: string; readonly version: string } | undefined;
  #riders: Riders | undefined;
  #riding: Promise<void> | undefined;
  #figures: FigureWatch | undefined;
  #pool: string | undefined;
  #hasPage: boolean;
  #pageProblem: Problem | undefined;
  #sumsUp = false;
  #summingSince: number | undefined;
  #note: { readonly text: string; readonly at: number } | undefined;

  constructor(serving: Serving) {
    const { settings, time, page } = serving;
    this.#serving = serving;
    this.#bornAt = time.elapsed();
    this.#progress = new Progress(this.#bornAt);
    this.#hasPage = page === undefined;
    const view = (): View => this.#view();
    this.#display = settings.isLive ? liveDisplay(settings, view, (key) => this.#key(key)) : plainDisplay(view);
  }

  /**
   * Waits for the server, provisions, rides as soon as there is a stream, until the signal aborts.
   * @throws Error when the server does not start
   */
  async run(): Promise<void> {
    const { server, settings, signal, time } = this.#serving;
    const provisioning = import('../provision/deploy.js'); // loaded while the server starts
    provisioning.catch(() => undefined); // whoever awaits it hears of it
    const ready = await Promise.race([server.ready, aborted(signal)]);
    if (ready === undefined) return;
    this.#server = ready;
    this.#progress.begin(time.elapsed());
    const { region, data } = settings;
    this.#display.say(`Paddock ${ready.version} serves on ${ready.url}; data: ${data}`);
    const destination: Destination = { region, endpoint: ready.url, credentials: 'paddock' };
    const subjects = { ...names, functionName: names.processor };
    this.#figures = new FigureWatch(destination, subjects, time);
    this.#display.draw();
    const watching = this.#figures.run(signal);
    void this.#waitForPage();
    await this.#provision(destination, provisioning);
    this.#progress.end(time.elapsed());
    this.#display.say(this.#progress.summary());
    this.#display.draw();
    await Promise.all([this.#riding, watching, aborted(signal)]);
  }

  /** Draws the last time; the answer restores the terminal. */
  end(): () => void {
    return this.#display.stop();
  }

  async #provision(destination: Destination, module: Promise<Provisioning>): Promise<void> {
    const { signal, time } = this.#serving;
    const ended = module.then(({ deploy }) =>
      deploy({ destination, summary: 'auto', time, signal, onEvent: (event) => this.#hear(event, destination) }),
    );
    // What stops is not waited for: what was made stays, and deploying again goes on from there.
    const farewell = aborted(signal).then(() => time.sleep(FAREWELL));
    try {
      await Promise.race([ended, farewell]);
    } catch (error) {
      // A failed part has been told of; anything else has not.
      if (signal.aborted || this.#progress.problems.length > 0) return;
      this.#hear(
        {
          kind: 'failed',
          part: { id: 'system', title: 'The system' },
          what: 'it could not be made',
          why: error instanceof Error ? error.message : String(error),
          todo: `When that is mended: ${this.#command('ride deploy')}`,
        },
        destination,
      );
    }
    ended.catch(() => undefined);
  }

  #hear(event: ProvisionEvent, destination: Destination): void {
    const { signal, time } = this.#serving;
    if (signal.aborted) return;
    const told: ProvisionEvent = event.kind === 'failed' ? { ...event, todo: this.#remedy(event.todo) } : event;
    this.#progress.take(told, time.elapsed());
    this.#display.event(told);
    const isThere = event.kind === 'done' || (event.kind === 'planned' && event.action.kind === 'none');
    if (isThere && event.part.id === 'stream') this.#letRide(destination);
    if (event.kind !== 'done') return;
    if (SUMS_UP.has(event.part.id)) this.#sumsUp = true;
    if (event.known?.identityPoolId !== undefined) {
      this.#pool = event.known.identityPoolId;
      this.#showMap();
    }
  }

  #letRide(destination: Destination): void {
    if (this.#riders !== undefined) return;
    const { signal, time } = this.#serving;
    const place = { stream: names.stream, region: destination.region, endpoint: destination.endpoint };
    const client = connect(destination);
    this.#riders = new Riders(client, place, time);
    this.#riding = this.#riders.run(signal).finally(() => client.destroy());
    this.#display.say(`Three unicorns ride: records flow into ${names.stream}`);
  }

  async #waitForPage(): Promise<void> {
    const { page, signal } = this.#serving;
    if (page === undefined) return;
    try {
      await page;
      this.#hasPage = true;
      this.#showMap();
    } catch (error) {
      if (signal.aborted) return;
      this.#pageProblem = {
        title: 'live map',
        what: 'its page could not be built',
        why: error instanceof Error ? error.message : String(error),
        todo: 'npm run build shows more. Everything else works without it.',
      };
      const { title, what, why, todo } = this.#pageProblem;
      this.#display.say(`✗ ${title}: ${what}: ${why}. ${todo}`);
      this.#display.draw();
    }
  }

  #showMap(): void {
    const { settings, signal } = this.#serving;
    const url = this.#mapUrl();
    if (url === undefined || signal.aborted) return;
    this.#display.say(`Live map: ${url}`);
    this.#display.draw();
    if (settings.opensMap) void this.#open(url);
  }

  async #open(url: string): Promise<void> {
    const isOpen = await openBrowser(url);
    if (!isOpen) this.#remark('no browser could be opened here: open the address yourself');
  }

  #key(key: string): void {
    if (key === '\x03' || key === 'q' || key === 'Q') this.#serving.interrupt();
    if ((key === 'c' || key === 'C') && this.#server !== undefined) void this.#open(`${this.#server.url}/console/`);
    if (key !== 'o' && key !== 'O') return;
    const url = this.#mapUrl();
    if (url === undefined) this.#remark('the live map is not there yet');
    else void this.#open(url);
  }

  #remark(text: string): void {
    this.#note = { text, at: this.#serving.time.elapsed() };
    this.#display.draw();
  }

  #mapUrl(): string | undefined {
    if (this.#server === undefined || this.#pool === undefined || !this.#hasPage) return undefined;
    return mapUrl(this.#server.url, this.#pool, names.stream);
  }

  #cause(): string | undefined {
    const cause = this.#figures?.cause;
    // A role that was changed is what participants try.
    return cause?.includes('not authorized') === true ? `${cause} → ${this.#command('ride deploy')} mends it` : cause;
  }

  #command(rest: string): string {
    const port = new URL(this.#server?.url ?? 'http://127.0.0.1:4566').port;
    return `${port === '4566' ? '' : `PADDOCK_PORT=${port} `}npx paddock ${rest}`;
  }

  #remedy(todo: string): string {
    return todo.includes('ride deploy') ? todo : `${todo} Then: ${this.#command('ride deploy')}`;
  }

  #view(): View {
    const { settings, time, complaint } = this.#serving;
    const now = time.elapsed();
    const look = { width: process.stdout.columns - 1, color: settings.hasColor };
    if (this.#server === undefined || this.#figures === undefined) {
      return {
        kind: 'starting',
        line: this.#progress.spin(`Starting the server   ${seconds(now - this.#bornAt)}`, look, now),
      };
    }
    const riders = this.#riders;
    const { figures } = this.#figures;
    const total = riders?.meter.total ?? 0;
    // The first minute that is summed up is that of the first reading which the application can read.
    if (this.#sumsUp && total > 0) this.#summingSince ??= time.epoch();
    const own = this.#note !== undefined && now - this.#note.at < NOTE_MATTERS_FOR ? this.#note.text : undefined;
    const status: Status = {
      ...this.#server,
      region: settings.region,
      stream: names.stream,
      table: names.table,
      functionName: names.processor,
      data: settings.data,
      mapUrl: this.#mapUrl(),
      now: time.epoch(),
      upMillis: now - this.#bornAt,
      summingSince: this.#summingSince,
      series: riders?.meter.series(time.epoch(), SERIES_SECONDS) ?? [],
      // The metrics are asked for every few seconds: what has been read is newer at first.
      figures: { ...figures, records: Math.max(figures.records, total) },
      unicorns: riders?.meter.unicorns(time.epoch()) ?? [],
      shards: riders?.shards ?? [],
      riders: riders?.trouble ?? { throttled: 0, denied: 0, errors: 0 },
      parts: this.#progress.isOver ? undefined : this.#progress.lines(look, now),
      summary: this.#progress.isOver ? this.#progress.summary() : undefined,
      isPageComing: !this.#hasPage && this.#pageProblem === undefined,
      problems: [...this.#progress.problems, ...(this.#pageProblem === undefined ? [] : [this.#pageProblem])],
      note: own ?? riders?.obstacle ?? this.#cause() ?? complaint(),
      hasAwsCli: settings.hasAwsCli,
    };
    return { kind: 'status', status };
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
