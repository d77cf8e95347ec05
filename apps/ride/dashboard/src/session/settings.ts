import type { BaseChoice, Source, Theme } from '../contracts.js';
import type { Store } from './store.js';
import { POOL_ID } from './troubles.js';

/** A source as a person types it. `endpoint` is an address, or `aws`. */
export interface SourceDraft {
  readonly pool: string;
  readonly stream: string;
  readonly region: string;
  readonly endpoint: string;
}

/** What is wrong with a field; the words are the interface's. */
export type DraftProblem = 'missing' | 'malformed' | 'too-long';
export type DraftProblems = Partial<Record<keyof SourceDraft, DraftProblem>>;

/** What the page was told to be; undefined is for the page to choose. */
export interface Settings {
  readonly draft: SourceDraft;
  readonly base: BaseChoice;
  readonly theme: Theme | undefined;
  readonly language: 'en' | 'ko' | undefined;
  readonly debug: boolean;
}

/** Where settings come from. */
export interface SettingsPlace {
  /** The address's part from `?` on. */
  readonly search: string;
  /** The page's own origin: the endpoint unless told otherwise. */
  readonly origin: string;
  readonly store: Store;
}

const DEFAULT_STREAM = 'wildrydes';
const KEY = 'paddock.dashboard';
const NAMES = ['pool', 'stream', 'region', 'endpoint', 'style', 'theme', 'lang', 'debug'] as const;
type Texts = Partial<Record<(typeof NAMES)[number], string>>;

/** The address decides, then the last use, then what is usual. What makes no sense is left out, except in the draft, which a person can mend. */
export function readSettings({ search, origin, store }: SettingsPlace): Settings {
  const given = fromSearch(search);
  const last = lastUse(store);
  // Of a pool that the address names, only the address knows the rest.
  const usual = given.pool === undefined || given.pool === last.pool ? last : {};
  const pool = given.pool ?? usual.pool ?? '';
  return {
    draft: {
      pool,
      stream: given.stream ?? usual.stream ?? DEFAULT_STREAM,
      region: given.region ?? usual.region ?? regionOf(pool),
      endpoint: given.endpoint ?? usual.endpoint ?? origin,
    },
    base: baseOf(given.style) ?? baseOf(last.style) ?? 'auto',
    theme: themeOf(given.theme) ?? themeOf(last.theme),
    language: languageOf(given.lang) ?? languageOf(last.lang),
    debug: isOn(given.debug ?? last.debug),
  };
}

/** The source of a draft, or what is wrong with it. */
export function checkDraft(draft: SourceDraft): { readonly source: Source } | { readonly problems: DraftProblems } {
  const [pool, stream, endpoint] = [draft.pool.trim(), draft.stream.trim(), draft.endpoint.trim()];
  const region = draft.region.trim() || regionOf(pool);
  const problems: DraftProblems = {
    ...problem('pool', pool, POOL_ID, 55),
    ...problem('stream', stream, /^[\w.-]+$/, 128),
    ...problem('region', region, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 32),
    ...(endpoint === '' ? { endpoint: 'missing' } : endpointOf(endpoint) === null && { endpoint: 'malformed' }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return { source: { identityPoolId: pool, streamName: stream, region, endpoint: endpointOf(endpoint) ?? undefined } };
}

/** Remembers the settings for the next visit. */
export function keepSettings(store: Store, settings: Settings): void {
  store.set(KEY, JSON.stringify(textsOf(settings)));
}

/** The address of this page with these settings, to share. @param page the page's address, its own settings are replaced */
export function shareUrl(page: string, settings: Settings): string {
  const url = new URL(page);
  for (const name of NAMES) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(textsOf(settings))) {
    const isUsual =
      name === 'endpoint' ? value === url.origin : name === 'region' && value === regionOf(settings.draft.pool);
    if (!isUsual) url.searchParams.set(name, value);
  }
  return url.href;
}

/** A pool's id begins with its region. */
export const regionOf = (pool: string): string => (pool.includes(':') ? pool.slice(0, pool.indexOf(':')) : '');

function textsOf({ draft, base, theme, language, debug }: Settings): Texts {
  const { pool, stream, region, endpoint } = draft;
  return {
    ...(pool !== '' && { pool }),
    stream,
    ...(region !== '' && { region }),
    endpoint,
    ...(base !== 'auto' && { style: typeof base === 'string' ? base : base.style }),
    ...(theme && { theme }),
    ...(language && { lang: language }),
    ...(debug && { debug: '1' }),
  };
}

function fromSearch(search: string): Texts {
  const parameters = new URLSearchParams(search);
  return pick((name) => parameters.get(name));
}

function lastUse(store: Store): Texts {
  try {
    const kept: unknown = JSON.parse(store.get(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const members = new Map(Object.entries(kept));
    return pick((name) => members.get(name));
  } catch {
    return {};
  }
}

function pick(valueOf: (name: string) => unknown): Texts {
  const found: Texts = {};
  for (const name of NAMES) {
    const value = valueOf(name);
    if (typeof value === 'string' && (value !== '' || name === 'debug')) found[name] = value.trim();
  }
  return found;
}

function problem(field: keyof SourceDraft, text: string, pattern: RegExp, longest: number): DraftProblems {
  if (text === '') return { [field]: 'missing' };
  if (text.length > longest) return { [field]: 'too-long' };
  return pattern.test(text) ? {} : { [field]: 'malformed' };
}

/** Undefined for AWS itself, null for what is no address. */
function endpointOf(text: string): string | undefined | null {
  if (text === 'aws') return undefined;
  const url = httpUrl(text);
  if (url === undefined || url.username !== '' || url.search !== '' || url.hash !== '') return null;
  return url.href.replace(/\/$/, '');
}

function baseOf(text: string | undefined): BaseChoice | undefined {
  if (text === 'auto' || text === 'offline') return text;
  const url = text === undefined ? undefined : httpUrl(text);
  return url && { style: url.href };
}

function httpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

const themeOf = (text: string | undefined): Theme | undefined =>
  text === 'light' || text === 'dark' ? text : undefined;
const languageOf = (text: string | undefined): 'en' | 'ko' | undefined =>
  text === 'en' || text === 'ko' ? text : undefined;
const isOn = (text: string | undefined): boolean => text !== undefined && !/^(0|false|off|no)$/.test(text);
