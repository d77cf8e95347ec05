import { memberShape, type Infer, type Shape, type StructureShape } from '@paddock/wire';
import {
  invalidParameterValue,
  invalidValueText,
  missingParameter,
  notInSetText,
  requiredText,
  tooManyText,
} from './errors.js';

/**
 * Checks an input as CloudWatch's oldest operations do, PutMetricData, GetMetricStatistics and ListMetrics: in words of their own, every fault on a line. The
 * others speak as most services do.
 * @throws AwsError MissingParameter when something required is missing, InvalidParameterValue for what breaks its shape
 */
export function assertParameters<S extends StructureShape>(shape: S, input: Infer<S>): void {
  const faults: Faults = { missing: [], invalid: [] };
  checkMembers(shape, input as object, '', faults);
  if (faults.missing.length > 0) throw missingParameter(...faults.missing.slice(0, MOST_TOLD));
  if (faults.invalid.length > 0) throw invalidParameterValue(...faults.invalid.slice(0, MOST_TOLD));
}

const MOST_TOLD = 100;

interface Faults {
  readonly missing: string[];
  readonly invalid: string[];
}

function checkMembers(shape: StructureShape, value: object, path: string, faults: Faults): void {
  const structure = value as Readonly<Record<string, unknown>>;
  for (const name in shape.members) {
    const member = shape.members[name];
    if (member === undefined) continue;
    const set = structure[name];
    if (set === undefined || set === null) {
      if (member.kind === 'required') faults.missing.push(requiredText(path + name));
    } else check(memberShape(member), set, path + name, faults);
  }
}

function check(shape: Shape, value: unknown, path: string, faults: Faults): void {
  // In JSON and CBOR members of lists can be null.
  if (value === null) {
    faults.missing.push(requiredText(path));
    return;
  }
  switch (shape.kind) {
    case 'structure':
      checkMembers(shape, value as object, `${path}.`, faults);
      return;
    case 'list': {
      const members = value as readonly unknown[];
      if (shape.max !== undefined && members.length > shape.max) {
        faults.invalid.push(tooManyText(path, shape.max));
        return;
      }
      for (const [index, member] of members.entries())
        check(shape.member, member, `${path}.member.${index + 1}`, faults);
      return;
    }
    case 'string': {
      const text = value as string;
      if (shape.values !== undefined && !shape.values.includes(text))
        faults.invalid.push(notInSetText(path, shape.values));
      else if (text.length < (shape.min ?? 0)) faults.missing.push(requiredText(path));
      else if (text.length > (shape.max ?? Infinity)) {
        faults.invalid.push(`The parameter ${path} must be shorter than ${(shape.max ?? 0) + 1} characters.`);
      } else if (shape.pattern !== undefined && !matches(shape.pattern, text)) {
        faults.invalid.push(invalidValueText(path, text));
      }
      return;
    }
    case 'integer':
    case 'long':
    case 'double': {
      const number = value as number;
      if (number < (shape.min ?? -Infinity) || number > (shape.max ?? Infinity)) {
        faults.invalid.push(invalidValueText(path, number));
      }
      return;
    }
    default:
  }
}

const matches = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, 's').test(text);
