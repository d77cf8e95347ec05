import { services } from './services.js';

/** A kind of resource that policies can name. */
export interface ResourceType {
  /** The prefix of the service that has it: `kinesis`. */
  readonly service: string;
  /** `stream` */
  readonly name: string;
  /** `arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}` */
  readonly arnFormat: string;
  readonly conditionKeys: readonly string[];
}

/**
 * The kind of resource that an ARN names. Of several whose format fits, the one that says most of the ARN literally: a
 * consumer's ARN begins as its stream's.
 * @returns undefined when it names none of the kinds kept here
 */
export function resourceTypeOf(arn: string): ResourceType | undefined {
  const service = arn.split(':', 3)[2];
  if (service === undefined) return undefined;
  return formatsOf(service).find(({ pattern }) => pattern.test(arn))?.type;
}

/** @returns the kinds of resource of a service, by its prefix; none when its facts are not kept here */
export function resourceTypesOf(service: string): readonly ResourceType[] {
  const facts = services.get(service.toLowerCase());
  if (facts === undefined) return [];
  return Object.entries(facts.resourceTypes).map(([name, { arn, conditionKeys }]) => ({
    service: facts.prefix,
    name,
    arnFormat: arn,
    conditionKeys,
  }));
}

interface Format {
  readonly type: ResourceType;
  readonly pattern: RegExp;
  /** How much of an ARN the format says literally. */
  readonly weight: number;
}

let formats: ReadonlyMap<string, readonly Format[]> | undefined;

/** The formats of ARNs whose third part is this, the first that fits being the right one. */
function formatsOf(service: string): readonly Format[] {
  formats ??= readFormats();
  return formats.get(service) ?? [];
}

function readFormats(): ReadonlyMap<string, readonly Format[]> {
  const all = new Map<string, Format[]>();
  for (const prefix of services.keys()) {
    for (const type of resourceTypesOf(prefix)) {
      const segment = type.arnFormat.split(':', 3)[2] ?? '';
      const list = all.get(segment) ?? [];
      list.push(readFormat(type));
      all.set(segment, list);
    }
  }
  // STS describes roles that are IAM's, Kinesis keys that are KMS's: the owner's own name for them comes first.
  for (const [segment, list] of all)
    list.sort(
      (a, b) =>
        Number(b.type.service === segment) - Number(a.type.service === segment) ||
        b.weight - a.weight ||
        (a.type.name < b.type.name ? -1 : 1),
    );
  return all;
}

function readFormat(type: ResourceType): Format {
  // Literal text and names of variables take turns.
  const parts = type.arnFormat.split(/\$\{(?<variable>[^}]*)\}/u);
  let pattern = '';
  let weight = 0;
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 0) {
      pattern += escape(part);
      weight += part.length;
    } else if (part === 'Version') {
      // Tells a version of a function from an alias.
      pattern += String.raw`(?:\$LATEST|\d+)`;
      weight += 1;
    } else {
      pattern += valueBefore(parts[at + 1] ?? '');
    }
  }
  return { type, pattern: new RegExp(`^${pattern}$`, 'u'), weight };
}

/** What a variable stands for: all that is left when it ends the format, or else what has not the character that follows it. */
function valueBefore(literal: string): string {
  return literal === '' ? '.+' : `[^${escape(literal.charAt(0))}]+`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
