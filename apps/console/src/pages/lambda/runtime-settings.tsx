import {
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  type FunctionConfiguration,
  type Runtime,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { functionsKey, keysOf } from './keys.js';
import { isHandler, RuntimeField } from './runtime-field.js';
import { runtimeLabel } from './runtimes.js';
import { codeTexts } from './texts-code.js';
import { lambdaTexts } from './texts.js';

interface RuntimeSettingsProps {
  readonly configuration: FunctionConfiguration;
  readonly isEditing: boolean;
  readonly onEditing: (isEditing: boolean) => void;
}

export function RuntimeSettings({ configuration, isEditing, onEditing }: RuntimeSettingsProps) {
  const t = useTexts(codeTexts);
  const texts = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const { Runtime: runtime, Handler, Architectures = [] } = configuration;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button ariaLabel={t('settings.edit')} onClick={() => onEditing(true)}>
              {shared('action.edit')}
            </Button>
          }
        >
          {t('settings')}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: texts('runtime'), value: runtimeLabel(runtime) },
          { label: texts('handler'), value: Handler ?? '–' },
          { label: texts('architecture'), value: Architectures.join(', ') },
        ]}
      />
      {isEditing && <EditRuntime configuration={configuration} onDismiss={() => onEditing(false)} />}
    </Container>
  );
}

interface EditRuntimeProps {
  readonly configuration: FunctionConfiguration;
  readonly onDismiss: () => void;
}

function EditRuntime({ configuration, onDismiss }: EditRuntimeProps) {
  const t = useTexts(codeTexts);
  const texts = useTexts(lambdaTexts);
  const client = useClient(LambdaClient);
  const { FunctionName: name = '' } = configuration;
  const [runtime, setRuntime] = useState<string>(configuration.Runtime ?? '');
  const [handler, setHandler] = useState(configuration.Handler ?? '');
  const save = useAction(
    () =>
      client.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: name, Runtime: runtime as Runtime, Handler: handler }),
      ),
    { changes: [keysOf(name).configuration, functionsKey], done: () => t('settings.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    if (isHandler(handler) && (await save.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('settings.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <RuntimeField value={runtime} onChange={setRuntime} />
      <FormField
        label={texts('handler')}
        errorText={isHandler(handler) ? undefined : texts(handler === '' ? 'fault.required' : 'fault.handler')}
      >
        <Input value={handler} onChange={({ detail }) => setHandler(detail.value)} />
      </FormField>
    </Dialog>
  );
}
