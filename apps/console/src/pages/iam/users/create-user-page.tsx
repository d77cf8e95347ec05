import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  type AccessKey,
  type Group,
  type Policy,
  type Tag,
} from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { userHref, usersHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { GroupPicker } from '../groups/group-picker.js';
import { iamHref, pathOf } from '../hrefs.js';
import { nameFault } from '../model/names.js';
import { NameField } from '../name-field.js';
import { PolicyPicker } from '../policy-picker.js';
import { areTagsRight, TagsField } from '../tags-panel.js';
import { iamTexts } from '../texts.js';
import { Secret } from './secret.js';
import { userTexts } from './texts.js';

export function CreateUserPage() {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [groups, setGroups] = useState<readonly Group[]>([]);
  const [policies, setPolicies] = useState<readonly Policy[]>([]);
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const [wantsKey, setWantsKey] = useState(false);
  const [accessKey, setAccessKey] = useState<AccessKey>();
  const [isTried, setIsTried] = useState(false);
  const [isThere, setIsThere] = useState(false);
  const create = useAction(
    async () => {
      // What a former try has made is not made again.
      if (!isThere)
        await client.send(new CreateUserCommand({ UserName: name, ...(tags.length === 0 ? {} : { Tags: [...tags] }) }));
      setIsThere(true);
      for (const { GroupName: group } of groups)
        await client.send(new AddUserToGroupCommand({ UserName: name, GroupName: group }));
      for (const { Arn: arn } of policies)
        await client.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: arn }));
      if (!wantsKey) return { key: undefined };
      return { key: (await client.send(new CreateAccessKeyCommand({ UserName: name }))).AccessKey };
    },
    { changes: [['iam']], done: () => t('created', { name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (nameFault(name, 64) !== undefined || !areTagsRight(tags)) return;
    const made = await create.run();
    if (made === undefined) return;
    setAccessKey(made.key);
    if (made.key === undefined) await navigate(pathOf(userHref(name)));
  };
  const way = [
    { text: iam('iam'), href: iamHref },
    { text: iam('users'), href: usersHref },
  ];
  if (accessKey !== undefined)
    return (
      <Page title={t('done.title', { name })} crumbs={way}>
        <Container header={<Header variant="h2">{t('secret.title')}</Header>}>
          <Secret made={accessKey} />
        </Container>
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button href={usersHref}>{t('done.list')}</Button>
            <Button variant="primary" href={userHref(name)}>
              {t('done.view')}
            </Button>
          </SpaceBetween>
        </Box>
      </Page>
    );
  return (
    <Page title={t('create')} crumbs={way}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={usersHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Problem error={create.error} />
            {create.error !== undefined && isThere && (
              <Alert type="warning">
                {t.rich('partly', {
                  user: (
                    <Link key="user" href={userHref(name)}>
                      {name}
                    </Link>
                  ),
                })}
              </Alert>
            )}
            <Container header={<Header variant="h2">{t('details')}</Header>}>
              <SpaceBetween size="m">
                <NameField
                  label={t('name')}
                  value={name}
                  onChange={setName}
                  most={64}
                  isTried={isTried}
                  isReadOnly={isThere}
                />
                <Checkbox
                  checked={wantsKey}
                  description={t('key.hint')}
                  onChange={({ detail }) => setWantsKey(detail.checked)}
                >
                  {t('key.create')}
                </Checkbox>
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('permissions')}</Header>}>
              <ExpandableSection headerText={t('permissions.groups')} defaultExpanded>
                <GroupPicker selected={groups} onSelect={setGroups} />
              </ExpandableSection>
              <ExpandableSection headerText={t('permissions.policies')}>
                <PolicyPicker type="multi" selected={policies} onSelect={setPolicies} />
              </ExpandableSection>
            </Container>
            <Container header={<Header variant="h2">{iam('tags.title')}</Header>}>
              <TagsField tags={tags} onChange={setTags} />
            </Container>
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
