import {
  CognitoIdentityClient,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
  type GetIdentityPoolRolesResponse,
  type IdentityPool,
} from '@aws-sdk/client-cognito-identity';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { poolHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { MappingFields } from './mapping-fields.js';
import { isDeveloperName, isPoolName, isRoleArn, mappedProviders } from './pools.js';
import { ProviderFields } from './provider-fields.js';
import { draftMappings, isMappingRight, mappingsOf, type DraftMapping } from './role-mappings.js';
import { RoleSelect } from './role-select.js';
import { SocialFields, isSocialRight, type SocialLogin } from './social-fields.js';
import { texts } from './texts.js';
import { poolKey, rolesKey } from './use-pool.js';

interface EditFormProps {
  readonly pool: IdentityPool;
  /** Its roles and mappings; undefined where one may not see them: then they stay. */
  readonly before: GetIdentityPoolRolesResponse | undefined;
}

/** Everything of a pool that can be changed. An update replaces all of it, so that what is not shown is sent as it was. */
export function EditForm({ pool, before }: EditFormProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const cognito = useClient(CognitoIdentityClient);
  const id = pool.IdentityPoolId ?? '';
  const [name, setName] = useState(pool.IdentityPoolName ?? '');
  const [isGuest, setGuest] = useState(pool.AllowUnauthenticatedIdentities === true);
  const [isClassic, setClassic] = useState(pool.AllowClassicFlow !== false);
  const [developer, setDeveloper] = useState(pool.DeveloperProviderName ?? '');
  const [openId, setOpenId] = useState<readonly string[]>(pool.OpenIdConnectProviderARNs ?? []);
  const [social, setSocial] = useState<readonly SocialLogin[]>(
    Object.entries(pool.SupportedLoginProviders ?? {}).map(([provider, app]) => ({ provider, app })),
  );
  const [authenticated, setAuthenticated] = useState(before?.Roles?.['authenticated'] ?? '');
  const [unauthenticated, setUnauthenticated] = useState(before?.Roles?.['unauthenticated'] ?? '');
  const [mappings, setMappings] = useState<readonly DraftMapping[]>(
    draftMappings(mappedProviders(pool), before?.RoleMappings),
  );
  const [isChecked, setChecked] = useState(false);
  const nameError = isPoolName(name) ? undefined : name.trim() === '' ? t('name.missing') : t('name.wrong');
  const others = [
    ...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName = '' }) => ProviderName),
    ...(pool.SamlProviderARNs ?? []),
  ];
  const save = useAction(
    async () => {
      await cognito.send(
        new UpdateIdentityPoolCommand({
          IdentityPoolId: id,
          IdentityPoolName: name,
          AllowUnauthenticatedIdentities: isGuest,
          ...(pool.AllowClassicFlow === undefined && isClassic ? {} : { AllowClassicFlow: isClassic }),
          ...(developer === '' ? {} : { DeveloperProviderName: developer }),
          OpenIdConnectProviderARNs: [...openId],
          SupportedLoginProviders: Object.fromEntries(social.map(({ provider, app }) => [provider, app])),
          ...(pool.CognitoIdentityProviders === undefined
            ? {}
            : { CognitoIdentityProviders: pool.CognitoIdentityProviders }),
          ...(pool.SamlProviderARNs === undefined ? {} : { SamlProviderARNs: pool.SamlProviderARNs }),
        }),
      );
      const next = {
        Roles: {
          ...(authenticated === '' ? {} : { authenticated }),
          ...(unauthenticated === '' ? {} : { unauthenticated }),
        },
        RoleMappings: mappingsOf(mappings),
      };
      const was = { Roles: before?.Roles ?? {}, RoleMappings: before?.RoleMappings };
      if (before !== undefined && JSON.stringify(next) !== JSON.stringify(was))
        await cognito.send(
          new SetIdentityPoolRolesCommand({
            IdentityPoolId: id,
            Roles: next.Roles,
            ...(next.RoleMappings === undefined ? {} : { RoleMappings: next.RoleMappings }),
          }),
        );
      return true;
    },
    { changes: [poolKey(id), rolesKey(id), ['cognito', 'pools']], done: () => t('edit.saved', { name }) },
  );
  const isRight =
    nameError === undefined &&
    (developer === '' || isDeveloperName(developer)) &&
    isSocialRight(social) &&
    mappings.every(isMappingRight) &&
    [authenticated, unauthenticated].every((arn) => arn === '' || isRoleArn(arn));
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isRight && (await save.run()) === true) await navigate(poolHref(id).slice(1));
  };
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
            <Button variant="link" formAction="none" href={poolHref(id)}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning}>
              {shared('action.save')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Container>
            <SpaceBetween size="m">
              <FormField label={t('name')} {...(isChecked && nameError !== undefined ? { errorText: nameError } : {})}>
                <Input value={name} spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
              </FormField>
              <div>
                <Box variant="awsui-key-label">{t('id')}</Box>
                <Copyable text={id} />
              </div>
              {before !== undefined && (
                <SpaceBetween size="m">
                  <RoleSelect
                    label={t('roles.unauthenticated')}
                    value={unauthenticated}
                    onChange={setUnauthenticated}
                  />
                  <RoleSelect label={t('roles.authenticated')} value={authenticated} onChange={setAuthenticated} />
                </SpaceBetween>
              )}
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{t('guest.section')}</Header>}>
            <Checkbox
              checked={isGuest}
              description={t('guest.hint')}
              onChange={({ detail }) => setGuest(detail.checked)}
            >
              {t('guest')}
            </Checkbox>
          </Container>
          <Container header={<Header variant="h2">{t('flow.section')}</Header>}>
            <Checkbox
              checked={isClassic}
              description={t('flow.hint')}
              onChange={({ detail }) => setClassic(detail.checked)}
            >
              {t('flow')}
            </Checkbox>
          </Container>
          <Container header={<Header variant="h2">{t('providers.section')}</Header>}>
            <SpaceBetween size="m">
              <ProviderFields
                developer={developer}
                onDeveloper={setDeveloper}
                isDeveloperFixed={pool.DeveloperProviderName !== undefined}
                openId={openId}
                onOpenId={setOpenId}
              />
              <SocialFields logins={social} onChange={setSocial} isChecked={isChecked} />
              {others.length > 0 && <Box>{t('edit.others', { providers: others.join(', ') })}</Box>}
            </SpaceBetween>
          </Container>
          {before !== undefined && <MappingFields mappings={mappings} onChange={setMappings} isChecked={isChecked} />}
          <Problem error={save.error} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
