import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How an environment is kept apart. */
export interface Isolation {
  /** It has its own /tmp, /var/task, /opt, and its own process numbers: nothing survives it. */
  readonly mounts: boolean;
  /** What starts a program so; empty without. */
  readonly prefix: readonly string[];
  readonly mountProgram: string;
  /** What starts a program of the function without any of root's rights, so that it cannot take away what was mounted; empty without. */
  readonly unprivileged: string;
  /** Whether /proc tells of processes, so that they can be counted and frozen. */
  readonly proc: boolean;
}

const program = (name: string): string =>
  ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((folder) => join(folder, name)).find((path) => existsSync(path)) ??
  name;

export const noIsolation = (): Isolation => ({
  mounts: false,
  prefix: [],
  mountProgram: '',
  unprivileged: '',
  proc: existsSync('/proc/self/status'),
});

/** Tries, once, whether this host lets us make namespaces and mount in them: as root, or as a user who is root in a namespace of its own. */
export async function probeIsolation(): Promise<Isolation> {
  const none = noIsolation();
  if (process.platform !== 'linux') return none;
  const unshare = program('unshare');
  const mountProgram = program('mount');
  const flags = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const prefix = [unshare, ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), ...flags];
  const directory = mkdtempSync(join(tmpdir(), 'paddock-probe-'));
  try {
    mkdirSync(join(directory, 'var/task'), { recursive: true });
    const fstab = join(directory, 'fstab');
    const lines = [`/usr ${directory}/var/task none bind,ro 0 0`, `${directory}/var /var none rbind 0 0`];
    writeFileSync(
      fstab,
      [...lines, `${directory} /opt none bind,ro 0 0`, 'tmpfs /tmp tmpfs size=1m 0 0', ''].join('\n'),
    );
    const script = '"$1" -a -T "$2" && [ -d /var/task/bin ] && [ $$ = 1 ] && echo yes';
    const said = await run([...prefix, '/bin/sh', '-c', script, 'probe', mountProgram, fstab]);
    if (said.trim() !== 'yes') return none;
    const drops = `${program('setpriv')} --no-new-privs --bounding-set=-all --inh-caps=-all`;
    const isDropped = (await run([...prefix, '/bin/sh', '-c', `${drops} /bin/sh -c 'echo yes'`])).trim() === 'yes';
    return { mounts: true, prefix, mountProgram, unprivileged: isDropped ? drops : '', proc: true };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const run = ([command = '', ...words]: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(command, words, { timeout: 5000 }, (error, stdout) => resolve(error ? '' : stdout));
  });
