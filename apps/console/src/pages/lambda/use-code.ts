import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import type { Session } from '../../session/session.js';
import { endpointUrl } from '../../session/settings.js';
import { useAction, useAws, type Action } from '../../shared/use-aws.js';
import { readPackage } from './code-package.js';
import { functionsKey, keysOf } from './keys.js';
import { codeTexts } from './texts-code.js';
import { deployed, hasChanges, openWorkspace, packWorkspace, type Workspace } from './workspace.js';

/** Packages beyond are not opened, as in AWS's console. Bytes. */
export const mostEdited = 3 * 1024 * 1024;

/** The code of a function while its page is open, whatever part of the page is shown. */
export interface CodeSession {
  readonly workspace: Workspace | undefined;
  readonly isTooLarge: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly isChanged: boolean;
  /** Whether something else was deployed since the editing began. */
  readonly isOutdated: boolean;
  readonly edit: (change: (workspace: Workspace) => Workspace) => void;
  readonly discard: () => void;
  readonly deploy: Action<void, unknown>;
  readonly upload: Action<Uint8Array, unknown>;
}

interface Edited {
  /** Of the package that was edited. */
  readonly sha: string;
  readonly workspace: Workspace;
}

export function useCode(name: string, configuration: FunctionConfiguration | undefined, isShown: boolean): CodeSession {
  const t = useTexts(codeTexts);
  const session = useSession();
  const client = useClient(LambdaClient);
  const [edited, setEdited] = useState<Edited>();
  const sha = configuration?.CodeSha256 ?? '';
  const isTooLarge = (configuration?.CodeSize ?? 0) > mostEdited;
  const isDirty = edited !== undefined && hasChanges(edited.workspace);
  const keeps = edited !== undefined && (edited.sha === sha || isDirty);
  const files = useAws(
    [...keysOf(name).whole, 'code', sha],
    async ({ signal }) => readPackage(await fetchPackage(session, name, signal)),
    { enabled: isShown && sha !== '' && !isTooLarge && !keeps },
  );
  const opened = useMemo(() => files.data && openWorkspace(files.data), [files.data]);
  const workspace = keeps ? edited.workspace : opened;
  const changes = [keysOf(name).configuration, keysOf(name).versions, functionsKey];
  const queries = useQueryClient();
  const isOutdated = isDirty && edited.sha !== sha;
  const deploy = useAction<void, FunctionConfiguration>(
    async () => {
      if (workspace === undefined) throw new Error('nothing is loaded');
      const send = (RevisionId?: string) =>
        client.send(
          new UpdateFunctionCodeCommand({
            FunctionName: name,
            ZipFile: packWorkspace(workspace),
            ...(RevisionId === undefined ? {} : { RevisionId }),
          }),
        );
      // Whoever has been told takes its place knowingly.
      if (isOutdated) return send();
      const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      if (edited === undefined || now.CodeSha256 === edited.sha) return send(now.RevisionId);
      queries.setQueryData([session.id, ...keysOf(name).configuration], now);
      throw Object.assign(new Error(t('conflict')), { name: 'ResourceConflictException' });
    },
    { changes, done: () => t('deploy.done', { name }) },
  );
  const upload = useAction<Uint8Array, FunctionConfiguration>(
    (zip) => client.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zip })),
    { changes, done: () => t('upload.done') },
  );
  return {
    workspace,
    isTooLarge,
    error: keeps ? null : files.error,
    retry: () => void files.refetch(),
    isChanged: isDirty,
    isOutdated: isOutdated && !deploy.isRunning,
    edit: (change) => {
      if (workspace === undefined) return;
      // Two changes may come before the next rendering.
      setEdited((now) =>
        keeps && now !== undefined
          ? { sha: now.sha, workspace: change(now.workspace) }
          : { sha, workspace: change(workspace) },
      );
    },
    discard: () => setEdited(undefined),
    deploy: {
      ...deploy,
      // What was typed while it was under way stays a change.
      async run() {
        const sent = workspace;
        const done = await deploy.run();
        if (done === undefined || sent === undefined) return done;
        setEdited((now) => ({
          sha: done.CodeSha256 ?? '',
          workspace: now === undefined ? deployed(sent) : { files: now.workspace.files, deployed: sent.files },
        }));
        return done;
      },
    },
    upload: {
      ...upload,
      async run(zip) {
        const done = await upload.run(zip);
        if (done !== undefined) setEdited(undefined);
        return done;
      },
    },
  };
}

/** The package as it is deployed. @param qualifier a version; $LATEST when absent */
export async function fetchPackage(
  session: Session,
  name: string,
  signal?: AbortSignal,
  qualifier?: string,
): Promise<Uint8Array> {
  const { Code } = await session
    .client(LambdaClient)
    .send(
      new GetFunctionCommand({ FunctionName: name, ...(qualifier === undefined ? {} : { Qualifier: qualifier }) }),
      signal === undefined ? {} : { abortSignal: signal },
    );
  const answer = await fetch(reachable(session, Code?.Location ?? ''), signal === undefined ? {} : { signal });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** A server tells its own name for itself; the page may have come by another one, and calls no other. */
function reachable(session: Session, location: string): string {
  const endpoint = endpointUrl(session.place.endpoint, globalThis.location.origin);
  if (endpoint === undefined) return location;
  const { pathname, search } = new URL(location);
  return new URL(pathname + search, endpoint).href;
}

export function saveBytes(fileName: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
