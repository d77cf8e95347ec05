import { spawnSync } from 'node:child_process';
import { memberShape, type Shape, type StructureShape } from '@paddock/wire';
import { comparePlaces, compareRoute, type HttpTrait, type MemberPlace } from './http.js';
import type { OperationShapes } from './operation-shapes.js';

/** A service's model as botocore keeps it, as far as it is compared. */
export interface Model {
  readonly metadata: {
    readonly protocol: string;
    readonly protocols?: readonly string[];
  };
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly http?: HttpTrait;
        readonly input?: Reference;
        readonly output?: Reference;
        readonly errors?: readonly Reference[];
      }
    >
  >;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

interface Reference extends XmlTraits, MemberPlace {
  readonly shape: string;
  readonly eventpayload?: boolean;
}

/** What a Query service may say about its XML and its parameters. None of ours does, so our shapes cannot say it. */
interface XmlTraits {
  readonly locationName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly timestampFormat?: string;
}

export interface ModelShape extends XmlTraits {
  readonly type: string;
  /** Query services name an error by a code that is not its shape's name. */
  readonly error?: { readonly code?: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly required?: readonly string[];
  readonly eventstream?: boolean;
  readonly sensitive?: boolean;
  /** The member of a REST operation's structure that is the body. */
  readonly payload?: string;
}

/** What else is known of shapes, by their names. */
export type Amendments = Readonly<Record<string, (there: ModelShape) => Partial<ModelShape>>>;

/**
 * The model with facts about shapes that AWS's own answers show and the model lacks.
 * @throws when the model has no such shape, or says so by now
 */
export function amended(model: Model, amendments: Amendments): Model {
  const shapes = { ...model.shapes };
  for (const [name, factsOf] of Object.entries(amendments)) {
    const shape = shapes[name];
    if (shape === undefined) throw new Error(`the model has no shape ${name}`);
    const next = { ...shape, ...factsOf(shape) };
    if (JSON.stringify(next) === JSON.stringify(shape)) throw new Error(`the model says by now what ${name} is`);
    shapes[name] = next;
  }
  return { ...model, shapes };
}

/** The model that the botocore of this machine has, or why there is none to compare with. `operationCount` tells the API's version. */
export function botocoreModel(service: string, apiVersion: string, operationCount: number): Model | string {
  const script =
    'import botocore.loaders, json, sys; print(json.dumps(botocore.loaders.Loader().load_service_model(sys.argv[1], "service-2", sys.argv[2])))';
  const { status, stdout } = spawnSync('python3', ['-c', script, service, apiVersion], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) return `python3 with a botocore that has ${service} ${apiVersion} is not installed`;
  const model = JSON.parse(stdout) as Model;
  const count = Object.keys(model.operations).length;
  return count === operationCount ? model : `botocore has ${service} with ${count} operations, not ${operationCount}`;
}

/** Every difference between an operation and the model: members, kinds, required flags, bounds, patterns, values, errors. */
export function compareWithBotocore(
  operation: OperationShapes,
  model: Model,
  newerHere: ReadonlySet<string>,
): string[] {
  const differences: string[] = [];
  const protocols = model.metadata.protocols ?? [model.metadata.protocol];
  const isQuery = protocols.includes('query');
  const isRest = protocols.includes('rest-json');
  /** The pairs that are being compared, for shapes that contain themselves. */
  const open = new Map<Shape, string>();
  const theirs = model.operations[operation.name];
  if (theirs === undefined) return [`${operation.name}: only here`];
  if (theirs.input) compare(`${operation.name}.input`, operation.input, theirs.input);
  if (theirs.output && operation.output) compare(`${operation.name}.output`, operation.output, theirs.output);
  else if (theirs.output || operation.output) differences.push(`${operation.name}.output: on one side only`);
  same(
    `${operation.name}.errors`,
    operation.errors.filter((code) => !newerHere.has(code)).toSorted(),
    (theirs.errors ?? []).map(({ shape }) => model.shapes[shape]?.error?.code ?? shape).toSorted(),
  );
  if (isRest) {
    same(`${operation.name}.http`, ...compareRoute(operation, theirs.http));
    for (const side of ['input', 'output'] as const) {
      const there = model.shapes[theirs[side]?.shape ?? ''];
      for (const [member, ours, modelled] of comparePlaces(operation[side], there))
        same(`${operation.name}.${side}.${member}.place`, ours, modelled);
    }
  }
  return differences;

  function same(path: string, ours: unknown, there: unknown): void {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(there)];
    if (a !== b) differences.push(`${path}: ${a} here, ${b} there`);
  }

  function compare(path: string, shape: Shape, reference: Reference): void {
    const there = model.shapes[reference.shape];
    if (there === undefined) throw new Error(`the model has no shape ${reference.shape}`);
    if (open.get(shape) === reference.shape) return;
    open.set(shape, reference.shape);
    if (shape.kind === 'document') compareShapes(path, shape.stands(), there);
    else compareShapes(path, shape, there);
    open.delete(shape);
    if (isQuery) for (const traits of [reference, there, there.member]) compareXml(path, traits);
  }

  function compareXml(path: string, traits: XmlTraits | undefined): void {
    const { locationName, flattened, xmlAttribute, timestampFormat } = traits ?? {};
    const isMember = locationName === undefined || locationName === 'member';
    if (!isMember || flattened || xmlAttribute || timestampFormat !== undefined)
      differences.push(`${path}: has a form of its own in XML there`);
  }

  function compareShapes(path: string, shape: Shape, there: ModelShape): void {
    if (shape.kind === 'eventStream') {
      same(`${path}.kind`, true, there.eventstream);
      for (const [name, event] of Object.entries(shape.events)) {
        const member = there.members?.[name];
        if (member === undefined) differences.push(`${path}.${name}: only here`);
        else {
          compare(`${path}.${name}`, event as Shape, member);
          compareEventPayload(`${path}.${name}`, event, model.shapes[member.shape]);
        }
      }
      return;
    }
    same(`${path}.kind`, shape.kind, there.type === 'float' ? 'double' : there.type);
    // Ours may hide more.
    same(`${path}.sensitive`, shape.secret === 'model', there.sensitive ?? false);
    // Of a name in whose place an ARN may stand, the model has the bounds of the ARN.
    if (shape.kind === 'string' && shape.exempt !== undefined) return;
    if ('min' in shape || 'max' in shape || there.min !== undefined || there.max !== undefined) {
      const { min, max } = shape as { min?: number; max?: number };
      same(`${path}.min`, min, there.min);
      same(`${path}.max`, max, there.max);
    }
    switch (shape.kind) {
      case 'string':
        same(`${path}.pattern`, shape.pattern, there.pattern);
        same(`${path}.enum`, shape.values?.toSorted(), there.enum?.toSorted());
        break;
      case 'list':
        if (there.member) compare(`${path}.[]`, shape.member, there.member);
        break;
      case 'map':
        if (there.key) compare(`${path}.key`, shape.key, there.key);
        if (there.value) compare(`${path}.value`, shape.value, there.value);
        break;
      case 'structure':
        compareStructure(path, shape, there);
        break;
      default:
        break;
    }
  }

  /** A member of an event may be its payload; the others are in the document that the payload otherwise is. */
  function compareEventPayload(path: string, event: StructureShape, there: ModelShape | undefined): void {
    for (const [name, reference] of Object.entries(there?.members ?? {})) {
      const member = event.members[name];
      if (member === undefined) continue;
      same(`${path}.${name}.isPayload`, memberShape(member).place?.in === 'payload', reference.eventpayload ?? false);
    }
  }

  function compareStructure(path: string, shape: StructureShape, there: ModelShape): void {
    const members = there.members ?? {};
    for (const name of Object.keys(shape.members))
      if (!(name in members) && !newerHere.has(name)) differences.push(`${path}.${name}: only here`);
    for (const [name, reference] of Object.entries(members)) {
      const member = shape.members[name];
      if (member === undefined) {
        differences.push(`${path}.${name}: only there`);
        continue;
      }
      const isRequired = there.required?.includes(name) ?? false;
      if ((member.kind === 'required') !== isRequired) {
        differences.push(`${path}.${name}: ${isRequired ? 'required there, not here' : 'required here, not there'}`);
      }
      compare(`${path}.${name}`, memberShape(member), reference);
    }
  }
}
