import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  type Policy,
  type Tag,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { roleHref, rolesHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { iamHref, pathOf } from '../hrefs.js';
import { isDescription, nameFault } from '../model/names.js';
import { trustFaults, trustText, type TrustChoice } from '../model/trust-choice.js';
import { PolicyPicker } from '../policy-picker.js';
import { areTagsRight } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { ReviewRole, type RoleDetails } from './review-role.js';
import { roleTexts } from './texts.js';
import { useTrustFault } from './trust-editor.js';
import { TrustStep } from './trust-step.js';

type Step = 'trust' | 'permissions' | 'review';

/** Who may assume it, what it may do, what it is called. `?service=lambda.amazonaws.com` chooses the first. */
export function CreateRolePage() {
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const { account } = useSession().identity;
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const [trust, setTrust] = useState<TrustChoice>(() => ({
    kind: 'service',
    service: query.get('service') ?? '',
    account,
    isOther: false,
    externalId: '',
    needsMfa: false,
    provider: 'cognito',
    pool: query.get('pool') ?? '',
    isGuest: true,
    audience: '',
    custom: undefined,
  }));
  const [policies, setPolicies] = useState<readonly Policy[]>([]);
  const [hasBoundary, setHasBoundary] = useState(false);
  const [[boundary], setBoundary] = useState<readonly Policy[]>([]);
  const [details, setDetails] = useState<RoleDetails>({ name: '', description: '', tags: [] as readonly Tag[] });
  const [isTried, setIsTried] = useState(false);
  const [isThere, setIsThere] = useState(false);
  const document = trustText(trust);
  const isFaulty = useTrustFault(document);
  const isTrustRight = Object.keys(trustFaults(trust)).length === 0 && (trust.kind !== 'custom' || !isFaulty);
  const asked = query.get('step');
  const step: Step = isTrustRight && (asked === 'permissions' || asked === 'review') ? asked : 'trust';
  const create = useAction(
    async () => {
      const { name, description, tags } = details;
      // One that a former try has made is there: only what is missing is done again.
      if (!isThere)
        await client.send(
          new CreateRoleCommand({
            RoleName: name,
            AssumeRolePolicyDocument: document,
            ...(description === '' ? {} : { Description: description }),
            ...(tags.length === 0 ? {} : { Tags: [...tags] }),
          }),
        );
      setIsThere(true);
      for (const { Arn: arn } of policies)
        await client.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: arn }));
      if (hasBoundary && boundary !== undefined)
        await client.send(new PutRolePermissionsBoundaryCommand({ RoleName: name, PermissionsBoundary: boundary.Arn }));
      return true;
    },
    { changes: [['iam']], done: () => t('created', { name: details.name }) },
  );
  const go = (next: Step): void => {
    setIsTried(true);
    if (next !== 'trust' && !isTrustRight) return;
    setIsTried(false);
    setQuery((before) => {
      before.set('step', next);
      return before;
    });
    scrollTo(0, 0);
  };
  const submit = async (): Promise<void> => {
    setIsTried(true);
    const { name, description, tags } = details;
    if (nameFault(name, 64) !== undefined || !isDescription(description) || !areTagsRight(tags)) return;
    if (await create.run()) await navigate(pathOf(roleHref(details.name)));
  };
  const titles = { trust: t('step.trust'), permissions: t('step.permissions'), review: t('step.review') };
  return (
    <Page
      title={t('create')}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('roles'), href: rolesHref },
      ]}
      description={titles[step]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (step === 'trust') go('permissions');
          else if (step === 'permissions') go('review');
          else void submit();
        }}
      >
        <SpaceBetween size="l">
          {step === 'trust' && <TrustStep choice={trust} isTried={isTried} onChange={setTrust} />}
          {step === 'permissions' && (
            <SpaceBetween size="l">
              <PolicyPicker type="multi" selected={policies} onSelect={setPolicies} />
              <Container header={<Header variant="h2">{t('boundary')}</Header>}>
                <SpaceBetween size="s">
                  <Checkbox checked={hasBoundary} onChange={({ detail }) => setHasBoundary(detail.checked)}>
                    {t('boundary.use')}
                  </Checkbox>
                  {hasBoundary && (
                    <ExpandableSection headerText={iam('boundary')} defaultExpanded>
                      <PolicyPicker
                        type="single"
                        selected={boundary === undefined ? [] : [boundary]}
                        onSelect={setBoundary}
                      />
                    </ExpandableSection>
                  )}
                </SpaceBetween>
              </Container>
            </SpaceBetween>
          )}
          {step === 'review' && (
            <ReviewRole
              details={details}
              onChange={setDetails}
              document={document}
              policies={policies}
              boundary={hasBoundary ? boundary : undefined}
              isTried={isTried}
              isThere={isThere}
              error={create.error}
              onEdit={go}
            />
          )}
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={rolesHref}>
                {shared('action.cancel')}
              </Button>
              {step !== 'trust' && (
                <Button formAction="none" onClick={() => go(step === 'review' ? 'permissions' : 'trust')}>
                  {iam('previous')}
                </Button>
              )}
              <Button variant="primary" loading={create.isRunning}>
                {step === 'trust' ? t('next.permissions') : step === 'permissions' ? t('next.review') : t('create')}
              </Button>
            </SpaceBetween>
          </Box>
        </SpaceBetween>
      </form>
    </Page>
  );
}
