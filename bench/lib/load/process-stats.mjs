import fs from 'node:fs';

// Figures come from /proc: elsewhere than on Linux they are null, and the reports leave them out.

// Resident memory of the processes and all their children, in MiB: now, at its peak, and without mapped files.
export function memoryOf(pids) {
  let rss = 0;
  let peak = 0;
  let anonymous = 0;
  let seen = false;
  for (const pid of processTree(pids)) {
    const status = read(`/proc/${pid}/status`);
    if (!status) continue;
    seen = true;
    rss += kib(status, /VmRSS:\s+(\d+)/);
    peak += kib(status, /VmHWM:\s+(\d+)/);
    anonymous += kib(status, /RssAnon:\s+(\d+)/);
  }
  return seen ? { rss: rss / 1024, peak: peak / 1024, anonymous: anonymous / 1024 } : null;
}

// CPU seconds so far of the servers (and their kernel part), of this process, of the whole machine, and stolen from it.
export function cpuOf(pids) {
  let server = 0;
  let system = 0;
  for (const pid of processTree(pids)) {
    const fields = read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
    if (!fields) continue;
    server += (Number(fields[11]) + Number(fields[12])) / 100;
    system += Number(fields[12]) / 100;
  }
  const own = process.cpuUsage();
  const ticks = read('/proc/stat')?.split('\n')[0].trim().split(/\s+/).slice(1).map(Number) ?? [];
  const [user = 0, nice = 0, kernel = 0, , , irq = 0, softIrq = 0, steal = 0] = ticks;
  return {
    server,
    system,
    client: (own.user + own.system) / 1e6,
    machine: (user + nice + kernel + irq + softIrq) / 100,
    steal: steal / 100,
  };
}

export function processTree(pids) {
  const all = new Set();
  const walk = (pid) => {
    if (all.has(pid)) return;
    all.add(pid);
    for (const task of list(`/proc/${pid}/task`)) {
      const children = read(`/proc/${pid}/task/${task}/children`)?.trim();
      if (children) children.split(/\s+/).forEach((child) => walk(Number(child)));
    }
  };
  pids.forEach(walk);
  return [...all];
}

const kib = (status, pattern) => Number(pattern.exec(status)?.[1] ?? 0);

// A process may end between two looks at it.
function read(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function list(path) {
  try {
    return fs.readdirSync(path);
  } catch {
    return [];
  }
}
