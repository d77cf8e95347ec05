import { execFile } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './layout.js';
import type { EnvironmentSpec } from './types.js';

/** What to start for a runtime; or why it cannot be, as AWS says it (`Error: …`). */
export type Program = { readonly command: readonly string[] } | { readonly missing: string };

/** Finds the programs of runtimes on this host. */
export class Programs {
  readonly #pythons = new Map<string, Promise<string | undefined>>();
  readonly #path: string;

  /** @param path where Python is looked for: as the variable PATH */
  constructor(path: string = process.env['PATH'] ?? '') {
    this.#path = path;
  }

  async of(spec: EnvironmentSpec, place: Place): Promise<Program> {
    const { runtime, memoryMb } = spec;
    const { paths } = place;
    if (runtime.startsWith('nodejs')) {
      // AWS's share of the memory for each of V8's spaces.
      const heap = [
        `--max-semi-space-size=${Math.max(1, Math.floor(memoryMb * 0.05))}`,
        `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`,
      ];
      const script = join(paths.runtime, 'index.mjs');
      return { command: wrapped(spec, [paths.node, ...heap, '--max-http-header-size', '81920', script]) };
    }
    if (runtime.startsWith('python')) {
      const version = runtime.slice('python'.length);
      const python = await this.#python(version);
      if (python === undefined) {
        return {
          missing: `Python is not on this host: ${runtime} needs python${version}, or any python3, on the server's PATH`,
        };
      }
      return { command: wrapped(spec, [python, join(paths.runtime, 'bootstrap.py')]) };
    }
    if (runtime.startsWith('provided')) return provided(spec, place);
    return { missing: `the runtime ${runtime} is not available on this host` };
  }

  /** That version, or the nearest. Asked for once: an interpreter may be a script that looks for another. */
  #python(version: string): Promise<string | undefined> {
    let found = this.#pythons.get(version);
    if (found === undefined) {
      found = this.#find(version);
      this.#pythons.set(version, found);
    }
    return found;
  }

  async #find(version: string): Promise<string | undefined> {
    const wanted = Number(version.split('.')[1] ?? 12);
    const minors = Array.from({ length: 12 }, (_, index) => 8 + index).sort(
      (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a,
    );
    const names = [...minors.map((minor) => `python3.${minor}`), 'python3'];
    const folders = this.#path.split(':').filter(Boolean);
    for (const name of names) {
      for (const path of folders.map((folder) => join(folder, name)).filter((file) => existsSync(file))) {
        const real = await new Promise<string>((resolve) => {
          const script = 'import sys; print(sys.executable)';
          execFile(path, ['-c', script], { timeout: 10_000 }, (error, stdout) => resolve(error ? '' : stdout.trim()));
        });
        if (real !== '') return real;
      }
    }
    return undefined;
  }
}

function wrapped(spec: EnvironmentSpec, command: readonly string[]): readonly string[] {
  const wrapper = spec.variables['AWS_LAMBDA_EXEC_WRAPPER'];
  return wrapper === undefined || wrapper === '' ? command : [wrapper, ...command];
}

function provided(spec: EnvironmentSpec, { paths, opt }: Place): Program {
  const places = [
    [spec.codeDirectory, paths.task],
    [opt, paths.opt],
  ] as const;
  for (const [here, there] of places) {
    const file = join(here, 'bootstrap');
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    const problem = whyNotExecutable(file);
    const seen = `${there}/bootstrap`;
    return problem === undefined ? { command: [seen] } : { missing: `fork/exec ${seen}: ${problem}` };
  }
  return { missing: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]" };
}

const MACHINES: Readonly<Record<string, number>> = {
  x64: 62,
  arm64: 183,
  ia32: 3,
  arm: 40,
  ppc64: 21,
  riscv64: 243,
  s390x: 22,
};

/** What the kernel would say. A shell would run anything, so it is asked before. */
function whyNotExecutable(file: string): string | undefined {
  const head = Buffer.alloc(256);
  try {
    // Root may execute only what someone may.
    if ((statSync(file).mode & 0o111) === 0) return 'permission denied';
    accessSync(file, constants.X_OK);
    const handle = openSync(file, 'r');
    try {
      readSync(handle, head, 0, head.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return 'permission denied';
  }
  if (head.toString('latin1', 0, 2) === '#!') {
    const interpreter = head.toString('utf8', 2).split('\n', 1)[0]?.trim().split(/\s+/, 1)[0] ?? '';
    return existsSync(interpreter) ? undefined : 'no such file or directory';
  }
  if (head.readUInt32BE(0) === 0x7f454c46) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    const own = MACHINES[process.arch];
    return own === undefined || machine === own ? undefined : 'exec format error';
  }
  // A Mach-O file, where that is what runs.
  return process.platform === 'darwin' && head[3] === 0xfe ? undefined : 'exec format error';
}
