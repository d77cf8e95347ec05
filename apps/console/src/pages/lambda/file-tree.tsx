import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Icon from '@cloudscape-design/components/icon';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TreeView from '@cloudscape-design/components/tree-view';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Dialog } from './dialog.js';
import { codeTexts } from './texts-code.js';
import { createPath, deletePath, isChanged, pathFault, treeOf, visibleName, type Workspace } from './workspace.js';

interface FileTreeProps {
  readonly workspace: Workspace;
  readonly active: string | undefined;
  readonly edit: (change: (workspace: Workspace) => Workspace) => void;
  readonly onOpen: (path: string) => void;
  readonly onRename: (from: string, to: string) => void;
}

/** Beyond, folders begin closed and files can be looked for. */
const manyFiles = 40;

type Asked =
  | { readonly is: 'file' | 'folder'; readonly within: string }
  | { readonly is: 'rename' | 'delete'; readonly path: string };

export function FileTree({ workspace, active, edit, onOpen, onRename }: FileTreeProps) {
  const t = useTexts(codeTexts);
  const session = useSession();
  const [toggled, setToggled] = useState<readonly string[]>([]);
  const [find, setFind] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const isLarge = workspace.files.size > manyFiles;
  const nodes = treeOf(workspace, isLarge ? find : '');
  // Of many files only the way to the one that is open is, until somebody opens more.
  const isOpen = (path: string): boolean => !isLarge || find !== '' || active?.startsWith(path) === true;
  const folders: string[] = [];
  const collectFolders = (all: typeof nodes): void => {
    for (const { path, children } of all)
      if (children !== undefined) {
        folders.push(path);
        collectFolders([...children]);
      }
  };
  collectFolders(nodes);
  const dismiss = (): void => setAsked(undefined);
  return (
    <SpaceBetween size="xs">
      <ButtonDropdown
        items={[
          { id: 'file', text: t('new.file') },
          { id: 'folder', text: t('new.folder') },
        ]}
        onItemClick={({ detail }) => setAsked({ is: detail.id === 'folder' ? 'folder' : 'file', within: '' })}
      >
        {t('new')}
      </ButtonDropdown>
      {isLarge && (
        <Input
          type="search"
          ariaLabel={t('find')}
          placeholder={t('find')}
          value={find}
          onChange={({ detail }) => {
            setToggled([]);
            setFind(detail.value);
          }}
        />
      )}
      {isLarge && nodes.length === 0 && <Box color="text-body-secondary">{t('find.none')}</Box>}
      <TreeView
        ariaLabel={t('files')}
        items={nodes}
        getItemId={({ path }) => path}
        getItemChildren={({ children }) => (children === undefined ? undefined : [...children])}
        expandedItems={folders.filter((path) => isOpen(path) !== toggled.includes(path))}
        onItemToggle={({ detail: { id, expanded } }) =>
          setToggled((all) => (expanded === isOpen(id) ? all.filter((one) => one !== id) : [...all, id]))
        }
        renderItem={({ path, name, children, more }) =>
          more !== undefined
            ? { content: <Box color="text-body-secondary">{t('more', { count: more })}</Box> }
            : {
                icon: <Icon name={children === undefined ? 'file' : 'folder'} />,
                content:
                  children === undefined ? (
                    <Button variant="inline-link" ariaLabel={t('open', { path })} onClick={() => onOpen(path)}>
                      {path === active ? <b>{visibleName(name)}</b> : visibleName(name)}
                      {isChanged(workspace, path) ? ' ●' : ''}
                    </Button>
                  ) : (
                    visibleName(name)
                  ),
                // One in each row would be too much for very many rows.
                actions: (!isLarge || children !== undefined || path === active) && (
                  <ButtonDropdown
                    variant="inline-icon"
                    expandToViewport
                    ariaLabel={t('file.actions', { path })}
                    items={[
                      ...(children === undefined
                        ? []
                        : [
                            { id: 'file', text: t('new.file') },
                            { id: 'folder', text: t('new.folder') },
                          ]),
                      { id: 'rename', text: t('rename') },
                      { id: 'delete', text: t('delete') },
                    ]}
                    onItemClick={({ detail: { id } }) =>
                      setAsked(
                        id === 'file' || id === 'folder'
                          ? { is: id, within: path }
                          : { is: id === 'rename' ? 'rename' : 'delete', path },
                      )
                    }
                  />
                ),
                announcementLabel: name,
              }
        }
      />
      {asked?.is === 'delete' && (
        <Dialog
          title={t('delete.title', { path: asked.path })}
          action={t('delete')}
          onDismiss={dismiss}
          onSubmit={() => {
            edit((now) => deletePath(now, asked.path));
            dismiss();
          }}
        >
          <Box>{t('delete.text')}</Box>
        </Dialog>
      )}
      {asked !== undefined && asked.is !== 'delete' && (
        <PathDialog
          workspace={workspace}
          asked={asked}
          onDismiss={dismiss}
          onDone={(path) => {
            if (asked.is === 'rename') onRename(asked.path, path);
            else {
              edit((now) => createPath(now, path, new Date(session.clock.now())));
              if (asked.is === 'file') onOpen(path);
            }
            dismiss();
          }}
        />
      )}
    </SpaceBetween>
  );
}

interface PathDialogProps {
  readonly workspace: Workspace;
  readonly asked:
    | Exclude<Asked, { readonly is: 'delete' }>
    | { readonly is: 'rename' | 'delete'; readonly path: string };
  readonly onDone: (path: string) => void;
  readonly onDismiss: () => void;
}

function PathDialog({ workspace, asked, onDone, onDismiss }: PathDialogProps) {
  const t = useTexts(codeTexts);
  const from = 'path' in asked ? asked.path : undefined;
  const isFolder = from?.endsWith('/') === true || asked.is === 'folder';
  const [typed, setTyped] = useState('within' in asked ? asked.within : asked.path.replace(/\/$/, ''));
  const [isTried, setIsTried] = useState(false);
  const path = isFolder ? `${typed.replace(/\/$/, '')}/` : typed;
  const fault = pathFault(workspace, path, from) ?? (!isFolder && typed.endsWith('/') ? 'outside' : undefined);
  return (
    <Dialog
      title={from === undefined ? t(isFolder ? 'new.folder' : 'new.file') : t('rename.title', { path: from })}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsTried(true);
        if (fault === undefined) onDone(path);
      }}
    >
      <FormField
        label={t('path')}
        description={t('path.hint')}
        errorText={isTried && fault !== undefined ? t(`path.${fault}`) : undefined}
      >
        <Input value={typed} autoFocus onChange={({ detail }) => setTyped(detail.value)} />
      </FormField>
    </Dialog>
  );
}
