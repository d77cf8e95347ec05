import {
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
  type Policy,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { policyHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { nameOfArn } from './model/names.js';
import { PolicyPicker } from './policy-picker.js';
import { iamTexts } from './texts.js';

interface BoundaryPanelProps {
  readonly kind: 'user' | 'role';
  readonly name: string;
  /** The ARN of the policy; undefined when there is no boundary. */
  readonly boundary: string | undefined;
}

/** The permissions boundary of a user or role: set, changed, removed. */
export function BoundaryPanel({ kind, name, boundary }: BoundaryPanelProps) {
  const t = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [isOpen, setIsOpen] = useState(false);
  const [[chosen], setChosen] = useState<readonly Policy[]>([]);
  const set = useAction(
    (arn: string) =>
      kind === 'user'
        ? client.send(new PutUserPermissionsBoundaryCommand({ UserName: name, PermissionsBoundary: arn }))
        : client.send(new PutRolePermissionsBoundaryCommand({ RoleName: name, PermissionsBoundary: arn })),
    { changes: [['iam']], done: (_, arn) => t('boundary.done', { name, policy: nameOfArn(arn) }) },
  );
  const remove = useAction(
    () =>
      kind === 'user'
        ? client.send(new DeleteUserPermissionsBoundaryCommand({ UserName: name }))
        : client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: name })),
    { changes: [['iam']], done: () => t('boundary.removed', { name }) },
  );
  const arn = chosen?.Arn;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('boundary.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {boundary !== undefined && (
                <Button loading={remove.isRunning} onClick={() => void remove.run()}>
                  {t('boundary.remove')}
                </Button>
              )}
              <Button onClick={() => setIsOpen(true)}>
                {boundary === undefined ? t('boundary.set') : t('boundary.change')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('boundary')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Problem error={remove.error} />
        {boundary === undefined ? (
          <Box color="text-body-secondary">{t('boundary.none')}</Box>
        ) : (
          <Link href={policyHref(boundary)}>{nameOfArn(boundary)}</Link>
        )}
      </SpaceBetween>
      {isOpen && (
        <Modal
          visible
          size="large"
          header={t('boundary.set')}
          closeAriaLabel={shared('action.close')}
          onDismiss={() => setIsOpen(false)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setIsOpen(false)}>
                  {shared('action.cancel')}
                </Button>
                <Button
                  variant="primary"
                  disabled={arn === undefined}
                  loading={set.isRunning}
                  onClick={() => arn !== undefined && void set.run(arn).then((done) => done && setIsOpen(false))}
                >
                  {t('boundary.set')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="m">
            <Problem error={set.error} />
            <PolicyPicker type="single" selected={chosen === undefined ? [] : [chosen]} onSelect={setChosen} />
          </SpaceBetween>
        </Modal>
      )}
    </Container>
  );
}
