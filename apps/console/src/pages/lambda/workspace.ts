import { fileMode, folderMode, packPackage, textOf, type PackageFile } from './code-package.js';

/** The files of a function's package while they are edited, beside those that are deployed. */
export interface Workspace {
  /** By path. */
  readonly files: ReadonlyMap<string, WorkspaceFile>;
  readonly deployed: ReadonlyMap<string, WorkspaceFile>;
}

export interface WorkspaceFile extends PackageFile {
  /** Undefined for what is binary, and for folders. */
  readonly text: string | undefined;
}

/** Why a path may not be used. */
export type PathFault = 'empty' | 'outside' | 'characters' | 'long' | 'taken';

export function openWorkspace(files: readonly PackageFile[]): Workspace {
  const byPath = new Map<string, WorkspaceFile>();
  for (const file of files)
    byPath.set(file.path, { ...file, text: file.path.endsWith('/') ? undefined : textOf(file.data) });
  return { files: byPath, deployed: byPath };
}

/** What has been written is now what is deployed. */
export const deployed = (workspace: Workspace): Workspace => ({ ...workspace, deployed: workspace.files });

export function changeText(workspace: Workspace, path: string, text: string, now: Date): Workspace {
  const file = workspace.files.get(path);
  if (file === undefined || file.text === text) return workspace;
  const before = workspace.deployed.get(path);
  // Taken back, it is the file that it was, and unchanged.
  const next = before?.text === text ? before : { ...file, text, data: new TextEncoder().encode(text), modified: now };
  return withFiles(workspace, new Map(workspace.files).set(path, next));
}

/** @param path ends with `/` for a folder */
export function createPath(workspace: Workspace, path: string, now: Date): Workspace {
  const isFolder = path.endsWith('/');
  const file: WorkspaceFile = {
    path,
    data: new Uint8Array(),
    mode: isFolder ? folderMode : fileMode(0o644),
    modified: now,
    text: isFolder ? undefined : '',
  };
  return withFiles(workspace, new Map(workspace.files).set(path, file));
}

/** Moves a file, or a folder (whose path ends with `/`) with all that is in it. */
export function renamePath(workspace: Workspace, from: string, to: string): Workspace {
  const files = new Map<string, WorkspaceFile>();
  for (const [path, file] of workspace.files) {
    const moved =
      path === from ? to : from.endsWith('/') && path.startsWith(from) ? to + path.slice(from.length) : path;
    files.set(moved, moved === path ? file : { ...file, path: moved });
  }
  return withFiles(workspace, files);
}

export function deletePath(workspace: Workspace, path: string): Workspace {
  const rest = [...workspace.files].filter(([one]) => one !== path && !(path.endsWith('/') && one.startsWith(path)));
  return withFiles(workspace, new Map(rest));
}

const withFiles = (workspace: Workspace, files: ReadonlyMap<string, WorkspaceFile>): Workspace => ({
  ...workspace,
  files,
});

/** Whether a file is not as it is deployed. */
export function isChanged({ files, deployed: before }: Workspace, path: string): boolean {
  const was = before.get(path);
  const is = files.get(path);
  return was !== is && (was === undefined || is === undefined || was.path !== is.path || !isSame(was.data, is.data));
}

export const hasChanges = (workspace: Workspace): boolean =>
  workspace.files.size !== workspace.deployed.size ||
  [...workspace.files.keys()].some((path) => isChanged(workspace, path));

export const packWorkspace = ({ files }: Workspace): Uint8Array => packPackage([...files.values()]);

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));

/** @param path ends with `/` for a folder. @param from what is renamed, which may stay where it is */
export function pathFault(workspace: Workspace, path: string, from?: string): PathFault | undefined {
  const bare = path.endsWith('/') ? path.slice(0, -1) : path;
  if (bare.trim() === '') return 'empty';
  if (bare === '__proto__') return 'taken';
  const parts = bare.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'outside';
  // oxlint-disable-next-line no-control-regex
  if (/[\\\u0000-\u001f]/.test(bare)) return 'characters';
  if (new TextEncoder().encode(path).length > 2000) return 'long';
  if (path === from) return undefined;
  const isTaken = [...workspace.files.keys()].some((one) => {
    if (from !== undefined && (one === from || (from.endsWith('/') && one.startsWith(from)))) return false;
    // A file may not stand where a folder is, nor in another file.
    return one === bare || one === `${bare}/` || one.startsWith(`${bare}/`) || bare.startsWith(`${one}/`);
  });
  const isInItself = from?.endsWith('/') === true && path.startsWith(from);
  return isTaken || isInItself ? 'taken' : undefined;
}

export interface TreeNode {
  /** A folder's ends with `/`. */
  readonly path: string;
  readonly name: string;
  readonly children: readonly TreeNode[] | undefined;
  /** Stands for so many further ones that are left out. */
  readonly more?: number;
}

/**
 * Folders before files, each by name; folders that no entry names are there by what is in them.
 * @param find what is in the paths of those that are looked for
 * @param most files and folders of one folder: the page has them all in it
 */
export function treeOf({ files }: Workspace, find = '', most = 50): TreeNode[] {
  const wanted = find.toLowerCase();
  interface Folder {
    readonly folders: Map<string, Folder>;
    readonly files: string[];
  }
  const root: Folder = { folders: new Map(), files: [] };
  for (const path of files.keys()) {
    if (!path.toLowerCase().includes(wanted)) continue;
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      let next = at.folders.get(part);
      if (next === undefined) at.folders.set(part, (next = { folders: new Map(), files: [] }));
      at = next;
    }
    if (name !== '') at.files.push(name);
  }
  const nodes = (at: Folder, prefix: string): TreeNode[] => {
    const folders = [...at.folders].toSorted(([a], [b]) => a.localeCompare(b)).slice(0, most);
    const room = Math.max(0, most - folders.length);
    const more = at.folders.size + at.files.length - folders.length - Math.min(room, at.files.length);
    return [
      ...folders.map(([name, inner]) => ({
        path: `${prefix}${name}/`,
        name,
        children: nodes(inner, `${prefix}${name}/`),
      })),
      ...at.files
        .toSorted((a, b) => a.localeCompare(b))
        .slice(0, room)
        .map((name) => ({ path: prefix + name, name, children: undefined })),
      ...(more === 0 ? [] : [{ path: `${prefix}//more`, name: '', children: undefined, more }]),
    ];
  };
  return nodes(root, '');
}

/** The file that has the handler, if it is there: `index.handler` is in `index.mjs` or another of these. */
export function handlerFile({ files }: Workspace, handler: string | undefined): string | undefined {
  const [, module = ''] = /^(.*)\.[^./]+$/.exec(handler ?? '') ?? [];
  const candidates = ['.js', '.mjs', '.cjs', '.py'].map((extension) => module + extension);
  return [...candidates, `${module.replaceAll('.', '/')}.py`, 'bootstrap'].find((path) => files.has(path));
}

/** A name with what would not be seen, or would turn its letters around, written out. */
export const visibleName = (name: string): string =>
  name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
