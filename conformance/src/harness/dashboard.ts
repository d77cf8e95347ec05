import './quiet.js';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeReading, statusTime, type Reading } from '@paddock/ride';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import type { Browser, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import type { Control } from './control.js';
import { readPng, type Pixels } from './png.js';
import { deployRide } from './ride.js';
import { startPaddock } from './server.js';
import { eventually } from './wait.js';

export const stream = 'wildrydes';

/** The folder for pictures of the page, where somebody wants them. */
const keeps = process.env['PADDOCK_SCREENSHOTS'] || undefined;

/** A server with the ride's whole system, and who puts readings. */
export interface Ridden {
  readonly url: string;
  readonly sdk: Kinesis;
  readonly control: Control;
  /** Of the identity pool. */
  readonly pool: string;
  put(...readings: readonly Reading[]): Promise<void>;
  close(): Promise<void>;
}

/** @param prepare what there is before the system is made */
export async function startRidden(prepare: (sdk: Kinesis) => Promise<unknown> = async () => {}): Promise<Ridden> {
  const paddock = await startPaddock();
  const { url, sdk, control } = paddock;
  try {
    await prepare(sdk);
    const { identityPoolId } = await deployRide(url, 'analytics');
    return {
      url,
      sdk,
      control,
      pool: identityPoolId,
      put: (...readings) => putReadings(sdk, readings),
      close: () => paddock.close(),
    };
  } catch (error) {
    await paddock.close();
    throw error;
  }
}

/** Puts readings, 500 at a time. @throws when not all of them were taken */
export async function putReadings(sdk: Kinesis, readings: readonly Reading[]): Promise<void> {
  for (let from = 0; from < readings.length; from += 500) {
    const { FailedRecordCount } = await sdk.putRecords({
      StreamName: stream,
      Records: readings
        .slice(from, from + 500)
        .map((reading) => ({ PartitionKey: reading.Name, Data: encodeReading(reading) })),
    });
    if (FailedRecordCount !== 0) throw new Error(`${FailedRecordCount} readings were not put`);
  }
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** In Manhattan. */
export const home: Place = { latitude: 40.75, longitude: -73.985 };

/** So many metres east and north of home. */
export const away = (east: number, north: number): Place => ({
  latitude: home.latitude + north / 111_195,
  longitude: home.longitude + east / (111_195 * Math.cos((home.latitude * Math.PI) / 180)),
});

/** What a sensor says at a place; it is well and goes 30 m a second unless told otherwise. */
export const readingOf = (name: string, place: Place, rest: Partial<Reading> = {}): Reading => ({
  Name: name,
  StatusTime: statusTime(Date.now()),
  Latitude: place.latitude,
  Longitude: place.longitude,
  Distance: 30,
  MagicPoints: 150,
  HealthPoints: 150,
  ...rest,
});

export interface VisitOptions extends BrowserContextOptions {
  /** What the page's address says. */
  readonly search?: Readonly<Record<string, string>>;
  /** The page's clock can be turned; without, it is the machine's. */
  readonly clock?: boolean;
  /** The packaged map has no land and no roads, which take the processor long to draw; so it is unless told otherwise. */
  readonly bare?: boolean;
  /** What answers beyond this machine; without, nothing does. */
  readonly beyond?: (route: Route) => Promise<void>;
}

/** What the page takes for the world. */
const noLand = { scale: 1, arcs: [], shapes: {}, labels: [] };

/** Somebody's visit of the live map: a browser context of its own, with nothing kept from before. */
export class Visit {
  readonly page: Page;
  /** What the page asked for, whomever. */
  readonly asked: string[] = [];
  /** Errors that nobody caught. */
  readonly errors: Error[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error));
    page.context().on('request', (request) => this.asked.push(request.url()));
  }

  static async begin(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
    const {
      search = {},
      clock = false,
      bare = keeps === undefined,
      beyond = (route: Route) => route.abort(),
      ...rest
    } = options;
    const context = await browser.newContext({
      viewport: { width: 1100, height: 720 },
      // What is drawn by the processor takes its time: the less the more there is of it.
      deviceScaleFactor: keeps === undefined ? 0.5 : 1,
      locale: 'en-US',
      colorScheme: 'light',
      // Markers and camera are where they are to be at once.
      reducedMotion: 'reduce',
      ...rest,
    });
    context.setDefaultTimeout(30_000);
    await context.route(({ hostname, protocol }) => hostname !== '127.0.0.1' && protocol.startsWith('http'), beyond);
    if (bare) await context.route('**/geodata/*', (route) => route.fulfill({ json: noLand }));
    const page = await context.newPage();
    if (clock) await page.clock.install();
    const visit = new Visit(page);
    await page.goto(`${url}/dashboard/?${new URLSearchParams(search).toString()}`);
    return visit;
  }

  /** The visit of a stream whose pool the address names, over the packaged map. */
  static of(browser: Browser, { url, pool }: Pick<Ridden, 'url' | 'pool'>, options: VisitOptions = {}): Promise<Visit> {
    return Visit.begin(browser, url, { ...options, search: { pool, stream, style: 'offline', ...options.search } });
  }

  get list(): Locator {
    return this.page.getByRole('grid', { name: 'Unicorns' });
  }

  /** The row of a unicorn. */
  row(name: string): Locator {
    return this.list
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${name}\\b`) }) });
  }

  get card(): Locator {
    return this.page.getByRole('article');
  }

  get alerts(): Locator {
    return this.page.getByRole('region', { name: 'Alerts' }).getByRole('listitem');
  }

  get debug(): Locator {
    return this.page.getByRole('region', { name: 'Debug' });
  }

  get map(): Locator {
    return this.page.getByRole('region', { name: 'Map of the unicorns' });
  }

  /** What stands in the way, by its heading. */
  notice(title: string): Locator {
    return this.page.getByRole('region', { name: title });
  }

  /** How it goes with the stream, in a word or two. */
  state(words: string): Locator {
    return this.page.getByRole('banner').getByText(words, { exact: true });
  }

  /** Lets the page's time pass until something is so: not for long, lest what it signs be from the future. */
  async soon(what: string, probe: () => Promise<boolean>, step = 1_000): Promise<void> {
    let passed = 0;
    await eventually(what, async () => {
      if (await probe()) return true;
      if ((passed += step) <= 40_000) await this.pass(step);
      return false;
    });
  }

  /** Lets the page's time pass until it reads the stream. */
  reads(): Promise<void> {
    return this.soon('it reads', () => this.state('Live').isVisible(), 5_000);
  }

  /** The names in the list, as it shows them. */
  async names(): Promise<string[]> {
    return (await this.list.getByRole('rowheader').locator('.name').allTextContents()).toSorted();
  }

  /** What stands beside a word in a list of terms. */
  fact(within: Locator, term: string): Locator {
    return within.locator('dl > div', { has: this.page.getByText(term, { exact: true }) }).locator('dd');
  }

  /** A figure of the debug overlay, as a number. */
  async figure(term: string): Promise<number> {
    return Number((await this.fact(this.debug, term).textContent())?.replaceAll(/[^\d.]/g, ''));
  }

  /**
   * Where so many markers are on the page, once they stand still: in CSS pixels, from the west to the east.
   * @param meanwhile done before each look
   */
  async markers(count: number, meanwhile = async (): Promise<void> => {}): Promise<Point[]> {
    let last = '';
    return await eventually(
      `${count} markers that stand still`,
      async () => {
        await meanwhile();
        const found = markersIn(await this.pixels());
        const now = found.map(({ x, y }) => `${Math.round(x / 4)} ${Math.round(y / 4)}`).join();
        const isSame = now === last;
        last = now;
        return found.length === count && isSame && found;
      },
      30_000,
    );
  }

  async pixels(): Promise<Pixels> {
    return readPng(await this.page.screenshot({ scale: 'css' }));
  }

  /** Lets time pass in the page, of which the clock can be turned. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.fastForward(ms);
  }

  /** Keeps a picture of the page, where somebody wants them. */
  async keep(name: string): Promise<void> {
    if (keeps === undefined) return;
    await mkdir(keeps, { recursive: true });
    await this.page.screenshot({ path: join(keeps, `${name}.png`) });
  }

  async end(): Promise<void> {
    await this.page.context().close();
    const [error] = this.errors;
    if (error !== undefined) throw error;
  }
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What no panel covers of a page of the usual size. */
export const open = { left: 350, right: 740, top: 75, bottom: 690 };

/**
 * The markers in a picture of the page, from the west to the east: where there is more than a line of a strong colour. The base map has
 * soft colours only.
 */
export function markersIn(picture: Pixels): Point[] {
  const { left, right, top, bottom } = open;
  const isStrong = (x: number, y: number): boolean => {
    const channels = picture.at(x, y);
    return Math.max(...channels) - Math.min(...channels) > 90;
  };
  const isSolid = (x: number, y: number): boolean => {
    for (let dx = -2; dx <= 2; dx++) for (let dy = -2; dy <= 2; dy++) if (!isStrong(x + dx, y + dy)) return false;
    return true;
  };
  const heaps: { x: number; y: number; count: number }[] = [];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (!isStrong(x, y) || !isSolid(x, y)) continue;
      const heap = heaps.find((one) => Math.hypot(one.x / one.count - x, one.y / one.count - y) < 30);
      if (heap === undefined) heaps.push({ x, y, count: 1 });
      else Object.assign(heap, { x: heap.x + x, y: heap.y + y, count: heap.count + 1 });
    }
  return heaps.map(({ x, y, count }) => ({ x: x / count, y: y / count })).toSorted((one, other) => one.x - other.x);
}

/**
 * How far points on a map are from where places must be, in pixels, whatever its centre and scale: the first and the last tell these.
 * Over a few kilometres a Mercator map is a plan.
 */
export function deviation(points: readonly Point[], places: readonly Place[]): number {
  const plan = places.map(({ latitude, longitude }) => ({
    x: longitude * Math.cos((home.latitude * Math.PI) / 180),
    y: -latitude,
  }));
  const span = ([first, last]: readonly (Point | undefined)[]): Point => ({
    x: (last?.x ?? 0) - (first?.x ?? 0),
    y: (last?.y ?? 0) - (first?.y ?? 0),
  });
  const [onMap, onPlan] = [span([points[0], points.at(-1)]), span([plan[0], plan.at(-1)])];
  const scale = Math.hypot(onMap.x, onMap.y) / Math.hypot(onPlan.x, onPlan.y);
  return Math.max(
    ...points.map((point, index) => {
      const [seen, meant] = [span([points[0], point]), span([plan[0], plan[index]])];
      return Math.hypot(seen.x - meant.x * scale, seen.y - meant.y * scale);
    }),
  );
}
