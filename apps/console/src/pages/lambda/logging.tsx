import { LambdaClient, UpdateFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { logGroupHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { configTexts } from './texts-config.js';

const applicationLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
const systemLevels = ['DEBUG', 'INFO', 'WARN'] as const;
const usualGroup = (name: string): string => `/aws/lambda/${name}`;

/** In which form and where to a function logs. */
export function Logging({ configuration }: { readonly configuration: FunctionConfiguration }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const [isEditing, setIsEditing] = useState(false);
  const { FunctionName: name = '', LoggingConfig = {} } = configuration;
  const { LogFormat = 'Text', ApplicationLogLevel, SystemLogLevel, LogGroup = usualGroup(name) } = LoggingConfig;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button ariaLabel={t('logging.edit')} onClick={() => setIsEditing(true)}>
              {shared('action.edit')}
            </Button>
          }
        >
          {t('logging')}
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        minColumnWidth={140}
        items={[
          { label: t('logging.format'), value: LogFormat === 'JSON' ? 'JSON' : t('logging.text') },
          { label: t('logging.application'), value: ApplicationLogLevel ?? '–' },
          { label: t('logging.system'), value: SystemLogLevel ?? '–' },
          { label: t('logging.group'), value: <Link href={logGroupHref(LogGroup)}>{LogGroup}</Link> },
        ]}
      />
      {isEditing && <EditLogging configuration={configuration} onDismiss={() => setIsEditing(false)} />}
    </Container>
  );
}

interface EditLoggingProps {
  readonly configuration: FunctionConfiguration;
  readonly onDismiss: () => void;
}

function EditLogging({ configuration, onDismiss }: EditLoggingProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const { FunctionName: name = '', LoggingConfig: initial = {} } = configuration;
  const [format, setFormat] = useState<'Text' | 'JSON'>(initial.LogFormat ?? 'Text');
  const [application, setApplication] = useState<(typeof applicationLevels)[number]>(
    initial.ApplicationLogLevel ?? 'INFO',
  );
  const [system, setSystem] = useState<(typeof systemLevels)[number]>(initial.SystemLogLevel ?? 'INFO');
  const [group, setGroup] = useState(initial.LogGroup ?? usualGroup(name));
  const isGroupFault = !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group);
  const save = useAction(
    () =>
      client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          LoggingConfig: {
            LogFormat: format,
            LogGroup: group,
            ...(format === 'JSON' ? { ApplicationLogLevel: application, SystemLogLevel: system } : {}),
          },
        }),
      ),
    { changes: [keysOf(name).configuration], done: () => t('saved', { what: t('logging'), name }) },
  );
  const submit = async (): Promise<void> => {
    if (!isGroupFault && (await save.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('logging.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField label={t('logging.format')}>
        <RadioGroup
          ariaLabel={t('logging.format')}
          value={format}
          onChange={({ detail }) => setFormat(detail.value === 'JSON' ? 'JSON' : 'Text')}
          items={[
            { value: 'Text', label: t('logging.text'), description: t('logging.text.hint') },
            { value: 'JSON', label: 'JSON', description: t('logging.json.hint') },
          ]}
        />
      </FormField>
      {format === 'JSON' && (
        <>
          <FormField label={t('logging.application')} description={t('logging.application.hint')}>
            <Select
              selectedOption={{ value: application }}
              options={applicationLevels.map((value) => ({ value }))}
              onChange={({ detail }) =>
                setApplication(applicationLevels.find((one) => one === detail.selectedOption.value) ?? 'INFO')
              }
            />
          </FormField>
          <FormField label={t('logging.system')} description={t('logging.system.hint')}>
            <Select
              selectedOption={{ value: system }}
              options={systemLevels.map((value) => ({ value }))}
              onChange={({ detail }) =>
                setSystem(systemLevels.find((one) => one === detail.selectedOption.value) ?? 'INFO')
              }
            />
          </FormField>
        </>
      )}
      <FormField
        label={t('logging.group')}
        description={t('logging.group.hint')}
        errorText={isGroupFault ? t('logging.group.fault') : undefined}
      >
        <Input value={group} spellcheck={false} onChange={({ detail }) => setGroup(detail.value)} />
      </FormField>
    </Dialog>
  );
}
