import type { TableDescription } from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import type { Item } from '../values/attribute.js';
import { dynamoJsonText, parseDynamoJson } from '../values/dynamo-json.js';
import { ApiCall } from './api-call.js';
import { Builder } from './builder.js';
import { viewSize } from './column-choices.js';
import { columnsOf } from './columns.js';
import { DeleteItems } from './delete-items.js';
import { ExportDialog } from './export-dialog.js';
import { requestOf, type ItemRequest, type QueryFault } from './expression.js';
import { ImportDialog } from './import-dialog.js';
import { ItemEditor } from './item-editor.js';
import { queryFromParameters, queryToParameters, wholeTable, type ItemQuery } from './query.js';
import { Results } from './results.js';
import { keyOf, sourcesOf, type Key } from './schema.js';
import { itemTexts } from './texts.js';
import { useItems } from './use-items.js';

interface ItemsTabProps {
  readonly name: string;
  /** Undefined while it is loaded, or when it may not be described: then it can be scanned all the same. */
  readonly table: TableDescription | undefined;
  readonly error: unknown;
}

/** A table's items: found, shown, changed, taken out and in. What is asked, and which item is open, is in the address. */
export function ItemsTab({ name, table, error }: ItemsTabProps) {
  const t = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const [parameters, setParameters] = useSearchParams();
  const { pathname } = useLocation();
  const loader = useItems();
  const size = viewSize.use();
  const { restart, loadTo, loaded } = loader;
  // The description comes again while it is looked at: what does not change must not ask again.
  const shape = JSON.stringify(sourcesOf(table ?? {}));
  const sources = useMemo(() => JSON.parse(shape) as ReturnType<typeof sourcesOf>, [shape]);
  const keys = useMemo(() => sources[0]?.keys ?? [], [sources]);
  const opened = parameters.get('item');
  const asked = useMemo(() => {
    const rest = new URLSearchParams(parameters);
    for (const known of ['item', 'copy']) rest.delete(known);
    return rest.toString();
  }, [parameters]);
  const [draft, setDraft] = useState<ItemQuery>(() => queryFromParameters(parameters) ?? wholeTable);
  const [draftOf, setDraftOf] = useState(asked);
  const [wasTried, setWasTried] = useState(asked !== '');
  const [page, setPage] = useState(1);
  const [selected, setSelected] = useState<readonly Item[]>([]);
  const [dialog, setDialog] = useState<'delete' | 'export' | 'import'>();

  const isReady = table !== undefined || (error !== null && error !== undefined);
  const faultsOf = (query: ItemQuery): ItemRequest | readonly QueryFault[] => {
    const source = sources.find(({ index }) => index === query.index) ?? sources[0];
    return source ? requestOf(name, query, source, keys) : [];
  };
  const checked = faultsOf(draft);
  const faults = 'operation' in checked ? [] : checked;
  const ask = (query: ItemQuery): void => {
    const wanted = faultsOf(query);
    if ('operation' in wanted) void restart(wanted, size);
  };
  const run = (query: ItemQuery): void => {
    setWasTried(true);
    setPage(1);
    setSelected([]);
    ask(query);
  };
  const askedQuery = (): ItemQuery => queryFromParameters(new URLSearchParams(asked)) ?? wholeTable;
  if (asked !== draftOf) {
    setDraftOf(asked);
    setDraft(askedQuery());
    setPage(1);
    setSelected([]);
  }
  // Runs what the address asks: when it is opened, run, gone back to.
  const askAgain = useEffectEvent(() => ask(askedQuery()));
  useEffect(() => {
    if (isReady) askAgain();
  }, [asked, isReady]);

  const submit = (): void => {
    setWasTried(true);
    if (faults.length > 0) return;
    const next = queryToParameters(draft);
    if (next.toString() === asked) run(draft);
    else setParameters(next);
  };
  const idOf = (item: Item): string => dynamoJsonText(keyOf(item, keys) ?? item, 0);
  const itemHref = (item: Item, copy = false): string | undefined => {
    const key = keyOf(item, keys);
    if (key === undefined || keys.length === 0) return undefined;
    const next = new URLSearchParams(asked);
    next.set('item', dynamoJsonText(key, 0));
    if (copy) next.set('copy', '1');
    return `#${pathname}?${next.toString()}`;
  };
  const goTo = async (to: number): Promise<void> => {
    const before = loaded.items.length;
    const after = to * size > before ? await loadTo(to * size) : loaded;
    setPage(Math.min(to, Math.max(1, Math.ceil(after.items.length / size))));
  };
  const open = (item: Item | undefined, copy = false): void => {
    const href = item && itemHref(item, copy);
    if (href !== undefined) location.hash = href;
  };
  const close = (changes: boolean): void => {
    setParameters(new URLSearchParams(asked));
    if (changes) run(askedQuery());
  };
  const names = useMemo(() => columnsOf(loaded.items, keys), [loaded.items, keys]);
  return (
    <>
      {opened !== null && isReady && (
        <ItemEditor
          // Another item is another form.
          key={opened + (parameters.get('copy') ?? '')}
          table={name}
          keys={keys}
          itemKey={readKey(opened)}
          isCopy={parameters.get('copy') === '1'}
          onClose={close}
        />
      )}
      <div hidden={opened !== null}>
        <SpaceBetween size="l">
          <form
            aria-label={t('builder')}
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <ExpandableSection variant="container" headerText={t('builder')} defaultExpanded>
              <SpaceBetween size="m">
                <Builder
                  sources={sources}
                  tableName={name}
                  query={draft}
                  onChange={setDraft}
                  faults={wasTried ? faults : []}
                  names={names}
                  isRunning={loader.isLoading && !loaded.isBegun}
                  onReset={() => {
                    setDraft(wholeTable);
                    setWasTried(false);
                    setParameters(new URLSearchParams());
                  }}
                />
                {'operation' in checked ? <ApiCall request={checked} /> : null}
              </SpaceBetween>
            </ExpandableSection>
          </form>
          {table === undefined && <Problem error={error} />}
          <Problem error={loader.error} onRetry={() => void loadTo(Math.max(loaded.items.length + 1, page * size))} />
          <Results
            table={name}
            keys={keys}
            loader={loader}
            page={page}
            onPage={(to) => void goTo(to)}
            selected={selected}
            onSelect={setSelected}
            itemHref={itemHref}
            idOf={idOf}
            onLoadAll={() => void loadTo(loaded.items.length + 10_000)}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={shared('action.refresh')} onClick={() => run(askedQuery())} />
                <ButtonDropdown
                  items={[
                    { id: 'edit', text: t('edit'), disabled: selected.length !== 1 },
                    { id: 'copy', text: t('duplicate'), disabled: selected.length !== 1 },
                    { id: 'delete', text: t('delete'), disabled: selected.length === 0 || keys.length === 0 },
                    { id: 'export', text: t('export'), disabled: loaded.items.length === 0 },
                    { id: 'import', text: t('import'), disabled: keys.length === 0 },
                  ]}
                  onItemClick={({ detail: { id } }) => {
                    if (id === 'edit' || id === 'copy') open(selected[0], id === 'copy');
                    else if (id === 'delete' || id === 'export' || id === 'import') setDialog(id);
                  }}
                >
                  {shared('action.actions')}
                </ButtonDropdown>
                <Button
                  variant="primary"
                  disabled={keys.length === 0}
                  onClick={() => {
                    const next = new URLSearchParams(asked);
                    next.set('item', 'new');
                    setParameters(next);
                  }}
                >
                  {t('create')}
                </Button>
              </SpaceBetween>
            }
          />
        </SpaceBetween>
      </div>
      {dialog === 'delete' && (
        <DeleteItems
          table={name}
          items={selected}
          keys={keys}
          onDismiss={() => setDialog(undefined)}
          onDeleted={(gone) => {
            const ids = new Set(gone.map(idOf));
            loader.drop((item) => ids.has(idOf(item)));
            setSelected([]);
          }}
        />
      )}
      {dialog === 'export' && (
        <ExportDialog
          table={name}
          loader={loader}
          keys={keys}
          selected={selected}
          shown={loaded.items.slice((page - 1) * size, page * size)}
          onDismiss={() => setDialog(undefined)}
        />
      )}
      {dialog === 'import' && (
        <ImportDialog
          table={name}
          keys={keys}
          onDismiss={(changes) => {
            setDialog(undefined);
            if (changes) run(askedQuery());
          }}
        />
      )}
    </>
  );
}

/** Undefined for a new item, and for what is no key. */
function readKey(text: string): Key | undefined {
  try {
    return text === 'new' ? undefined : parseDynamoJson(text);
  } catch {
    return undefined;
  }
}
