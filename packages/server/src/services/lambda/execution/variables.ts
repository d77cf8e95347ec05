import { dirname } from 'node:path';
import type { Paths } from './layout.js';
import type { EnvironmentSpec, RoleCredentials } from './types.js';

export type InitializationType = 'on-demand' | 'provisioned-concurrency';

/** The environment of the runtime's process. What AWS reserves wins over what the function sets. */
export function variablesOf(
  spec: EnvironmentSpec,
  paths: Paths,
  credentials: RoleCredentials,
  where: { readonly runtimeApi: string; readonly logStream: string; readonly initializationType: InitializationType },
): Record<string, string> {
  const node = /^nodejs(\d+)/.exec(spec.runtime)?.[1];
  const { task, opt, runtime } = paths;
  const isProvided = spec.runtime.startsWith('provided');
  return {
    PATH: [dirname(paths.node), '/usr/local/bin', '/usr/bin/', '/bin', `${opt}/bin`, process.env['PATH'] ?? ''].join(
      ':',
    ),
    LD_LIBRARY_PATH: [
      '/var/lang/lib',
      '/lib64',
      '/usr/lib64',
      runtime,
      `${runtime}/lib`,
      task,
      `${task}/lib`,
      `${opt}/lib`,
    ].join(':'),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: paths.tmp,
    ...(paths.tmp === '/tmp' ? {} : { TMPDIR: paths.tmp }),
    ...(node === undefined ? {} : { NODE_PATH: nodePath(paths, node) }),
    ...(spec.runtime.startsWith('python') ? { PYTHONPATH: runtime } : {}),
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    // Not AWS's: clients that are made without an endpoint find this server.
    AWS_ENDPOINT_URL: spec.endpointUrl,
    // On AWS the SDK does not find itself on an older Node than the runtime is named for.
    ...(node === undefined ? {} : { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }),
    ...spec.variables,
    ...(isProvided ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}` }),
    _HANDLER: spec.handler,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: where.initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: where.logStream,
    AWS_LAMBDA_LOG_FORMAT: spec.logFormat,
    ...(spec.logFormat === 'JSON' ? { AWS_LAMBDA_LOG_LEVEL: spec.applicationLogLevel ?? 'INFO' } : {}),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_RUNTIME_API: where.runtimeApi,
    LAMBDA_TASK_ROOT: task,
    LAMBDA_RUNTIME_DIR: runtime,
    // What the runtimes here need and take out again.
    ...(isProvided ? {} : { _LAMBDA_TELEMETRY_LOG_FD: '3' }),
    ...(paths.tmp === '/tmp' ? {} : { _PADDOCK_NODE_MODULES: paths.nodeModules, _PADDOCK_OPT: opt }),
  };
}

const nodePath = ({ opt, nodeModules, runtime, task }: Paths, major: string): string =>
  [`${opt}/nodejs/node${major}/node_modules`, `${opt}/nodejs/node_modules`, nodeModules, runtime, task].join(':');

/** Extensions do not see these, nor what begins with an underscore. */
export const NOT_FOR_EXTENSIONS = [
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_XRAY_CONTEXT_MISSING',
  'AWS_XRAY_DAEMON_ADDRESS',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
  '_HANDLER',
  '_LAMBDA_TELEMETRY_LOG_FD',
  '_PADDOCK_NODE_MODULES',
  '_PADDOCK_OPT',
];
