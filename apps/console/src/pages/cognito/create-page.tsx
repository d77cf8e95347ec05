import { CognitoIdentityClient, CreateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { poolHref, poolsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { TagFields } from '../../shared/tag-fields.js';
import { tagProblems, type DraftTag } from '../../shared/tags.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { isDeveloperName, isPoolName } from './pools.js';
import { ProviderFields } from './provider-fields.js';
import { texts } from './texts.js';
import { useCrumbs } from './use-pool.js';

/** The wizard's first step; the pool is there after it, and its roles come next. */
export function CreatePoolPage() {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const navigate = useNavigate();
  const cognito = useClient(CognitoIdentityClient);
  const [name, setName] = useState('');
  const [isGuest, setGuest] = useState(false);
  const [isClassic, setClassic] = useState(false);
  const [developer, setDeveloper] = useState('');
  const [openId, setOpenId] = useState<readonly string[]>([]);
  const [tags, setTags] = useState<readonly DraftTag[]>([]);
  const [isChecked, setChecked] = useState(false);
  const nameError = isPoolName(name) ? undefined : name.trim() === '' ? t('name.missing') : t('name.wrong');
  const create = useAction(
    () =>
      cognito.send(
        new CreateIdentityPoolCommand({
          IdentityPoolName: name,
          AllowUnauthenticatedIdentities: isGuest,
          ...(isClassic ? { AllowClassicFlow: true } : {}),
          ...(developer === '' ? {} : { DeveloperProviderName: developer }),
          ...(openId.length === 0 ? {} : { OpenIdConnectProviderARNs: [...openId] }),
          ...(tags.length === 0
            ? {}
            : { IdentityPoolTags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }),
        }),
      ),
    { changes: [['cognito', 'pools']], done: () => t('create.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    setChecked(true);
    const isDeveloperRight = developer === '' || isDeveloperName(developer);
    if (nameError !== undefined || !isDeveloperRight || tagProblems(tags).size > 0) return;
    const made = await create.run();
    if (made?.IdentityPoolId !== undefined) await navigate(poolHref(made.IdentityPoolId, 'roles').slice(1));
  };
  return (
    <Page title={t('create')} crumbs={useCrumbs()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={poolsHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create.submit')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Problem error={create.error} />
            <Container>
              <FormField
                label={t('name')}
                constraintText={t('name.hint')}
                {...(isChecked && nameError !== undefined ? { errorText: nameError } : {})}
              >
                <Input value={name} autoFocus spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
              </FormField>
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
            <ExpandableSection
              variant="container"
              headingTagOverride="h2"
              headerText={t('providers.section')}
              headerDescription={t('providers.hint')}
            >
              <ProviderFields
                developer={developer}
                onDeveloper={setDeveloper}
                isDeveloperFixed={false}
                openId={openId}
                onOpenId={setOpenId}
              />
            </ExpandableSection>
            <ExpandableSection variant="container" headingTagOverride="h2" headerText={t('tags')}>
              <TagFields tags={tags} onChange={setTags} isChecked={isChecked} />
            </ExpandableSection>
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
