import { LambdaClient, UpdateFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { functionsKey, keysOf } from './keys.js';
import { isWhole } from './numbers.js';
import { RoleSelect, roleFault } from './role-choice.js';
import { configTexts } from './texts-config.js';
import { lambdaTexts } from './texts.js';

export function General({ configuration }: { readonly configuration: FunctionConfiguration }) {
  const t = useTexts(configTexts);
  const texts = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const [isEditing, setIsEditing] = useState(false);
  const { Description, MemorySize, Timeout = 3, EphemeralStorage } = configuration;
  return (
    <>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button ariaLabel={t('basic.edit')} onClick={() => setIsEditing(true)}>
                {shared('action.edit')}
              </Button>
            }
          >
            {t('part.general')}
          </Header>
        }
      >
        <KeyValuePairs
          columns={4}
          minColumnWidth={140}
          items={[
            { label: texts('description'), value: Description || '–' },
            { label: t('memory'), value: format.number(MemorySize) },
            { label: t('storage'), value: format.number(EphemeralStorage?.Size ?? 512) },
            {
              label: texts('timeout'),
              value: t('timeout.text', { min: Math.floor(Timeout / 60), sec: Timeout % 60 }),
            },
          ]}
        />
      </Container>
      {isEditing && <EditGeneral configuration={configuration} onDismiss={() => setIsEditing(false)} />}
    </>
  );
}

interface EditGeneralProps {
  readonly configuration: FunctionConfiguration;
  readonly onDismiss: () => void;
}

function EditGeneral({ configuration, onDismiss }: EditGeneralProps) {
  const t = useTexts(configTexts);
  const texts = useTexts(lambdaTexts);
  const client = useClient(LambdaClient);
  const { FunctionName: name = '', Timeout = 3 } = configuration;
  const [description, setDescription] = useState(configuration.Description ?? '');
  const [memory, setMemory] = useState(String(configuration.MemorySize ?? 128));
  const [storage, setStorage] = useState(String(configuration.EphemeralStorage?.Size ?? 512));
  const [minutes, setMinutes] = useState(String(Math.floor(Timeout / 60)));
  const [seconds, setSeconds] = useState(String(Timeout % 60));
  const [role, setRole] = useState(configuration.Role ?? '');
  const timeout = Number(minutes || 0) * 60 + Number(seconds || 0);
  const roleProblem = roleFault({ kind: 'existing', arn: role, name: '' });
  const faults = {
    description: description.length > 256,
    memory: !isWhole(memory, 128, 10_240),
    storage: !isWhole(storage, 512, 10_240),
    timeout: !isWhole(String(timeout), 1, 900) || !isWhole(minutes || '0', 0, 15) || !isWhole(seconds || '0', 0, 59),
    role: roleProblem !== undefined,
  };
  const save = useAction(
    () =>
      client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          Description: description,
          MemorySize: Number(memory),
          EphemeralStorage: { Size: Number(storage) },
          Timeout: timeout,
          ...(role === configuration.Role ? {} : { Role: role }),
        }),
      ),
    {
      changes: [keysOf(name).configuration, functionsKey],
      done: () => t('saved', { what: t('basic'), name }),
    },
  );
  const submit = async (): Promise<void> => {
    if (!Object.values(faults).includes(true) && (await save.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('basic.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField label={texts('description')} errorText={faults.description ? t('fault.long') : undefined}>
        <Textarea value={description} rows={2} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField
        label={t('memory')}
        description={t('memory.hint')}
        errorText={faults.memory ? t('fault.range', { from: 128, to: 10_240 }) : undefined}
      >
        <Input value={memory} inputMode="numeric" onChange={({ detail }) => setMemory(detail.value)} />
      </FormField>
      <FormField
        label={t('storage')}
        description={t('storage.hint')}
        errorText={faults.storage ? t('fault.range', { from: 512, to: 10_240 }) : undefined}
      >
        <Input value={storage} inputMode="numeric" onChange={({ detail }) => setStorage(detail.value)} />
      </FormField>
      <Grid gridDefinition={[{ colspan: 6 }, { colspan: 6 }]}>
        <FormField label={t('timeout.min')} errorText={faults.timeout ? t('fault.timeout') : undefined}>
          <Input value={minutes} inputMode="numeric" onChange={({ detail }) => setMinutes(detail.value)} />
        </FormField>
        <FormField label={t('timeout.sec')}>
          <Input
            value={seconds}
            inputMode="numeric"
            invalid={faults.timeout}
            onChange={({ detail }) => setSeconds(detail.value)}
          />
        </FormField>
      </Grid>
      <RoleSelect arn={role} fault={roleProblem} onChange={setRole} />
    </Dialog>
  );
}
