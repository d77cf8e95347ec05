import type { RouteObject } from 'react-router';
import type { Session } from './session/session.js';
import type { Language } from './i18n/texts.js';

/** A short text in both languages, for what is known before a section's own texts are loaded. */
export type Both = Readonly<Record<Language, string>>;

/**
 * A service's part of the console. This is all of it that is loaded at the start: pages come by `lazy` when they are asked for.
 */
export interface Section {
  /** The first word of its paths: `kinesis`. */
  readonly id: string;
  readonly title: Both;
  /** One line for the list of services. */
  readonly summary: Both;
  /** The side navigation's entries, in order. Paths begin with `/`; those of one `group` stand together. */
  readonly navigation: readonly NavigationEntry[];
  /** Paths without the leading slash: `kinesis/streams/:name`. Every one with `lazy`. */
  readonly routes: readonly RouteObject[];
  /** Further words by which the section's pages are found: `shard`, `tail`. */
  readonly words?: readonly string[];
  /** Loads what finds the section's resources by name, for `/`. */
  readonly finder?: () => Promise<Finder>;
}

export interface NavigationEntry {
  readonly title: Both;
  readonly path: string;
  readonly group?: Both;
}

/**
 * Lists a section's resources for the search; called once when the search is opened, and again after half a minute. What its caller may not list it leaves out.
 */
export type Finder = (session: Session, signal: AbortSignal) => Promise<readonly Found[]>;

export interface Found {
  readonly name: string;
  /** `Stream`, `Table` … */
  readonly kind: Both;
  /** `#/kinesis/streams/wildrydes` */
  readonly href: string;
}
