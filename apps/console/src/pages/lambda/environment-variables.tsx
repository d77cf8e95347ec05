import { LambdaClient, UpdateFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { environmentBytes, mostEnvironmentBytes, toRecord, variableFault, type Variable } from './environment.js';
import { keysOf } from './keys.js';
import { configTexts } from './texts-config.js';

export function EnvironmentVariables({ configuration }: { readonly configuration: FunctionConfiguration }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const [isEditing, setIsEditing] = useState(false);
  const variables = Object.entries(configuration.Environment?.Variables ?? {}).map(([name, value]) => ({
    name,
    value,
  }));
  return (
    <>
      <ResourceTable
        title={t('part.environment')}
        things={t('variables.things')}
        items={variables}
        isLoading={false}
        error={configuration.Environment?.Error?.Message}
        id={({ name }) => name}
        hasNoFilter
        actions={
          <Button ariaLabel={t('variables.edit')} onClick={() => setIsEditing(true)}>
            {shared('action.edit')}
          </Button>
        }
        columns={[
          {
            id: 'key',
            header: t('variables.key'),
            isRowHeader: true,
            by: ({ name }) => name,
            cell: ({ name }) => name,
          },
          {
            id: 'value',
            header: t('variables.value'),
            by: ({ value }) => value,
            cell: ({ value }) => <span className="mono">{value}</span>,
          },
        ]}
      />
      {isEditing && (
        <EditVariables
          name={configuration.FunctionName ?? ''}
          initial={variables}
          onDismiss={() => setIsEditing(false)}
        />
      )}
    </>
  );
}

interface EditVariablesProps {
  readonly name: string;
  readonly initial: readonly Variable[];
  readonly onDismiss: () => void;
}

function EditVariables({ name, initial, onDismiss }: EditVariablesProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [variables, setVariables] = useState<readonly Variable[]>(initial);
  const [isTried, setIsTried] = useState(false);
  const used = environmentBytes(variables);
  const isTooLarge = used > mostEnvironmentBytes;
  const faults = variables.map((_, index) => variableFault(variables, index));
  const save = useAction(
    () =>
      client.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment: { Variables: toRecord(variables) } }),
      ),
    {
      changes: [keysOf(name).configuration],
      done: () => t('saved', { what: t('part.environment'), name }),
    },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (isTooLarge || faults.some((fault) => fault !== undefined)) return;
    if ((await save.run()) !== undefined) onDismiss();
  };
  const change = (index: number, one: Partial<Variable>): void =>
    setVariables((all) => all.map((variable, at) => (at === index ? { ...variable, ...one } : variable)));
  return (
    <Dialog
      title={t('variables.edit')}
      size="large"
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <AttributeEditor<Variable>
        items={[...variables]}
        addButtonText={t('variables.add')}
        removeButtonText={t('variables.remove', { name: '' }).trim()}
        removeButtonAriaLabel={(variable) => t('variables.remove', { name: variable.name })}
        onAddButtonClick={() => setVariables((all) => [...all, { name: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => setVariables((all) => all.toSpliced(detail.itemIndex, 1))}
        empty={t('variables.none')}
        additionalInfo={
          <Box color={isTooLarge ? 'text-status-error' : 'text-body-secondary'}>
            {t('variables.size', { used, most: mostEnvironmentBytes })} {isTooLarge && t('variables.large')}
          </Box>
        }
        definition={[
          {
            label: t('variables.key'),
            control: (variable, index) => (
              <Input
                value={variable.name}
                spellcheck={false}
                onChange={({ detail }) => change(index, { name: detail.value })}
              />
            ),
            errorText: (_, index) => {
              const fault = faults[index];
              return fault === undefined || (fault === 'empty' && !isTried) ? undefined : t(`variables.${fault}`);
            },
          },
          {
            label: t('variables.value'),
            control: (variable, index) => (
              <Input
                value={variable.value}
                spellcheck={false}
                onChange={({ detail }) => change(index, { value: detail.value })}
              />
            ),
          },
        ]}
      />
    </Dialog>
  );
}
