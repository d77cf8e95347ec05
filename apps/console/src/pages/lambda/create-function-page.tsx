import { IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient, type Architecture, type Runtime } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { functionHref, functionsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { fileMode, packPackage } from './code-package.js';
import { pathOf } from './hrefs.js';
import { functionsKey } from './keys.js';
import { createBasicRole, RoleChoice, roleFault, type RoleValues } from './role-choice.js';
import { isHandler, RuntimeField } from './runtime-field.js';
import { defaultRuntime, initialCode } from './runtimes.js';
import { lambdaTexts } from './texts.js';
import { bytesOf, ZipField, zipFault } from './zip-field.js';

interface Values {
  readonly source: 'scratch' | 'zip';
  readonly name: string;
  readonly runtime: string;
  readonly architecture: Architecture;
  /** Of a package; a new one has its runtime's. */
  readonly handler: string;
  readonly file: File | undefined;
  readonly role: RoleValues;
}

const initial: Values = {
  source: 'scratch',
  name: '',
  runtime: defaultRuntime,
  architecture: 'x86_64',
  handler: '',
  file: undefined,
  role: { kind: 'basic', arn: '', name: '' },
};

const faultsOf = ({ source, name, handler, file, role }: Values) => ({
  name: name === '' ? ('required' as const) : /^[a-zA-Z0-9-_]{1,64}$/.test(name) ? undefined : ('name' as const),
  handler: source === 'zip' && !isHandler(handler) ? ('handler' as const) : undefined,
  file: source === 'zip' ? zipFault(file) : undefined,
  role: roleFault(role),
});

export function CreateFunctionPage() {
  const t = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const client = useClient(LambdaClient);
  const iam = useClient(IAMClient);
  const navigate = useNavigate();
  const [values, setValues] = useState(initial);
  const [isTried, setIsTried] = useState(false);
  // A role that was made stays made when the function is refused: the second try uses it.
  const made = useRef<{ readonly name: string; readonly arn: string }>(undefined);
  // Until somebody gives the role a name of its own it is called after the function.
  const [roleName, setRoleName] = useState<string>();
  const role = { ...values.role, name: roleName ?? (values.name === '' ? '' : `${values.name}-role`.slice(0, 64)) };
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const faults = faultsOf({ ...values, role });
  const shown = isTried ? faults : { name: undefined, handler: undefined, file: undefined, role: undefined };
  const create = useAction(
    async () => {
      const { source, name, runtime, architecture, handler, file } = values;
      if (role.kind === 'basic' && made.current?.name !== role.name)
        made.current = { name: role.name, arn: await createBasicRole(iam, role.name) };
      const code = initialCode(runtime);
      const zip =
        source === 'zip' && file !== undefined
          ? await bytesOf(file)
          : packPackage([
              {
                path: code.path,
                data: new TextEncoder().encode(code.text),
                mode: fileMode(code.mode),
                modified: new Date(session.clock.now()),
              },
            ]);
      return client.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Runtime: runtime as Runtime,
          Handler: source === 'zip' ? handler : code.handler,
          Architectures: [architecture],
          Role: role.kind === 'basic' ? made.current?.arn : role.arn,
          Code: { ZipFile: zip },
        }),
      );
    },
    { changes: [functionsKey, ['iam', 'roles']], done: () => t('create.done', { name: values.name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (Object.values(faults).some((fault) => fault !== undefined)) return;
    if ((await create.run()) !== undefined) await navigate(pathOf(functionHref(values.name)));
  };
  return (
    <Page
      title={t('create.title')}
      description={t('create.description')}
      crumbs={[
        { text: t('lambda'), href: functionsHref },
        { text: t('functions'), href: functionsHref },
      ]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isRunning) void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" variant="link" href={functionsHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create.button')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Tiles
              ariaLabel={t('create.how')}
              value={values.source}
              onChange={({ detail }) => set({ source: detail.value === 'zip' ? 'zip' : 'scratch' })}
              items={[
                { value: 'scratch', label: t('create.scratch'), description: t('create.scratch.hint') },
                { value: 'zip', label: t('create.zip'), description: t('create.zip.hint') },
              ]}
            />
            <Container header={<Header variant="h2">{t('create.basic')}</Header>}>
              <SpaceBetween size="l">
                <FormField
                  label={t('name')}
                  description={t('name.hint')}
                  errorText={shown.name && t(`fault.${shown.name}`)}
                >
                  <Input
                    value={values.name}
                    placeholder="WildRydesStreamProcessor"
                    autoFocus
                    onChange={({ detail }) => set({ name: detail.value })}
                  />
                </FormField>
                <RuntimeField value={values.runtime} onChange={(runtime) => set({ runtime })} />
                {values.source === 'zip' && (
                  <SpaceBetween size="l">
                    <FormField label={t('handler')} errorText={shown.handler && t(`fault.${shown.handler}`)}>
                      <Input
                        value={values.handler}
                        placeholder={initialCode(values.runtime).handler}
                        onChange={({ detail }) => set({ handler: detail.value })}
                      />
                    </FormField>
                    <ZipField file={values.file} fault={shown.file} onChange={(file) => set({ file })} />
                  </SpaceBetween>
                )}
                <FormField label={t('architecture')}>
                  <RadioGroup
                    ariaLabel={t('architecture')}
                    value={values.architecture}
                    onChange={({ detail }) => set({ architecture: detail.value === 'arm64' ? 'arm64' : 'x86_64' })}
                    items={[
                      { value: 'x86_64', label: 'x86_64' },
                      { value: 'arm64', label: 'arm64' },
                    ]}
                  />
                </FormField>
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('permissions.title')}</Header>}>
              <RoleChoice
                values={role}
                fault={shown.role}
                onChange={(next) => {
                  set({ role: next });
                  if (next.name !== role.name) setRoleName(next.name);
                }}
              />
            </Container>
            <Problem error={create.error} />
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
