import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { zipProgram } from './functions.mjs';

const here = import.meta.dirname;
const at = (...path) => join(here, ...path);

const quiet = (command, args, options = {}) =>
  spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });

const has = (command, ...args) => quiet(command, args).status === 0;

/**
 * A client: `missing` says why it is not run, if so, here or in a scenario; `build` gives what is printed when it cannot be built, else undefined; `command`
 * is what runs a scenario with it.
 */
export const clients = [
  {
    name: 'python (boto3)',
    missing: () => (has('python3', '-c', 'import boto3') ? undefined : 'python3 with boto3 is not installed'),
    command: (scenario) => ['python3', at('python', `${scenario === 'kinesis' ? 'check' : scenario}.py`)],
  },
  {
    name: 'cli (aws)',
    missing: () => (has('aws', '--version') ? undefined : 'the AWS CLI is not installed'),
    command: (scenario) => [process.execPath, at('cli', `${scenario === 'kinesis' ? 'check' : scenario}.mjs`)],
  },
  {
    name: 'go (aws-sdk-go-v2)',
    missing: () => (has('go', 'version') ? undefined : 'go is not installed'),
    build: buildGo,
    command: (scenario) => [at('.build', 'go'), scenario],
  },
  {
    name: 'java (aws-sdk-java-v2, CBOR)',
    missing: (scenario) =>
      ['dynamodb', 'lambda', 'logs', 'analytics'].includes(scenario)
        ? 'this service speaks JSON: see the next'
        : withoutJava(),
    build: buildJava,
    command: (scenario) => java(scenario),
  },
  {
    name: 'java (aws-sdk-java-v2, JSON)',
    missing: (scenario) => (scenario === 'cloudwatch' ? 'CloudWatch speaks CBOR: see the one before' : withoutJava()),
    build: buildJava,
    command: (scenario) => java(scenario, '-Daws.cborEnabled=false'),
  },
  {
    name: 'rust (aws-sdk-rust)',
    missing: () => (has('cargo', '--version') ? undefined : 'cargo is not installed'),
    build: buildRust,
    command: (scenario) => [at('rust', 'target', 'debug', 'paddock-conformance'), scenario],
  },
];

function buildGo() {
  const program = at('.build', 'function-go');
  const problem =
    built('go', ['build', '-o', at('.build', 'go'), '.'], at('go')) ??
    built('go', ['build', '-tags', 'lambda.norpc', '-ldflags', '-s -w', '-o', program, './function'], at('go'));
  if (problem === undefined) zipProgram('go', program);
  return problem;
}

function buildRust() {
  const problem = built('cargo', ['build', '--quiet', '--locked'], at('rust'));
  if (problem === undefined) zipProgram('rust', at('rust', 'target', 'debug', 'bootstrap'));
  return problem;
}

function withoutJava() {
  if (!has('java', '-version')) return 'java is not installed';
  return has('mvn', '--version') ? undefined : 'mvn is not installed';
}

const classpathFile = at('java', 'target', 'classpath');

function buildJava() {
  const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classpathFile}`];
  return built('mvn', ['-q', '-B', '-ntp', ...goals], at('java'));
}

const javaPrograms = {
  kinesis: 'Main',
  identity: 'Identity',
  dynamodb: 'DynamoDb',
  lambda: 'Functions',
  logs: 'Logs',
  cloudwatch: 'Metrics',
  analytics: 'Analytics',
};
const java = (scenario, ...options) => [
  'java',
  ...options,
  '-cp',
  [at('java', 'target', 'classes'), readFileSync(classpathFile, 'utf8').trim()].join(delimiter),
  `dev.paddock.conformance.${javaPrograms[scenario]}`,
];

function built(command, args, cwd) {
  const { status, stdout, stderr } = quiet(command, args, { cwd });
  if (status === 0) return undefined;
  const lines = `${stdout}${stderr}`.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('go: downloading'))
    .slice(0, 20)
    .join('\n');
}
