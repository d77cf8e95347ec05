import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';

import { dirname, join } from 'node:path';
import { linkTree } from './link-tree.js';
import type { Installation } from './installation.js';
import type { Isolation } from './isolation.js';
import type { EnvironmentSpec } from './types.js';

/** Where things are as a function sees them. */
export interface Paths {
  readonly task: string;
  readonly opt: string;
  readonly runtime: string;
  readonly tmp: string;
  readonly node: string;
  /** Packages of layers, and the AWS SDKs. */
  readonly nodeModules: string;
}

/** The directory of one environment. */
export interface Place {
  readonly directory: string;
  readonly paths: Paths;
  /** What to mount; undefined where nothing can be mounted. */
  readonly fstab?: string;
  /** The merged layers as this process sees them. */
  readonly opt: string;
}

/** Makes the directories of environments, and what they share: merged layers and the runtimes' programs. */
export class Layout {
  readonly isolation: Isolation;
  readonly #root: string;
  readonly #installation: Installation;
  readonly #hidden: readonly string[];
  readonly #layers = new Map<string, { opt: string; nodeModules: string }>();

  /**
   * @param root a directory of this process's own, made and removed by it
   * @param hidden absolute paths of directories that functions find empty, where anything can be mounted
   */
  constructor(root: string, isolation: Isolation, installation: Installation, hidden: readonly string[] = []) {
    this.#root = root;
    this.#hidden = hidden;
    this.isolation = isolation;
    this.#installation = installation;
    mkdirSync(root, { recursive: true, mode: 0o755 });
    installation.copyRuntimes(join(root, 'runtime'));
    if (isolation.mounts) this.#makeVar(join(root, 'var'));
  }

  /** @param id of the environment, fit for a file's name */
  place(spec: EnvironmentSpec, id: string): Place {
    const directory = join(this.#root, id);
    const { opt, nodeModules } = this.#merged(spec);
    mkdirSync(join(directory, 'tmp'), { recursive: true, mode: 0o700 });
    if (!this.isolation.mounts) {
      const runtime = join(this.#root, 'runtime');
      const tmp = join(directory, 'tmp');
      return {
        directory,
        opt,
        paths: { task: spec.codeDirectory, opt, runtime, tmp, node: process.execPath, nodeModules },
      };
    }
    const fstab = join(directory, 'fstab');
    writeFileSync(fstab, this.#mounts(spec, opt, nodeModules));
    return { directory, opt, fstab, paths: INSIDE };
  }

  remove(place: Place): void {
    // What the function made in a directory that it locked itself out of, root or its owner can still remove.
    rmSync(place.directory, { recursive: true, force: true, maxRetries: 2 });
  }

  /** Removes everything. */
  close(): void {
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 2 });
  }

  /** /tmp comes last, and what is hidden before it: they hide whatever below them the others were made of. */
  #mounts(spec: EnvironmentSpec, opt: string, nodeModules: string): string {
    const own = join(this.#root, 'var');
    const bind = (from: string, to: string, options: string): string =>
      `${escape(from)} ${escape(to)} none ${options} 0 0\n`;
    return [
      bind('/var', join(own, HOST), 'rbind'),
      bind(process.execPath, join(own, 'lang/bin/node'), 'bind'),
      ...this.#installation.sdkRoots.map((from, index) => bind(from, join(own, sdkPlace(index)), 'bind')),
      bind(spec.codeDirectory, join(own, 'task'), 'bind,ro'),
      bind(join(this.#root, 'runtime'), join(own, 'runtime'), 'bind,ro'),
      bind(nodeModules, join(own, 'node_modules'), 'bind,ro'),
      bind(own, '/var', 'rbind'),
      bind(opt, '/opt', 'bind,ro'),
      ...this.#hidden.map((path) => `tmpfs ${escape(path)} tmpfs ro,size=4k,mode=0755 0 0\n`),
      `tmpfs /tmp tmpfs size=${spec.ephemeralMb}m,mode=1777 0 0\n`,
    ].join('');
  }

  /** A /var in which the host's directories are what they are, and AWS's stand beside them: places to mount on, the same for all environments. */
  #makeVar(own: string): void {
    const folders = [
      HOST,
      'task',
      'runtime',
      'node_modules',
      'lang/bin',
      ...this.#installation.sdkRoots.map((_, index) => sdkPlace(index)),
    ];
    for (const name of folders) mkdirSync(join(own, name), { recursive: true });
    writeFileSync(join(own, 'lang/bin/node'), '');
    for (const name of readdirSync('/var')) {
      if (existsSync(join(own, name))) continue;
      const from = join('/var', name);
      symlinkSync(isLink(from) ? readlinkSync(from) : join(HOST, name), join(own, name));
    }
  }

  #merged(spec: EnvironmentSpec): { opt: string; nodeModules: string } {
    const major = /^nodejs(\d+)/.exec(spec.runtime)?.[1] ?? '';
    const key = createHash('sha256')
      .update(JSON.stringify([major, spec.layerDirectories]))
      .digest('hex')
      .slice(0, 32);
    const known = this.#layers.get(key);
    if (known) return known;
    const directory = join(this.#root, 'layers', key);
    const made = `${directory}.new`;
    rmSync(made, { recursive: true, force: true });
    mkdirSync(join(made, 'opt'), { recursive: true });
    mkdirSync(join(made, 'node_modules'));
    const [only] = spec.layerDirectories;
    const single = spec.layerDirectories.length === 1 && only !== undefined ? only : undefined;
    if (single === undefined) for (const layer of spec.layerDirectories) linkTree(layer, join(made, 'opt'));
    const files = single ?? join(made, 'opt');
    const seen = this.isolation.mounts ? '/opt' : (single ?? join(directory, 'opt'));
    for (const folder of [`nodejs/node${major}/node_modules`, 'nodejs/node_modules']) {
      linkPackages(join(files, folder), join(seen, folder), join(made, 'node_modules'));
    }
    const { sdkRoots } = this.#installation;
    sdkRoots.forEach((root, index) => {
      const at = this.isolation.mounts ? `/var/${sdkPlace(index)}` : root;
      linkPackages(root, at, join(made, 'node_modules'), isSdk);
    });
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(dirname(directory), { recursive: true });
    renameSync(made, directory);
    const merged = { opt: single ?? join(directory, 'opt'), nodeModules: join(directory, 'node_modules') };
    this.#layers.set(key, merged);
    return merged;
  }
}

const INSIDE: Paths = {
  task: '/var/task',
  opt: '/opt',
  runtime: '/var/runtime',
  tmp: '/tmp',
  node: '/var/lang/bin/node',
  nodeModules: '/var/node_modules',
};

/** Where the host's /var is, within ours. */
const HOST = '.host';
const sdkPlace = (index: number): string => `lang/sdk/${index}/node_modules`;
const isSdk = (name: string): boolean =>
  name === 'aws-sdk' || name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');
const escape = (path: string): string =>
  path.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** Links the packages of a node_modules directory into another one, unless it has them. @param seen where `from` is found later */
function linkPackages(from: string, seen: string, to: string, wanted: (name: string) => boolean = () => true): void {
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    if (name.startsWith('.')) continue;
    const names = name.startsWith('@') ? readdirSync(join(from, name)).map((inner) => `${name}/${inner}`) : [name];
    for (const one of names) {
      if (!wanted(one) || existsSync(join(to, one)) || isLink(join(to, one))) continue;
      mkdirSync(dirname(join(to, one)), { recursive: true });
      symlinkSync(join(seen, one), join(to, one));
    }
  }
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
