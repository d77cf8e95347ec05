import { list, string, structure, type Infer } from '@paddock/wire';
import { tableQuotas } from '../domain/table-quotas.js';
import { invalid } from '../errors.js';

/** Tags as requests give them: AWS checks them in words of its own, so they have no bounds of the model's here. */
export const GivenTags = list(structure('Tag', { Key: string(), Value: string() }));
export type GivenTags = Infer<typeof GivenTags>;
type Tags = Readonly<Record<string, string>>;

const longest = { key: 128, value: 256 };
/** Bytes of all tags. */
const largest = 10_240;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The tags that are given, by key. @throws ValidationException */
export function checkTags(given: GivenTags): Tags {
  const tags: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const tag of given) {
    const { Key: key, Value: value } = (tag as typeof tag | null) ?? {};
    if (key === undefined || key === '' || key.length > longest.key || !allowed.test(key)) {
      throw invalid(`The Tag Key provided is invalid, Key: ${key ?? 'null'}`);
    }
    if (value === undefined || value.length > longest.value || !allowed.test(value)) {
      throw invalid(`The Tag Value provided is invalid, Value: ${value ?? 'null'}`);
    }
    checkKey(key);
    if (key in tags) throw invalid(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`);
    tags[key] = value;
  }
  return tags;
}

/** @throws ValidationException */
export function checkTagKeys(keys: readonly string[]): void {
  for (const key of keys as readonly (string | null)[]) {
    if (key === null || key === '' || key.length > longest.key || !allowed.test(key)) {
      throw invalid(`The Tag Key provided is invalid, Key: ${key ?? 'null'}`);
    }
    checkKey(key);
  }
  if (keys.length > tableQuotas.tags) throw tooManyTags();
}

function checkKey(key: string): void {
  if (key.startsWith('aws:')) throw invalid(`Tag Key cannot be prefixed with aws:, Key: ${key}`);
}

/** What all tags of one resource must keep to. @throws ValidationException */
export function checkTagSet(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > tableQuotas.tags) throw tooManyTags();
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (bytes > largest) throw invalid(`Tag set size ${bytes} bytes is above max size limit of ${largest} bytes`);
}

const tooManyTags = () => invalid('Number of Tags exceed the current limit for the provided ResourceArn');
