/** Operations that a resource policy can allow to other accounts. */
const shareable = {
  stream: [
    'DescribeStream',
    'DescribeStreamSummary',
    'GetRecords',
    'GetShardIterator',
    'ListShards',
    'PutRecord',
    'PutRecords',
  ],
  consumer: ['DescribeStreamConsumer', 'SubscribeToShard'],
} as const;

const mostBytes = 20 * 1024;
const versions: readonly unknown[] = ['2012-10-17', '2008-10-17'];
const policyMembers = ['Version', 'Id', 'Statement'];
const statementMembers = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

type Document = { readonly [name: string]: unknown };

/**
 * Checks the form of a resource policy: the elements of a policy document, a principal in each statement, actions that can be shared, and
 * no other resource than the one it is put on.
 * @returns what is wrong with it; undefined if nothing is
 */
export function checkPolicy(text: string, resourceArn: string, kind: keyof typeof shareable): string | undefined {
  if (Buffer.byteLength(text) > mostBytes) return `it is larger than ${mostBytes} bytes.`;
  const policy = parse(text);
  if (!isDocument(policy)) return 'it is not a JSON object.';
  const unknown = otherMember(policy, policyMembers);
  if (unknown !== undefined) return `it has the unknown element ${unknown}.`;
  if (policy.Version !== undefined && !versions.includes(policy.Version))
    return 'its Version is not one of a policy document.';
  if (policy.Id !== undefined && typeof policy.Id !== 'string') return 'its Id is not a string.';
  const statements = Array.isArray(policy.Statement) ? (policy.Statement as readonly unknown[]) : [policy.Statement];
  if (statements.length === 0) return 'it has no Statement.';
  for (const [index, statement] of statements.entries()) {
    const fault = isDocument(statement) ? checkStatement(statement, resourceArn, kind) : 'is not an object';
    if (fault !== undefined) return `statement ${index + 1} ${fault}.`;
  }
  return undefined;
}

function checkStatement(statement: Document, resourceArn: string, kind: keyof typeof shareable): string | undefined {
  const unknown = otherMember(statement, statementMembers);
  if (unknown !== undefined) return `has the element ${unknown}, which a resource policy cannot have`;
  const { Sid, Effect, Principal, Action, Resource, Condition } = statement;
  if (Sid !== undefined && typeof Sid !== 'string') return 'has a Sid that is not a string';
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'has an Effect other than Allow and Deny';
  if (!isPrincipal(Principal)) return 'has no valid Principal';
  const actions = strings(Action);
  if (actions === undefined) return 'has no valid Action';
  const other = actions.find((action) => !isShareable(action, shareable[kind]));
  if (other !== undefined) return `has the Action ${other}, which a policy of a ${kind} cannot have`;
  const resources = strings(Resource);
  if (resources === undefined) return 'has no valid Resource';
  if (resources.some((resource) => resource !== resourceArn)) return `has a Resource other than ${resourceArn}`;
  return Condition === undefined || isCondition(Condition) ? undefined : 'has no valid Condition';
}

/** `*`, or principals by their type: `{ "AWS": ["111122223333", "arn:aws:iam::…"] }`. */
const isPrincipal = (principal: unknown): boolean =>
  principal === '*' ||
  (isDocument(principal) &&
    Object.keys(principal).length > 0 &&
    Object.entries(principal).every(([type, ids]) => principalTypes.includes(type) && strings(ids) !== undefined));

/** Operator, key, values: `{ "StringEquals": { "aws:PrincipalOrgID": "o-…" } }`. */
const isCondition = (condition: unknown): boolean =>
  isDocument(condition) &&
  Object.values(condition).every(
    (keys) =>
      isDocument(keys) &&
      Object.values(keys).every((value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar))),
  );

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** As IAM compares actions: without regard to case, `*` for any characters and `?` for one. A pattern must match something. */
function isShareable(action: string, names: readonly string[]): boolean {
  const [service, pattern] = splitOnce(action.toLowerCase());
  if (service !== 'kinesis' || pattern === undefined) return false;
  return names.some((name) => matches(pattern, name.toLowerCase()));
}

function splitOnce(action: string): [string, string | undefined] {
  const colon = action.indexOf(':');
  return colon < 0 ? [action, undefined] : [action.slice(0, colon), action.slice(colon + 1)];
}

/** Two pointers and the last star: linear enough whatever the pattern, as a regular expression made of it would not be. */
function matches(pattern: string, text: string): boolean {
  let [at, inText, star, from] = [0, 0, -1, 0];
  while (inText < text.length) {
    if (at < pattern.length && pattern[at] !== '*' && (pattern[at] === '?' || pattern[at] === text[inText])) {
      at++;
      inText++;
    } else if (pattern[at] === '*') {
      star = at++;
      from = inText;
    } else if (star >= 0) {
      at = star + 1;
      inText = ++from;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** A string or several, none of them empty. */
function strings(value: unknown): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.length > 0 && all.every((item): item is string => typeof item === 'string' && item !== '')
    ? all
    : undefined;
}

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const otherMember = (document: Document, known: readonly string[]): string | undefined =>
  Object.keys(document).find((name) => !known.includes(name));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
