import type { Config } from './config.js';

/** Why a server could not start, in one line; with the stack under it when the log level is debug. */
export function startUpProblem(error: unknown, config: Config): string {
  const line = describe(error, config).replace(/\s*\n\s*/g, ' ');
  return config.logLevel === 'debug' && error instanceof Error ? `${line}\n${error.stack ?? ''}` : line;
}

function describe(error: unknown, { host, port, dataDir }: Config): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    switch (code) {
      case 'EADDRINUSE':
        return `port ${port} on ${host} is taken: stop what listens there, or choose another with --port`;
      case 'EACCES':
        return `no permission to listen on port ${port}: choose one above 1023 with --port`;
      case 'EADDRNOTAVAIL':
      case 'EAI_AGAIN':
      case 'ENOTFOUND':
        return `${host} is not an address of this machine: choose another --host`;
    }
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `no permission to write ${path ?? dataDir}: change it, or choose another --data-dir`;
    case 'ENOSPC':
      return `the disk of ${path ?? dataDir} is full`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${path ?? dataDir} is not a directory: choose another --data-dir`;
  }
  // The stores say in their own words what is locked, corrupt or from a newer version.
  return error.message || error.name;
}
