import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Code } from '../../../shared/code-editor.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import type { Item } from '../values/attribute.js';
import { dynamoJsonText, parseDynamoJson } from '../values/dynamo-json.js';
import { placeIn, TextFault } from '../values/json-tree.js';
import { losesTypes, parsePlainJson, plainJsonText } from '../values/plain-json.js';
import { putNew, updateOf } from './changes.js';
import { Conflict } from './conflict.js';
import { changed, emptyField, faultsOf, fieldsOf, itemOf, type Field } from './form-model.js';
import { AddAttribute, FormFields } from './form-fields.js';
import { saysFault } from './says-fault.js';
import { keyOf, type KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';
import { isAttributeType } from '../values/attribute.js';

/** How the item is shown while it is edited. */
type View =
  | { readonly as: 'form'; readonly fields: readonly Field[] }
  | { readonly as: 'dynamo' | 'plain'; readonly text: string };

const views = ['form', 'dynamo', 'plain'] as const;

interface EditorFormProps {
  readonly title: string;
  readonly table: string;
  readonly keys: readonly KeyAttribute[];
  /** What is in the table; undefined for a new item. */
  readonly before: Item | undefined;
  readonly start: Item;
  readonly onClose: (changes: boolean) => void;
}

export function EditorForm({ title, table, keys, before: first, start, onClose }: EditorFormProps) {
  const t = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const [before, setBefore] = useState(first);
  const [view, setView] = useState<View>({ as: 'form', fields: keysFirst(fieldsOf(start), keys) });
  /** What it was when it was last read without fault: gives sets and binary values their types back. */
  const [known, setKnown] = useState(start);
  const [wasTried, setWasTried] = useState(false);
  const keyNames = new Set(keys.map(({ name }) => name));
  const faults = view.as === 'form' ? faultsOf(view.fields, keyNames) : new Map();
  const read = view.as === 'form' ? undefined : readText(view.as, view.text, known);
  const fault = read instanceof TextFault ? read : undefined;
  const item =
    view.as === 'form'
      ? faults.size === 0
        ? itemOf(view.fields)
        : undefined
      : read instanceof TextFault
        ? undefined
        : read;
  const keyFault = item && before && !sameKey(item, before, keys) ? t('form.keyChanged') : undefined;
  const save = useAction(
    async ({ base, wanted }: { readonly base: Item | undefined; readonly wanted: Item }) => {
      const key = base && keyOf(base, keys);
      if (base === undefined || key === undefined) return client.send(new PutItemCommand(putNew(table, wanted, keys)));
      const update = updateOf(table, key, base, wanted);
      return update === undefined ? true : client.send(new UpdateItemCommand(update));
    },
    { done: () => t('saved') },
  );
  const submit = async (base = before): Promise<void> => {
    setWasTried(true);
    if (item === undefined || keyFault !== undefined) return;
    if ((await save.run({ base, wanted: item })) !== undefined) onClose(true);
  };
  const show = (as: View['as']): void => {
    if (as === view.as) return;
    setWasTried(true);
    if (item === undefined) return;
    setKnown(item);
    setWasTried(false);
    setView(viewOf(as, item, keys));
  };
  const conflict = save.error instanceof ConditionalCheckFailedException ? save.error : undefined;
  const place = fault && view.as !== 'form' ? placeIn(view.text, fault.at) : undefined;
  const faultText = fault && saysFault(t, fault.fault);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={() => onClose(false)}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning}>
              {before === undefined ? t('create') : t('save')}
            </Button>
          </SpaceBetween>
        }
      >
        <Container
          header={
            <Header
              variant="h2"
              description={t('editor.hint')}
              actions={
                <SegmentedControl
                  label={t('editor.view')}
                  selectedId={view.as}
                  options={views.map((id) => ({ id, text: t(`editor.${id}`) }))}
                  onChange={({ detail }) => show(views.find((one) => one === detail.selectedId) ?? 'form')}
                />
              }
            >
              {title}
            </Header>
          }
        >
          <SpaceBetween size="l">
            {view.as === 'form' ? (
              <SpaceBetween size="l">
                <FormFields
                  fields={view.fields}
                  faults={wasTried ? faults : new Map()}
                  keys={keyNames}
                  isKeyFixed={before !== undefined}
                  onChange={(id, change) => setView({ as: 'form', fields: changed(view.fields, id, change) })}
                />
                <AddAttribute
                  label={t('form.add')}
                  onAdd={(type) =>
                    isAttributeType(type) && setView({ as: 'form', fields: [...view.fields, emptyField('', type)] })
                  }
                />
              </SpaceBetween>
            ) : (
              <SpaceBetween size="l">
                {view.as === 'plain' && losesTypes({ M: known }) && <Alert type="info">{t('editor.plainLoses')}</Alert>}
                <Code
                  label={t('editor.json')}
                  language="json"
                  height={420}
                  value={view.text}
                  onChange={(text) => setView({ as: view.as, text })}
                  marks={place && faultText !== undefined ? [{ ...place, text: faultText, type: 'error' }] : []}
                />
              </SpaceBetween>
            )}
            {place && faultText !== undefined && (
              <Box color="text-status-error">
                <output>{t('at', { line: place.row + 1, column: place.column + 1, text: faultText })}</output>
              </Box>
            )}
            {wasTried && keyFault !== undefined && <Alert type="error">{keyFault}</Alert>}
            {conflict ? (
              <Conflict
                isNew={before === undefined}
                theirs={conflict.Item}
                mine={item}
                before={before}
                onTake={(theirs) => {
                  save.reset();
                  setBefore(theirs);
                  setKnown(theirs);
                  setView(viewOf(view.as, theirs, keys));
                }}
                onOverwrite={(theirs) => {
                  setBefore(theirs);
                  void submit(theirs);
                }}
              />
            ) : (
              <Problem error={save.error} />
            )}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}

const viewOf = (as: View['as'], item: Item, keys: readonly KeyAttribute[]): View =>
  as === 'form'
    ? { as, fields: keysFirst(fieldsOf(item), keys) }
    : { as, text: as === 'dynamo' ? dynamoJsonText(item) : plainJsonText(item) };

function readText(as: 'dynamo' | 'plain', text: string, known: Item): Item | TextFault {
  try {
    return as === 'dynamo' ? parseDynamoJson(text) : parsePlainJson(text, known);
  } catch (error) {
    if (error instanceof TextFault) return error;
    throw error;
  }
}

const keysFirst = (fields: readonly Field[], keys: readonly KeyAttribute[]): Field[] => {
  const place = (name: string): number => keys.findIndex((key) => key.name === name);
  const rank = (name: string): number => (place(name) < 0 ? keys.length : place(name));
  return fields.toSorted((a, b) => rank(a.name) - rank(b.name));
};

const sameKey = (a: Item, b: Item, keys: readonly KeyAttribute[]): boolean =>
  JSON.stringify(keyOf(a, keys)) === JSON.stringify(keyOf(b, keys));
