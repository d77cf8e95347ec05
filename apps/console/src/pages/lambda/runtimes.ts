/** How a runtime's functions are written. */
export type RuntimeKind = 'node' | 'python' | 'custom' | 'other';

export interface RuntimeChoice {
  readonly id: string;
  readonly label: string;
  readonly kind: RuntimeKind;
  /** Whether AWS creates no more functions with it. */
  readonly isRetired: boolean;
}

const node = (version: number, isRetired = false): RuntimeChoice => ({
  id: `nodejs${version}.x`,
  label: `Node.js ${version}.x`,
  kind: 'node',
  isRetired,
});
const python = (minor: number, isRetired = false): RuntimeChoice => ({
  id: `python3.${minor}`,
  label: `Python 3.${minor}`,
  kind: 'python',
  isRetired,
});

/** Those that can be chosen, the newest first. */
export const runtimes: readonly RuntimeChoice[] = [
  ...[24, 22, 20].map((version) => node(version)),
  ...[14, 13, 12, 11, 10].map((minor) => python(minor)),
  { id: 'provided.al2023', label: 'Amazon Linux 2023', kind: 'custom', isRetired: false },
  { id: 'provided.al2', label: 'Amazon Linux 2', kind: 'custom', isRetired: false },
  ...[18, 16, 14, 12, 10].map((version) => node(version, true)),
  ...[9, 8].map((minor) => python(minor, true)),
];

export const defaultRuntime = 'nodejs22.x';

export const runtimeLabel = (id: string | undefined): string =>
  runtimes.find((runtime) => runtime.id === id)?.label ?? id ?? '–';

export function runtimeKind(id: string | undefined): RuntimeKind {
  if (id?.startsWith('nodejs') === true) return 'node';
  if (id?.startsWith('python') === true) return 'python';
  return id?.startsWith('provided') === true ? 'custom' : 'other';
}

/** Undefined where it is no Node.js. */
export function nodeMajor(id: string | undefined): number | undefined {
  const [, major] = /^nodejs(\d+)/.exec(id ?? '') ?? [];
  return major === undefined ? undefined : Number(major);
}

export interface InitialCode {
  readonly handler: string;
  readonly path: string;
  readonly text: string;
  /** Unix permissions. */
  readonly mode: number;
}

/** What a new function begins with: an ES module from Node.js 18 on and CommonJS before, as in AWS's console. */
export function initialCode(runtime: string): InitialCode {
  switch (runtimeKind(runtime)) {
    case 'python':
      return { handler: 'lambda_function.lambda_handler', path: 'lambda_function.py', text: pythonCode, mode: 0o644 };
    case 'custom':
      return { handler: 'hello.handler', path: 'bootstrap', text: bootstrapCode, mode: 0o755 };
    default:
      return (nodeMajor(runtime) ?? 0) >= 18
        ? { handler: 'index.handler', path: 'index.mjs', text: moduleCode, mode: 0o644 }
        : { handler: 'index.handler', path: 'index.js', text: commonCode, mode: 0o644 };
  }
}

const nodeBody = `  console.log('event:', JSON.stringify(event));
  return {
    statusCode: 200,
    body: JSON.stringify('Hello from Lambda!'),
  };
};
`;
const moduleCode = `export const handler = async (event) => {\n${nodeBody}`;
const commonCode = `exports.handler = async (event) => {\n${nodeBody}`;
const pythonCode = `import json


def lambda_handler(event, context):
    print('event:', json.dumps(event))
    return {
        'statusCode': 200,
        'body': json.dumps('Hello from Lambda!'),
    }
`;
const bootstrapCode = `#!/bin/sh
# Asks the Runtime API for the next event, and answers it.
set -eu
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  headers="$(mktemp)"
  event="$(curl -sS -D "$headers" "$api/next")"
  id="$(grep -i '^lambda-runtime-aws-request-id:' "$headers" | tr -d '[:space:]' | cut -d: -f2)"
  rm "$headers"
  echo "event: $event" >&2
  curl -sS "$api/$id/response" -d '{"statusCode":200,"body":"Hello from Lambda!"}' > /dev/null
done
`;
