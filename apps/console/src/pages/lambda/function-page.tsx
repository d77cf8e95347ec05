import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { functionHref, functionsHref, type FunctionTab } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { LeaveGuard } from '../../shared/leave-guard.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { CodeTab } from './code-tab.js';
import { DeleteFunction } from './delete-function.js';
import { Designer } from './designer.js';
import { StateAlert } from './function-state.js';
import { pathOf } from './hrefs.js';
import { lambdaTexts } from './texts.js';
import { fetchPackage, saveBytes, useCode, type CodeSession } from './use-code.js';
import { useConfiguration } from './use-configuration.js';

const TestTab = lazy(async () => ({ default: (await import('./test-tab.js')).TestTab }));
const MonitorTab = lazy(async () => ({ default: (await import('./monitor-tab.js')).MonitorTab }));
const ConfigurationTab = lazy(async () => ({ default: (await import('./configuration-tab.js')).ConfigurationTab }));
const AliasesTab = lazy(async () => ({ default: (await import('./aliases-tab.js')).AliasesTab }));
const VersionsTab = lazy(async () => ({ default: (await import('./versions-tab.js')).VersionsTab }));
const TriggerPage = lazy(async () => ({ default: (await import('./trigger-page.js')).TriggerPage }));

/** Everything of one function; what is being typed into its code stays while one looks at its other parts. */
export function FunctionPage() {
  const { name = '' } = useParams();
  return /^[\w-]{1,64}$/.test(name) ? <OneFunction key={name} name={name} /> : <NoFunction name={name} />;
}

/** An address with something else in it is not asked for: `..` would lead to another call. */
function NoFunction({ name }: { readonly name: string }) {
  const t = useTexts(lambdaTexts);
  return (
    <Page title={t('functions')} crumbs={[{ text: t('lambda'), href: functionsHref }]}>
      <Alert type="error" action={<Button href={functionsHref}>{t('functions')}</Button>}>
        {t('name.none', { name: name.length > 64 ? `${name.slice(0, 64)}…` : name })}
      </Alert>
    </Page>
  );
}

function OneFunction({ name }: { readonly name: string }) {
  const t = useTexts(lambdaTexts);
  const { '*': rest = '' } = useParams();
  const here = pathOf(functionHref(name));
  const [part = '', id = ''] = rest.split('/');
  const configuration = useConfiguration(name);
  const isTrigger = part === 'add-trigger' || part === 'triggers';
  const tab = tabs.find((one) => one === part) ?? 'code';
  const code = useCode(name, configuration.data, tab === 'code' && !isTrigger);
  return (
    <>
      <LeaveGuard
        isChanged={code.isChanged}
        stays={(path) => path === here || path.startsWith(`${here}/`)}
        title={t('leave.title')}
        text={t('leave.text', { name })}
        save={{ ...code.deploy, label: t('leave.deploy') }}
      />
      {isTrigger ? (
        <Suspense fallback={<Loading />}>
          <TriggerPage name={name} uuid={part === 'triggers' ? id : undefined} />
        </Suspense>
      ) : (
        <Overview name={name} tab={tab} code={code} configuration={configuration} />
      )}
    </>
  );
}

const tabs: readonly FunctionTab[] = ['code', 'test', 'monitor', 'configuration', 'aliases', 'versions'];

const Loading = () => (
  <Box padding="xl" textAlign="center">
    <Spinner size="large" />
  </Box>
);

interface OverviewProps {
  readonly name: string;
  readonly tab: FunctionTab;
  readonly code: CodeSession;
  readonly configuration: ReturnType<typeof useConfiguration>;
}

function Overview({ name, tab, code, configuration: { data, error, refetch } }: OverviewProps) {
  const t = useTexts(lambdaTexts);
  const navigate = useNavigate();
  return (
    <Page
      title={name}
      crumbs={[
        { text: t('lambda'), href: functionsHref },
        { text: t('functions'), href: functionsHref },
      ]}
      actions={<FunctionActions name={name} />}
    >
      {data === undefined && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          {isCode(error, 'ResourceNotFoundException') ? (
            <Alert type="warning" header={t('gone.title', { name })}>
              {t('gone')}
            </Alert>
          ) : (
            <StateAlert of={data} />
          )}
          <Designer of={data} />
        </>
      )}
      {code.isChanged && tab !== 'code' && (
        <Alert
          type="warning"
          action={
            <Button loading={code.deploy.isRunning} onClick={() => void code.deploy.run()}>
              {t('deploy')}
            </Button>
          }
        >
          {t('undeployed')}
        </Alert>
      )}
      <Tabs
        ariaLabel={t('tabs.label')}
        activeTabId={tab}
        onChange={({ detail }) => {
          const next = tabs.find((one) => one === detail.activeTabId);
          void navigate(pathOf(functionHref(name, next)));
        }}
        tabs={tabs.map((one) => ({
          id: one,
          label: t(`tabs.${one}`),
          content: one === tab && <Suspense fallback={<Loading />}>{content(one, name, data, code)}</Suspense>,
        }))}
      />
    </Page>
  );
}

function content(
  tab: FunctionTab,
  name: string,
  configuration: FunctionConfiguration | undefined,
  code: CodeSession,
): ReactNode {
  switch (tab) {
    case 'code':
      return configuration && <CodeTab configuration={configuration} code={code} />;
    case 'test':
      return <TestTab name={name} configuration={configuration} />;
    case 'monitor':
      return <MonitorTab name={name} configuration={configuration} />;
    case 'configuration':
      return <ConfigurationTab name={name} configuration={configuration} />;
    case 'aliases':
      return <AliasesTab name={name} />;
    case 'versions':
      return <VersionsTab name={name} />;
  }
}

function FunctionActions({ name }: { readonly name: string }) {
  const t = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  const download = useAction(async () => saveBytes(`${name}.zip`, await fetchPackage(session, name)), {
    tellsFailure: true,
  });
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        items={[
          { id: 'versions', text: t('actions.version'), href: functionHref(name, 'versions') },
          { id: 'export', text: t('actions.export') },
          { id: 'delete', text: t('delete.function') },
        ]}
        loading={download.isRunning}
        onItemClick={({ detail }) => {
          if (detail.id === 'delete') setIsDeleting(true);
          if (detail.id === 'export') void download.run();
        }}
      >
        {shared('action.actions')}
      </ButtonDropdown>
      {isDeleting && (
        <DeleteFunction
          name={name}
          onDone={() => void navigate(pathOf(functionsHref))}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </SpaceBetween>
  );
}
