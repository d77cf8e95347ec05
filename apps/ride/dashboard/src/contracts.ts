import type { Reading } from '@paddock/ride/browser';

/** What the page reads, and with what: from its address, from the last visit, or typed. */
export interface Source {
  /** `us-east-1:…` */
  readonly identityPoolId: string;
  readonly streamName: string;
  readonly region: string;
  /** Undefined for AWS itself. The page's own origin unless the address says otherwise. */
  readonly endpoint: string | undefined;
}

/** A reading, and when it arrived in the stream, ms since the epoch. */
export interface Sighting {
  readonly reading: Reading;
  readonly arrivedAt: number;
}

/** How it goes with the stream; each kind is shown to a person in words of its own. */
export type Connection =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly step: 'credentials' | 'shards' }
  | { readonly kind: 'reading'; readonly shards: number; readonly behindMillis: number }
  /** `action` and `resource` as the service names them, empty when its message does not tell. */
  | {
      readonly kind: 'denied';
      readonly action: string;
      readonly resource: string;
      readonly principal: string;
      readonly message: string;
    }
  | { readonly kind: 'missing-stream'; readonly stream: string; readonly region: string }
  | { readonly kind: 'missing-pool'; readonly pool: string; readonly message: string }
  /** The pool admits no guests, or has no role for them. */
  | { readonly kind: 'no-guests'; readonly pool: string; readonly message: string }
  | { readonly kind: 'throttled'; readonly message: string }
  /** The server is gone; it is tried again until it is back. `since` is ms since the epoch. */
  | { readonly kind: 'unreachable'; readonly endpoint: string; readonly since: number }
  | { readonly kind: 'failed'; readonly message: string };

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Points at a moment: what the card's plot shows. */
export interface Vitals {
  readonly at: number;
  readonly health: number;
  readonly magic: number;
}

/** A unicorn as it was last seen. The object stays the same while the unicorn is known; its members change. */
export interface Unicorn extends Place {
  readonly name: string;
  /** The smallest number that no other known unicorn has: its place in the map's buffers. */
  readonly slot: number;
  /** Degrees clockwise from north, of the last leg. */
  readonly bearing: number;
  /** Metres a second, from the distance of the last reading. */
  readonly speed: number;
  readonly health: number;
  readonly magic: number;
  /** Where it was when it was first seen. */
  readonly start: Place;
  /** Arrival of its last reading, ms since the epoch. */
  readonly lastSeen: number;
  /** The reading's own time, as it was sent. */
  readonly statusTime: string;
  readonly readings: number;
  /** Fading: silent for longer than most of the time that makes it vanish. */
  readonly isFading: boolean;
  readonly isLow: boolean;
  /** The last two minutes, the oldest first. */
  readonly history: readonly Vitals[];
}

/** What has changed in the fleet since the last time. */
export interface FleetChange {
  /** New readings: of unicorns that were there, and of those that appeared. */
  readonly moved: readonly Unicorn[];
  readonly appeared: readonly Unicorn[];
  /** They have been silent for a while, or were and speak again. */
  readonly faded: readonly Unicorn[];
  readonly gone: readonly Unicorn[];
}

export interface Alert {
  readonly id: number;
  readonly name: string;
  readonly kind: 'low' | 'recovered' | 'silent' | 'returned';
  /** ms since the epoch */
  readonly at: number;
  readonly health: number;
}

/** Counts for the panel and the debug overlay. */
export interface FleetFigures {
  readonly unicorns: number;
  readonly low: number;
  readonly fading: number;
  /** Readings in the last complete seconds, the oldest first, 60 of them. */
  readonly perSecond: readonly number[];
  readonly readings: number;
  /** Records that were no readings. */
  readonly strange: number;
}

/** The known unicorns, made of what was read; knows no clock but the times that it is given. */
export interface Fleet {
  readonly unicorns: ReadonlyMap<string, Unicorn>;
  readonly alerts: readonly Alert[];
  figures(now: number): FleetFigures;
  /** @param now ms since the epoch, by the stream's time */
  take(sightings: readonly Sighting[], now: number): void;
  /** Lets the silent fade and go. */
  pass(now: number): void;
  onChange(listener: (change: FleetChange) => void): () => void;
}

/** Guest credentials, shards and polling. It gives sightings and says how it goes. */
export interface Session {
  readonly connection: Connection;
  start(): void;
  /** Tries again at once. */
  retry(): void;
  stop(): void;
}

export interface SessionEvents {
  readonly onConnection: (connection: Connection) => void;
  /** @param now the stream's time as far as it has been read, ms since the epoch; comes once a round even when nothing was read */
  readonly onSightings: (sightings: readonly Sighting[], now: number) => void;
  /** A record that is no reading. */
  readonly onStrange: (count: number) => void;
}

export type Theme = 'light' | 'dark';

/** auto: online tiles where the network leads there, what is packaged otherwise. */
export type BaseChoice = 'auto' | 'offline' | { readonly style: string };

/** How the map is drawing, for the debug overlay. */
export interface MapFigures {
  /** Milliseconds between frames, of the last second or so. */
  readonly frame: { readonly median: number; readonly worst: number };
  /** Milliseconds of the main thread's time that a frame of the overlay, and a batch of readings, takes. */
  readonly draw: { readonly median: number; readonly worst: number };
  readonly apply: { readonly median: number; readonly worst: number };
  readonly markers: number;
  readonly trailPoints: number;
  readonly base: 'online' | 'offline' | 'style';
}

/** Pixels at the edges of the map's container that panels cover. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface FleetMapOptions {
  readonly container: HTMLElement;
  readonly theme: Theme;
  readonly base: BaseChoice;
  readonly language: 'en' | 'ko';
  /** Prefers no movement: markers jump, the camera too. */
  readonly reducedMotion: boolean;
  /** Asked when the camera is fitted or flies: what is to be seen goes between the panels. */
  readonly insets?: (() => Insets) | undefined;
  /** A unicorn was clicked, or the map beside it. */
  readonly onPick: (name: string | undefined) => void;
  /** Following has ended because a person dragged the map away. */
  readonly onFollow?: ((isFollowing: boolean) => void) | undefined;
  /** The base map that is shown has changed, or could not be had. */
  readonly onBase: (base: MapFigures['base'], problem: string | undefined) => void;
}

/** The map with the unicorns on it. */
export interface FleetMap {
  apply(change: FleetChange): void;
  /** Marks one; it keeps its trail and its start point in sight. */
  select(name: string | undefined): void;
  flyTo(place: Place): void;
  /** The camera that shows them all, and goes on to until a person moves it, or it flies to one or follows one. */
  fit(): void;
  /** Keeps the selected one in the middle. */
  follow(isFollowing: boolean): void;
  setTheme(theme: Theme): void;
  setBase(base: BaseChoice): void;
  setLanguage(language: 'en' | 'ko'): void;
  figures(): MapFigures;
  destroy(): void;
}
