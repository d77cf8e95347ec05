import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useEffectEvent, useState } from 'react';
import { functionHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { CodeFiles } from './code-files.js';
import { mostFiles, mostUnpacked, UneditablePackage } from './code-package.js';
import { Dialog } from './dialog.js';
import { isChanging } from './function-state.js';
import { timeOf } from './function-time.js';
import { Layers } from './layers.js';
import { RuntimeSettings } from './runtime-settings.js';
import { codeTexts } from './texts-code.js';
import { fetchPackage, saveBytes, type CodeSession } from './use-code.js';
import { bytesOf, ZipField, zipFault } from './zip-field.js';

interface CodeTabProps {
  readonly configuration: FunctionConfiguration;
  readonly code: CodeSession;
}

export function CodeTab({ configuration, code }: CodeTabProps) {
  const t = useTexts(codeTexts);
  const format = useFormat();
  const { CodeSize, CodeSha256 = '', LastModified } = configuration;
  const [isEditing, setIsEditing] = useState(false);
  return (
    <SpaceBetween size="l">
      <Source configuration={configuration} code={code} onEditRuntime={() => setIsEditing(true)} />
      <Container header={<Header variant="h2">{t('properties')}</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: t('size'), value: format.bytes(CodeSize) },
            { label: t('sha'), value: <Copyable text={CodeSha256} /> },
            { label: t('modified'), value: format.time(timeOf(LastModified)) },
          ]}
        />
      </Container>
      <RuntimeSettings configuration={configuration} isEditing={isEditing} onEditing={setIsEditing} />
      <Layers configuration={configuration} />
    </SpaceBetween>
  );
}

function Source({ configuration, code, onEditRuntime }: CodeTabProps & { readonly onEditRuntime: () => void }) {
  const t = useTexts(codeTexts);
  const format = useFormat();
  const session = useSession();
  const { FunctionName: name = '' } = configuration;
  const [dialog, setDialog] = useState<'upload' | 'discard'>();
  const { workspace, isChanged, deploy } = code;
  const mayDeploy = isChanged && !deploy.isRunning && !isChanging(configuration);
  const download = useAction(async () => saveBytes(`${name}.zip`, await fetchPackage(session, name)), {
    tellsFailure: true,
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    if (mayDeploy) void deploy.run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('deploy.keys')}
          info={
            workspace && (
              <StatusIndicator type={isChanged ? 'pending' : 'success'}>
                {t(isChanged ? 'deploy.changed' : 'deploy.same')}
              </StatusIndicator>
            )
          }
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {isChanged && <Button onClick={() => setDialog('discard')}>{t('discard')}</Button>}
              <ButtonDropdown
                items={[
                  { id: 'upload', text: t('upload') },
                  { id: 'download', text: t('download') },
                ]}
                loading={download.isRunning}
                onItemClick={({ detail }) => {
                  if (detail.id === 'upload') setDialog('upload');
                  else void download.run();
                }}
              >
                .zip
              </ButtonDropdown>
              <Button href={functionHref(name, 'test')}>{t('test')}</Button>
              <Button
                variant="primary"
                disabled={!isChanged || isChanging(configuration)}
                loading={deploy.isRunning}
                onClick={() => void deploy.run()}
              >
                {t('deploy')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('title')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={deploy.error} />
        {code.isOutdated && (
          <Alert type="warning" action={<Button onClick={code.discard}>{t('reload')}</Button>}>
            {t('elsewhere')}
          </Alert>
        )}
        {code.isTooLarge ? (
          <Alert type="info">{t('large', { size: format.bytes(configuration.CodeSize) })}</Alert>
        ) : workspace === undefined ? (
          code.error === null ? (
            <Box textAlign="center">
              <Spinner />
            </Box>
          ) : code.error instanceof UneditablePackage ? (
            <Alert type="info">
              {t(`uneditable.${code.error.reason}`, { size: format.bytes(mostUnpacked), count: mostFiles })}
            </Alert>
          ) : (
            <Problem error={code.error} onRetry={code.retry} />
          )
        ) : (
          <CodeFiles configuration={configuration} code={code} workspace={workspace} onEditRuntime={onEditRuntime} />
        )}
      </SpaceBetween>
      {dialog === 'upload' && <Upload code={code} onDismiss={() => setDialog(undefined)} />}
      {dialog === 'discard' && (
        <Dialog
          title={t('discard')}
          action={t('discard')}
          onDismiss={() => setDialog(undefined)}
          onSubmit={() => {
            code.discard();
            setDialog(undefined);
          }}
        >
          <Box>{t('discard.text')}</Box>
        </Dialog>
      )}
    </Container>
  );
}

function Upload({ code, onDismiss }: { readonly code: CodeSession; readonly onDismiss: () => void }) {
  const t = useTexts(codeTexts);
  const [file, setFile] = useState<File>();
  const [isTried, setIsTried] = useState(false);
  const upload = async (): Promise<void> => {
    setIsTried(true);
    if (file === undefined || zipFault(file) !== undefined) return;
    if ((await code.upload.run(await bytesOf(file))) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('upload')}
      isRunning={code.upload.isRunning}
      error={code.upload.error}
      onSubmit={() => void upload()}
      onDismiss={() => {
        code.upload.reset();
        onDismiss();
      }}
    >
      <Box>
        {t('upload.replaces')} {code.isChanged && t('upload.loses')}
      </Box>
      <ZipField file={file} onChange={setFile} fault={isTried ? zipFault(file) : undefined} />
    </Dialog>
  );
}
