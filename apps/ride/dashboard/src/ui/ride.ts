import type {
  Alert,
  BaseChoice,
  Connection,
  Fleet,
  FleetMap,
  FleetMapOptions,
  MapFigures,
  Session,
  SessionEvents,
  Source,
} from '../contracts.js';
import { cell } from './cell.js';

/** What the page is made of besides this interface. The heavy ones come when they are called for. */
export interface Parts {
  createFleet(): Fleet & { noteStrange(count: number): void };
  loadSession(): Promise<(source: Source, events: SessionEvents) => Session>;
  loadMap(): Promise<(options: FleetMapOptions) => FleetMap>;
  /** Whether an error of making the map says that the browser cannot draw it. */
  isNoWebGL(error: unknown): boolean;
}

export type MapTrouble = 'no-webgl' | 'map-failed';
export type MapLook = Pick<FleetMapOptions, 'theme' | 'base' | 'language' | 'reducedMotion' | 'insets'>;

/** The interface is drawn anew no more often than this, however fast readings come. */
const PULSE_MILLIS = 250;
const BETWEEN_ROUNDS_MILLIS = 1_000;
/** So long the map waits for the first readings: making it keeps the page busy, and the list can be there before. */
const FIRST_WORD_MILLIS = 800;

/** Ties the fleet to its stream and its map, and tells the interface what has become of them. */
export class Ride {
  readonly connection = cell<Connection>({ kind: 'idle' });
  readonly source = cell<Source | undefined>(undefined);
  readonly selected = cell<string | undefined>(undefined);
  readonly isFollowing = cell(false);
  readonly fleet = cell<Fleet | undefined>(undefined);
  readonly mapTrouble = cell<MapTrouble | undefined>(undefined);
  readonly isMapThere = cell(false);
  readonly base = cell<{ readonly kind: MapFigures['base']; readonly problem: string | undefined } | undefined>(
    undefined,
  );
  /** Another number whenever figures may have changed; at most four times a second. */
  readonly pulse = cell(0);
  readonly #parts: Parts;
  readonly #alertListeners = new Set<(alerts: readonly Alert[], count: number) => void>();
  #session: Session | undefined;
  #map: FleetMap | undefined;
  #unsubscribe: (() => void) | undefined;
  #streamTime = { at: 0, heard: 0 };
  #emptySince: number | undefined;
  #lastAlert = 0;
  #hasFitted = false;
  #heard: () => void = () => undefined;
  readonly #firstWord = new Promise<void>((resolve) => (this.#heard = resolve));
  /** Counts the starts: what an earlier one still brings is not taken. */
  #turn = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    setInterval(() => this.#beat(), PULSE_MILLIS);
  }

  /** Reads another source, from the beginning; what was known is forgotten. */
  async start(source: Source): Promise<void> {
    const turn = this.#forget();
    this.source.set(source);
    this.connection.set({ kind: 'connecting', step: 'credentials' });
    const fleet = this.#parts.createFleet();
    this.#adopt(fleet);
    try {
      const createSession = await this.#parts.loadSession();
      if (turn !== this.#turn) return;
      this.#session = createSession(source, this.#events(turn, fleet));
      this.#session.start();
    } catch (error) {
      if (turn === this.#turn) this.connection.set({ kind: 'failed', message: messageOf(error) });
    }
  }

  retry(): void {
    const source = this.source.value;
    if (this.#session !== undefined) this.#session.retry();
    else if (source !== undefined) void this.start(source);
  }

  /** Puts the map into its place; where it cannot be drawn the rest of the page goes on. */
  async showMap(container: HTMLElement, look: () => MapLook): Promise<void> {
    try {
      if (this.source.value !== undefined) await Promise.race([this.#firstWord, wait(FIRST_WORD_MILLIS)]);
      const createMap = await this.#parts.loadMap();
      this.#map = createMap({
        ...look(),
        container,
        onPick: (name) => this.select(name),
        onFollow: (isFollowing) => this.isFollowing.set(isFollowing),
        onBase: (kind, problem) => this.base.set({ kind, problem }),
      });
      // It tells when the base changes; what it began with it is asked.
      if (this.base.value === undefined) this.base.set({ kind: this.#map.figures().base, problem: undefined });
      this.isMapThere.set(true);
      this.#fillMap();
    } catch (error) {
      // The page says what it means; the console keeps what it was.
      console.error(error);
      this.mapTrouble.set(this.#parts.isNoWebGL(error) ? 'no-webgl' : 'map-failed');
    }
  }

  select(name: string | undefined): void {
    this.selected.set(name);
    this.#map?.select(name);
    if (name === undefined) this.follow(false);
  }

  /** Selects a unicorn and brings it into sight. */
  visit(name: string): void {
    this.select(name);
    const unicorn = this.fleet.value?.unicorns.get(name);
    if (unicorn !== undefined) this.#map?.flyTo(unicorn);
  }

  follow(isFollowing: boolean): void {
    this.isFollowing.set(isFollowing);
    this.#map?.follow(isFollowing);
  }

  fit(): void {
    this.follow(false);
    this.#map?.fit();
  }

  setTheme(theme: MapLook['theme']): void {
    this.#map?.setTheme(theme);
  }

  setLanguage(language: MapLook['language']): void {
    this.#map?.setLanguage(language);
  }

  setBase(base: BaseChoice): void {
    this.#map?.setBase(base);
  }

  mapFigures(): MapFigures | undefined {
    return this.#map?.figures();
  }

  /** The stream's time, ms since the epoch. Between two rounds it goes on; while nothing is heard it stands still, and with it all ages. */
  now(): number {
    const { at, heard } = this.#streamTime;
    return at === 0 ? Date.now() : at + Math.min(BETWEEN_ROUNDS_MILLIS, performance.now() - heard);
  }

  /** For how long the stream has been read without a unicorn, milliseconds. */
  emptyMillis(): number {
    return this.#emptySince === undefined ? 0 : performance.now() - this.#emptySince;
  }

  /** Calls with the alerts that are new since the last time; `count` is more where the fleet has kept only the latest. */
  onAlerts(listener: (alerts: readonly Alert[], count: number) => void): () => void {
    this.#alertListeners.add(listener);
    return () => this.#alertListeners.delete(listener);
  }

  #forget(): number {
    this.#session?.stop();
    this.#session = undefined;
    this.#unsubscribe?.();
    const known = [...(this.fleet.value?.unicorns.values() ?? [])];
    this.#map?.apply({ moved: [], appeared: [], faded: [], gone: known });
    this.select(undefined);
    this.#streamTime = { at: 0, heard: 0 };
    this.#emptySince = undefined;
    this.#lastAlert = 0;
    this.#hasFitted = false;
    this.#turn += 1;
    return this.#turn;
  }

  #adopt(fleet: Fleet): void {
    this.fleet.set(fleet);
    this.#unsubscribe = fleet.onChange((change) => {
      this.#map?.apply(change);
      if (change.appeared.length > 0) this.#fitOnce();
    });
  }

  #events(turn: number, fleet: ReturnType<Parts['createFleet']>): SessionEvents {
    return {
      onConnection: (connection) => {
        if (turn !== this.#turn) return;
        if (connection.kind !== 'reading') this.#emptySince = undefined;
        if (connection.kind !== 'reading' && connection.kind !== 'connecting') this.#heard();
        this.connection.set(connection);
      },
      onSightings: (sightings, now) => {
        if (turn !== this.#turn) return;
        this.#streamTime = { at: now, heard: performance.now() };
        fleet.take(sightings, now);
        fleet.pass(now);
        this.#heard();
      },
      onStrange: (count) => fleet.noteStrange(count),
    };
  }

  /** The map came after the unicorns. */
  #fillMap(): void {
    const known = [...(this.fleet.value?.unicorns.values() ?? [])];
    if (known.length === 0) return;
    this.#map?.apply({ moved: known, appeared: known, faded: [], gone: [] });
    this.#map?.select(this.selected.value);
    this.#fitOnce();
  }

  #fitOnce(): void {
    if (this.#hasFitted || this.#map === undefined) return;
    this.#hasFitted = true;
    this.#map.fit();
  }

  #beat(): void {
    const fleet = this.fleet.value;
    if (fleet !== undefined) {
      if (fleet.unicorns.size > 0) this.#emptySince = undefined;
      else if (this.connection.value.kind === 'reading') this.#emptySince ??= performance.now();
      this.#tellAlerts(fleet.alerts);
    }
    this.pulse.set(this.pulse.value + 1);
  }

  #tellAlerts(alerts: readonly Alert[]): void {
    const fresh = alerts.filter(({ id }) => id > this.#lastAlert);
    if (fresh.length === 0) return;
    const latest = Math.max(...fresh.map(({ id }) => id));
    const count = latest - this.#lastAlert;
    this.#lastAlert = latest;
    for (const listener of this.#alertListeners) listener(fresh, count);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
