import { IAMClient } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Textarea from '@cloudscape-design/components/textarea';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { allEntities } from '../all-entities.js';
import { iamHref } from '../hrefs.js';
import { iamTexts } from '../texts.js';
import { ActionsPicker } from './actions-picker.js';
import { ContextPart } from './context-part.js';
import { loadPrincipal, type PrincipalPolicies } from './load-principal.js';
import { PoliciesPart } from './policies-part.js';
import { Results } from './results.js';
import { simulatorTexts } from './texts.js';
import { useSimulation, type Start } from './use-simulation.js';

/** `?principal=ARN&actions=kinesis:GetRecords,…&resources=ARN,…` */
export function SimulatorPage() {
  const t = useTexts(simulatorTexts);
  const iam = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const [query, setQuery] = useSearchParams();
  const principal = query.get('principal') ?? '';
  const entities = useAws(['iam', 'all-entities'], () => allEntities(client));
  const loaded = useAws(['iam', 'simulated', principal], () => loadPrincipal(client, principal));
  const set = (name: string, value: string): void =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const custom = { value: '', label: t('principal.custom') };
  const options = [
    custom,
    ...(['user', 'group', 'role'] as const).map((kind) => ({
      label: iam(kind === 'user' ? 'users' : kind === 'group' ? 'groups' : 'roles'),
      options: (entities.data?.entities ?? [])
        .filter((entity) => entity.kind === kind)
        .map(({ name, arn }) => ({ value: arn, label: name, description: arn })),
    })),
  ];
  return (
    <Page title={t('title')} crumbs={[{ text: iam('iam'), href: iamHref }]} description={t('hint')}>
      {entities.data?.errors.map((error) => (
        <Problem key={String(error)} error={error} />
      ))}
      <Container header={<Header variant="h2">{t('principal')}</Header>}>
        <FormField label={t('principal.choose')} stretch>
          <Select
            filteringType="auto"
            options={options}
            selectedOption={principal === '' ? custom : { value: principal, label: principal }}
            statusType={entities.isLoading ? 'loading' : 'finished'}
            onChange={({ detail }) => set('principal', detail.selectedOption.value ?? '')}
          />
        </FormField>
      </Container>
      {loaded.isLoading && <Spinner />}
      <Problem error={loaded.error} onRetry={() => void loaded.refetch()} />
      {loaded.data !== undefined && (
        <Simulator
          // Made anew when the policies are others, not whenever they were loaded again.
          key={JSON.stringify([principal, loaded.data])}
          loaded={loaded.data}
          start={{
            principal: principal === '' ? undefined : principal,
            actions: (query.get('actions') ?? '').split(',').filter((action) => action !== ''),
            resources: (query.get('resources') ?? '').replaceAll(',', '\n'),
          }}
          onActions={(actions) => set('actions', actions.join(','))}
          onResources={(text) => set('resources', text.trim().replaceAll(/\s*\n\s*/g, ','))}
        />
      )}
    </Page>
  );
}

interface SimulatorProps {
  readonly loaded: PrincipalPolicies;
  readonly start: Start;
  readonly onActions: (actions: readonly string[]) => void;
  readonly onResources: (text: string) => void;
}

function Simulator({ loaded, start, onActions, onResources }: SimulatorProps) {
  const t = useTexts(simulatorTexts);
  const it = useSimulation(loaded, start);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        it.run();
      }}
    >
      <SpaceBetween size="l">
        <PoliciesPart
          hasPrincipal={start.principal !== undefined}
          policies={it.policies}
          boundary={it.boundary}
          onChange={it.setPolicies}
          onBoundary={it.setBoundary}
        />
        <Container header={<Header variant="h2">{t('actions')}</Header>}>
          <ActionsPicker
            actions={it.actions}
            isTried={it.isTried}
            onChange={(actions) => {
              it.setActions(actions);
              onActions(actions);
            }}
          />
        </Container>
        <Container header={<Header variant="h2">{t('resources')}</Header>}>
          <FormField
            label={t('resources')}
            description={t('resources.hint')}
            errorText={
              it.isTried && it.wrongResource !== undefined ? t('resources.bad', { arn: it.wrongResource }) : undefined
            }
            stretch
          >
            <Textarea
              value={it.resources}
              placeholder="*"
              rows={2}
              onChange={({ detail }) => {
                it.setResources(detail.value);
                onResources(detail.value);
              }}
            />
          </FormField>
        </Container>
        <ContextPart keys={it.keys} error={it.keysError} values={it.context} onChange={it.setContext} />
        {it.isWhatIf && start.principal !== undefined && <Alert type="info">{t('policies.whatIf')}</Alert>}
        <Button variant="primary" loading={it.isRunning}>
          {t('run')}
        </Button>
        <Problem error={it.error} />
        <Results answers={it.answers} isStale={it.isStale} />
      </SpaceBetween>
    </form>
  );
}
