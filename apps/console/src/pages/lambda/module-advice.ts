import { nodeMajor } from './runtimes.js';
import { handlerFile, type Workspace } from './workspace.js';

/** Why the handler's file cannot be loaded as it is, and under which name it could. */
export type ModuleAdvice =
  | { readonly kind: 'commonjs-in-module' | 'module-in-commonjs'; readonly path: string; readonly rename: string }
  /** From Node.js 24 on a handler answers by a promise only. */
  | { readonly kind: 'callback'; readonly path: string }
  | { readonly kind: 'no-handler'; readonly handler: string };

/** Node.js decides by a file's name whether it is an ES module (`import`, `export`) or CommonJS (`require`, `exports`). */
export function moduleAdvice(
  workspace: Workspace,
  handler: string | undefined,
  runtime: string | undefined,
): ModuleAdvice | undefined {
  const path = handlerFile(workspace, handler);
  const major = nodeMajor(runtime);
  if (path === undefined) return handler === undefined ? undefined : { kind: 'no-handler', handler };
  const text = workspace.files.get(path)?.text;
  if (text === undefined || major === undefined) return undefined;
  const isModule = path.endsWith('.mjs') || (path.endsWith('.js') && packageType(workspace) === 'module');
  const bare = withoutComments(text);
  const hasModuleSyntax =
    /^\s*(?:import\s+[\w{*'"]|import\{|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*])/m.test(
      bare,
    );
  const hasCommonSyntax = /\bmodule\.exports\b|(?:^|[\s;(,=])exports\.\w|(?<![.\w])require\s*\(/m.test(bare);
  const stem = path.replace(/\.[cm]?js$/, '');
  if (isModule && hasCommonSyntax && !hasModuleSyntax)
    return { kind: 'commonjs-in-module', path, rename: path.endsWith('.mjs') ? `${stem}.js` : `${stem}.cjs` };
  if (!isModule && hasModuleSyntax && !hasCommonSyntax && major >= 14)
    return { kind: 'module-in-commonjs', path, rename: `${stem}.mjs` };
  const name = handler?.split('.').at(-1) ?? '';
  const takesCallback = new RegExp(
    `\\b${name.replace(/\W/g, '')}\\s*=\\s*(?:async\\s*)?(?:function\\s*\\w*\\s*)?\\(\\s*\\w+\\s*,\\s*\\w+\\s*,\\s*\\w+\\s*\\)`,
  );
  return major >= 24 && takesCallback.test(bare) ? { kind: 'callback', path } : undefined;
}

function packageType(workspace: Workspace): string | undefined {
  try {
    const { type }: { type?: unknown } = Object(JSON.parse(workspace.files.get('package.json')?.text ?? '{}'));
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
