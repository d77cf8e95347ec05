import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that descend from it, found through /proc; elsewhere the process alone. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) found.push(...childrenOf(pid));
  return found;
}

function childrenOf(pid: number): number[] {
  try {
    // A child hangs on the thread that made it.
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** False when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is such a process, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What processes hold of memory, bytes: their own pages, and the largest share of files that one of them has mapped. */
export function memoryOf(pids: readonly number[]): number {
  let own = 0;
  let mapped = 0;
  for (const pid of pids) {
    const status = statusOf(pid);
    own += field(status, 'RssAnon') + field(status, 'RssShmem');
    mapped = Math.max(mapped, field(status, 'RssFile'));
  }
  return own + mapped;
}

/** The most memory that a process ever had, bytes; 0 when unknown. */
export const peakMemoryOf = (pid: number): number => field(statusOf(pid), 'VmHWM');

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'latin1');
  } catch {
    return '';
  }
}

function field(status: string, name: string): number {
  const at = status.indexOf(`${name}:`);
  return at < 0 ? 0 : Number.parseInt(status.slice(at + name.length + 1), 10) * 1024;
}

/** Processes that have this in their environment: what escaped from its group still has its variables. */
export function processesWith(variable: string): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid && environmentOf(pid).split('\0').includes(variable));
  } catch {
    return [];
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
