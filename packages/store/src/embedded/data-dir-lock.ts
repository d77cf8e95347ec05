import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './segment-files.js';

/**
 * Locks a directory for this process, or names the process that has it.
 *
 * Node has no flock. Every process puts up a file of its own, `lock.<pid>.<when it started>`, and only then looks for others':
 * of two that start together at least one sees the other, so never both go on. The name is unique to one life of one
 * process, so removing a dead one's file can never remove a living one's. A process id that was given out again is told
 * apart by its start. What cannot be seen from here, a process in another container or on another machine, is taken for dead.
 */
export function lockDirectory(directory: string): { release: () => void } | { owner: number } {
  const own = `lock.${process.pid}.${startOf(process.pid) ?? 'unknown'}`;
  const path = join(directory, own);
  if (held.has(path)) return { owner: process.pid };
  closeSync(openSync(path, 'w', 0o600));
  held.add(path);
  const release = (): void => {
    if (held.delete(path)) remove(path);
  };
  for (const name of readdirSync(directory)) {
    const [, id, start] = /^lock\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (name === own || id === undefined || start === undefined) continue;
    const owner = Number(id);
    if (isAlive(owner, start)) {
      release();
      return { owner };
    }
    remove(join(directory, name));
  }
  return { release };
}

/** Locks of this process: its own file tells it nothing. */
const held = new Set<string>();

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's process, but one that lives.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return now === undefined || start === 'unknown' || now === start;
}

/** What tells a process from a later one with the same id; undefined when the platform does not say. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name in parentheses may hold spaces; the start, in ticks since the boot, is the 20th field behind it.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
      return ticks === undefined ? undefined : `${boot}-${ticks}`;
    } catch {
      return undefined;
    }
  }
  if (process.platform === 'win32') return undefined;
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
    });
    return text.trim().replace(/[^A-Za-z0-9]+/g, '-') || undefined;
  } catch {
    return undefined;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
