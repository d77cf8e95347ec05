import { abridge, LONGEST_PRINTED } from './abridge.js';
import { constraintsOf, inListOrder, isScalar, type Trait } from './constraints.js';
import { validationError } from './errors.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
import type { Infer, ListShape, MapShape, Required, Shape, StructureShape } from './shapes.js';

/** AWS stops counting here. */
const MOST_REPORTED = 10;

/** How a service words what breaks its constraints. */
export interface ValidationWording {
  /** `ValidationException`, or `ValidationError` for the Query services. */
  readonly code: string;
  /** Whether a violation tells the value, as most services' do; then violations come in the order of the shape's members, otherwise of their paths. */
  readonly tellsValue: boolean;
  /** Whether the values of structures are printed with their members, `Name(member=value)`, as they are by some services. */
  readonly tellsMembers?: true;
  /** A message of its own for a constraint on a member, which then stands alone. `member` is the path: `userName`. */
  readonly own?: (member: string, trait: Trait) => string | undefined;
}

const usualWording: ValidationWording = { code: 'ValidationException', tellsValue: true };

/**
 * Every violation of the shape's constraints, in AWS's words and in the order of the shape's members, ten at most. The value is what
 * `decodeDocument` returned. That a union has exactly one member is not checked here: AWS words that per service.
 */
export function validate<S extends StructureShape>(shape: S, value: Infer<S>): readonly string[] {
  return violationsOf(shape, value as object, usualWording).map(({ text }) => text);
}

/** What `validate` finds, for a service that says some of it in its own words. The value need not have the shape's other members. */
export function violationsOf(shape: StructureShape, value: object, wording: ValidationWording): readonly Violation[] {
  const report = new Report(wording);
  membersCheck(shape)(value, report);
  return report.violations;
}

/** @throws AwsError of the wording's code that lists the violations, if there are any */
export function assertValid<S extends StructureShape>(
  shape: S,
  value: Infer<S>,
  wording: ValidationWording = usualWording,
): void {
  const report = new Report(wording);
  membersCheck(shape)(value, report);
  const { violations, own } = report;
  if (violations.length === 0) return;
  if (own !== undefined) throw validationError(own, wording.code);
  const ordered = wording.tellsValue ? violations : violations.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  throw validationError(`${count}: ${ordered.map(({ text }) => text).join('; ')}`, wording.code);
}

/** A name, or the index of a list's member. */
type Step = string | number;
/** Called with anything but null and undefined; reports under the path that the report holds, and `step`. */
type Check = (value: unknown, step: Step, report: Report) => void;
type MembersCheck = (value: unknown, report: Report) => void;

export interface Violation {
  /** `records.1.member.data` */
  readonly path: string;
  readonly text: string;
  /** How the text ends: what the member must be. */
  readonly constraint: string;
  /** Undefined for a null, and for what the members of a list or a map break. */
  readonly trait: Trait | undefined;
}

/** Collects violations. Paths are put together only when there is one to report. */
class Report {
  readonly violations: Violation[] = [];
  /** The first message that stands alone. */
  own: string | undefined;
  /** The steps that led to the structure, list or map which is being checked. */
  readonly path: Step[] = [];
  readonly #wording: ValidationWording;

  constructor(wording: ValidationWording) {
    this.#wording = wording;
  }

  add(shape: Shape, value: unknown, step: Step, constraint: string, trait?: Trait): void {
    if (this.violations.length === MOST_REPORTED) return;
    const path = [...this.path, step].map((part) => (typeof part === 'number' ? `${part + 1}.member` : part)).join('.');
    const text = `${this.#subject(shape, value)} at '${abridge(path)}' failed to satisfy constraint: ${constraint}`;
    this.violations.push({ path, text, constraint, trait });
    if (trait !== undefined) this.own ??= this.#wording.own?.(path, trait);
  }

  #subject(shape: Shape, value: unknown): string {
    if (!this.#wording.tellsValue) return 'Value';
    if (value === null) return 'Value null';
    return isUntold(shape) ? 'Value' : `Value '${abridge(print(shape, value, this.#wording.tellsMembers === true))}'`;
  }
}

const NOT_NULL = 'Member must not be null';

const membersChecks = new WeakMap<StructureShape, MembersCheck>();

function membersCheck(shape: StructureShape): MembersCheck {
  const known = membersChecks.get(shape);
  if (known !== undefined) return known;
  const members = Object.entries(shape.members).map(([name, member]) => ({
    name,
    step: lowerFirst(name),
    required: member.kind === 'required',
    shape: memberShape(member),
    check: checkOf(memberShape(member)),
  }));
  const check: MembersCheck = (value, report) => {
    const structure = value as Readonly<Record<string, unknown>>;
    for (const member of members) {
      const set = Object.hasOwn(structure, member.name) ? structure[member.name] : undefined;
      if (set !== undefined) member.check(set, member.step, report);
      else if (member.required) report.add(member.shape, null, member.step, NOT_NULL);
    }
  };
  membersChecks.set(shape, check);
  return check;
}

const checkOf: (shape: Shape) => Check = perShape(
  (shape) => {
    switch (shape.kind) {
      case 'list':
        return listCheck(shape);
      case 'map':
        return mapCheck(shape);
      case 'structure': {
        const check = membersCheck(shape);
        return (value, step, report) => {
          report.path.push(step);
          check(value, report);
          report.path.pop();
        };
      }
      default:
        return ownCheck(shape);
    }
  },
  (resolve) => (value, step, report) => resolve()(value, step, report),
);

function ownCheck(shape: Shape): Check {
  const constraints = constraintsOf(shape);
  if (constraints.length === 0) return () => {};
  return (value, step, report) => {
    for (const constraint of constraints)
      if (constraint.broken(value)) report.add(shape, value, step, constraint.text, constraint.trait);
  };
}

function listCheck(shape: ListShape): Check {
  const own = ownCheck(shape);
  const checkMembers = listMembersCheck(shape);
  return (value, step, report) => {
    own(value, step, report);
    checkMembers(value, step, report);
  };
}

function listMembersCheck(shape: ListShape): Check {
  if (isScalar(shape.member))
    return bracketed(shape, shape.member, 'Member must satisfy constraint', (value) => value as readonly unknown[]);
  const each = memberCheck(shape.member);
  return (value, step, report) => {
    report.path.push(step);
    (value as readonly unknown[]).forEach((member, index) => each(member, index, report));
    report.path.pop();
  };
}

function mapCheck(shape: MapShape): Check {
  const own = ownCheck(shape);
  const keys = bracketed(shape, shape.key, 'Map keys must satisfy constraint', (value) => Object.keys(value as object));
  const values = bracketed(shape, shape.value, 'Map value must satisfy constraint', (value) =>
    Object.values(value as object),
  );
  const { kind } = shape.value;
  // Of lists, their lengths are reported with the map.
  const each = kind === 'list' ? listMembersCheck(shape.value) : memberCheck(shape.value);
  const checkEach: Check = (value, step, report) => {
    report.path.push(step);
    for (const [key, entry] of Object.entries(value as object))
      if (kind !== 'list' || entry !== null) each(entry, `${key}.member`, report);
    report.path.pop();
  };
  return (value, step, report) => {
    own(value, step, report);
    keys(value, step, report);
    if (kind === 'list' || isScalar(shape.value)) values(value, step, report);
    if (!isScalar(shape.value)) checkEach(value, step, report);
  };
}

/** The check of a list's or a map's member that has a path of its own: here null is a value. */
function memberCheck(shape: Shape): Check {
  const check = checkOf(shape);
  return (value, step, report) => {
    if (value === null) report.add(shape, null, step, NOT_NULL);
    else check(value, step, report);
  };
}

/** Strings and numbers in lists and maps are reported once, with their container, all constraints together in brackets. */
function bracketed(
  container: Shape,
  shape: Shape,
  phrase: string,
  values: (value: unknown) => readonly unknown[],
): Check {
  const constraints = inListOrder(constraintsOf(shape));
  const tellsNull = container.kind === 'list' && container.tellsNull === true;
  const breaks = (member: unknown) => member === null || constraints.some((constraint) => constraint.broken(member));
  return (value, step, report) => {
    const members = values(value);
    if (!members.some(breaks)) return;
    const texts = constraints.map((constraint) => constraint.text);
    if (tellsNull || members.includes(null)) texts.push(NOT_NULL);
    report.add(container, value, step, `${phrase}: [${texts.join(', ')}]`);
  };
}

/** AWS leaves out the value of records' data, of what is sensitive, and of what contains either ("Value at 'records' failed ..."). */
function isUntold(shape: Shape, seen: Set<Shape> = new Set()): boolean {
  if (seen.has(shape)) return false;
  seen.add(shape);
  if (shape.secret === 'model') return true;
  switch (shape.kind) {
    case 'blob':
      return true;
    case 'list':
      return isUntold(shape.member, seen);
    case 'map':
      return isUntold(shape.value, seen);
    case 'structure':
      return Object.values(shape.members).some((member) => isUntold(memberShape(member), seen));
    default:
      return false;
  }
}

/** A value as Java prints it: lists [a, b], maps {k=v}, structures by their class alone or with their members. Stops soon after what may be printed is full. */
function print(shape: Shape, value: unknown, tellsMembers: boolean): string {
  if (value === null || value === undefined) return 'null';
  const inner = (member: Shape, held: unknown): string => print(member, held, tellsMembers);
  switch (shape.kind) {
    case 'list':
      return `[${join(value as readonly unknown[], (member) => inner(shape.member, member))}]`;
    case 'map':
      return `{${join(Object.entries(value as object), ([key, entry]) => `${key}=${inner(shape.value, entry)}`)}}`;
    case 'document':
      return shape.print?.(value) ?? `${shape.name}@0`;
    case 'structure': {
      if (!tellsMembers) return `${shape.name}@0`;
      const structure = value as Readonly<Record<string, unknown>>;
      const text = ([name, member]: [string, Shape | Required]): string =>
        `${lowerFirst(name)}=${inner(memberShape(member), structure[name])}`;
      return `${shape.name}(${join(Object.entries(shape.members), text)})`;
    }
    default:
      return String(value as string | number | boolean);
  }
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function join<T>(values: readonly T[], text: (value: T) => string): string {
  let joined = '';
  for (const value of values) {
    if (joined.length > LONGEST_PRINTED) break;
    joined += joined === '' ? text(value) : `, ${text(value)}`;
  }
  return joined;
}
