import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  IAMClient,
  type Policy,
  type User,
} from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { groupHref, groupsHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { iamHref, pathOf } from '../hrefs.js';
import { nameFault } from '../model/names.js';
import { NameField } from '../name-field.js';
import { PolicyPicker } from '../policy-picker.js';
import { iamTexts } from '../texts.js';
import { UserPicker } from '../users/user-picker.js';
import { groupTexts } from './texts.js';

export function CreateGroupPage() {
  const t = useTexts(groupTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [users, setUsers] = useState<readonly User[]>([]);
  const [policies, setPolicies] = useState<readonly Policy[]>([]);
  const [isTried, setIsTried] = useState(false);
  const [isThere, setIsThere] = useState(false);
  const create = useAction(
    async () => {
      // What a former try has made is not made again.
      if (!isThere) await client.send(new CreateGroupCommand({ GroupName: name }));
      setIsThere(true);
      for (const { UserName: user } of users)
        await client.send(new AddUserToGroupCommand({ UserName: user, GroupName: name }));
      for (const { Arn: arn } of policies)
        await client.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn: arn }));
      return true;
    },
    { changes: [['iam']], done: () => t('created', { name }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (nameFault(name, 128) === undefined && (await create.run())) await navigate(pathOf(groupHref(name)));
  };
  return (
    <Page
      title={t('create.button')}
      crumbs={[
        { text: iam('iam'), href: iamHref },
        { text: iam('groups'), href: groupsHref },
      ]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={groupsHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create.button')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Problem error={create.error} />
            {isThere && create.error !== undefined && (
              <Alert type="warning">
                {t.rich('partly', {
                  group: (
                    <Link key="group" href={groupHref(name)}>
                      {name}
                    </Link>
                  ),
                })}
              </Alert>
            )}
            <Container header={<Header variant="h2">{t('details')}</Header>}>
              <NameField
                label={t('name')}
                value={name}
                onChange={setName}
                most={128}
                isTried={isTried}
                isReadOnly={isThere}
              />
            </Container>
            <ExpandableSection variant="container" headerText={t('users')}>
              <UserPicker selected={users} onSelect={setUsers} />
            </ExpandableSection>
            <ExpandableSection variant="container" headerText={t('policies')}>
              <PolicyPicker type="multi" selected={policies} onSelect={setPolicies} />
            </ExpandableSection>
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
