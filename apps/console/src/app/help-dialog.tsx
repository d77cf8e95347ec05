import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { mapHref } from '../hrefs.js';
import { useLanguage, useTexts } from '../i18n/language.js';
import { defineTexts } from '../i18n/texts.js';
import { useSession } from '../session/use-session.js';
import { Copyable } from '../shared/copy.js';
import { sharedTexts } from '../shared/texts.js';
import { useAws } from '../shared/use-aws.js';
import { goKeys } from './keys.js';
import { sections } from './sections.js';

const texts = defineTexts(
  {
    title: 'Help',
    about:
      'Paddock is AWS’s streaming stack in one process, on AWS’s own protocols. This console is an ordinary client of its APIs, with the rights of whoever is signed in.',
    version: 'Version',
    endpoint: 'Endpoint',
    signedIn: 'Signed in as',
    cli: 'In a terminal',
    map: 'Live map',
    licences: 'Licences of what the console is made of',
    keys: 'Keys',
    search: 'Search services, pages and resources',
    help: 'This help',
    go: 'Go to {name}',
    or: 'or',
    services: 'all services',
    home: 'the home page',
  } as const,
  {
    title: '도움말',
    about:
      'Paddock은 AWS의 스트리밍 스택을 AWS의 프로토콜 그대로 하나의 프로세스로 제공합니다. 이 콘솔은 로그인한 사용자의 권한으로 API를 호출하는 일반 클라이언트입니다.',
    version: '버전',
    endpoint: '엔드포인트',
    signedIn: '로그인 계정',
    cli: '터미널에서',
    map: '실시간 지도',
    licences: '콘솔에 사용된 소프트웨어의 라이선스',
    keys: '단축키',
    search: '서비스, 페이지, 리소스 검색',
    help: '이 도움말',
    go: '{name}(으)로 이동',
    or: '또는',
    services: '모든 서비스',
    home: '홈',
  },
);

/** What this is, and its keys. */
export default function HelpDialog({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const language = useLanguage();
  const session = useSession();
  const health = useAws(
    ['paddock', 'health'],
    () => session.control<{ readonly version?: string }>('/_paddock/health'),
    { enabled: session.isHere },
  );
  const nameOf = (id: string): string =>
    id === ''
      ? t('home')
      : id === 'services'
        ? t('services')
        : (sections.find((one) => one.id === id)?.title[language] ?? id);
  return (
    <Modal visible size="large" header={t('title')} closeAriaLabel={shared('action.close')} onDismiss={onDismiss}>
      <SpaceBetween size="l">
        <Box>{t('about')}</Box>
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('version'), value: health.data?.version ?? '–' },
            { label: t('signedIn'), value: <Copyable text={session.identity.arn} /> },
            ...(session.isHere
              ? [
                  { label: t('endpoint'), value: <Copyable text={location.origin} /> },
                  { label: t('cli'), value: <Copyable text={`eval "$(npx paddock env --port ${location.port})"`} /> },
                ]
              : []),
          ]}
        />
        {session.isHere && (
          <SpaceBetween direction="horizontal" size="l">
            <Link href={mapHref} external>
              {t('map')}
            </Link>
            <Link href="./licenses.txt" external>
              {t('licences')}
            </Link>
          </SpaceBetween>
        )}
        <Box variant="h3">{t('keys')}</Box>
        <ColumnLayout columns={2}>
          <div className="keys">
            <kbd>/</kbd> {t('or')} <kbd>Ctrl</kbd>+<kbd>K</kbd> {t('search')}
          </div>
          <div className="keys">
            <kbd>?</kbd> {t('help')}
          </div>
          {Object.entries(goKeys).map(([key, id]) => (
            <div key={key} className="keys">
              <kbd>g</kbd> <kbd>{key}</kbd> {t('go', { name: nameOf(id) })}
            </div>
          ))}
        </ColumnLayout>
      </SpaceBetween>
    </Modal>
  );
}
