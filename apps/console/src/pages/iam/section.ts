import type { Section } from '../../contracts.js';

const access = { en: 'Access management', ko: '액세스 관리' };
const tools = { en: 'Tools', ko: '도구' };
const inline = async () => ({ Component: (await import('./inline-policy-page.js')).InlinePolicyPage });

export const iam: Section = {
  id: 'iam',
  title: { en: 'IAM', ko: 'IAM' },
  summary: { en: 'Users, roles and what they may do', ko: '사용자와 역할, 그리고 권한' },
  navigation: [
    { title: { en: 'Dashboard', ko: '대시보드' }, path: '/iam' },
    { title: { en: 'User groups', ko: '사용자 그룹' }, path: '/iam/groups', group: access },
    { title: { en: 'Users', ko: '사용자' }, path: '/iam/users', group: access },
    { title: { en: 'Roles', ko: '역할' }, path: '/iam/roles', group: access },
    { title: { en: 'Policies', ko: '정책' }, path: '/iam/policies', group: access },
    { title: { en: 'Policy simulator', ko: '정책 시뮬레이터' }, path: '/iam/simulator', group: tools },
  ],
  routes: [
    { path: 'iam', lazy: async () => ({ Component: (await import('./dashboard-page.js')).DashboardPage }) },
    { path: 'iam/users', lazy: async () => ({ Component: (await import('./users/users-page.js')).UsersPage }) },
    {
      path: 'iam/users-create',
      lazy: async () => ({ Component: (await import('./users/create-user-page.js')).CreateUserPage }),
    },
    { path: 'iam/users/:name', lazy: async () => ({ Component: (await import('./users/user-page.js')).UserPage }) },
    { path: 'iam/groups', lazy: async () => ({ Component: (await import('./groups/groups-page.js')).GroupsPage }) },
    {
      path: 'iam/groups-create',
      lazy: async () => ({ Component: (await import('./groups/create-group-page.js')).CreateGroupPage }),
    },
    { path: 'iam/groups/:name', lazy: async () => ({ Component: (await import('./groups/group-page.js')).GroupPage }) },
    { path: 'iam/roles', lazy: async () => ({ Component: (await import('./roles/roles-page.js')).RolesPage }) },
    {
      path: 'iam/roles-create',
      lazy: async () => ({ Component: (await import('./roles/create-role-page.js')).CreateRolePage }),
    },
    { path: 'iam/roles/:name', lazy: async () => ({ Component: (await import('./roles/role-page.js')).RolePage }) },
    {
      path: 'iam/policies',
      lazy: async () => ({ Component: (await import('./policies/policies-page.js')).PoliciesPage }),
    },
    {
      path: 'iam/policies-create',
      lazy: async () => ({ Component: (await import('./policies/create-policy-page.js')).CreatePolicyPage }),
    },
    {
      path: 'iam/policies/:arn',
      lazy: async () => ({ Component: (await import('./policies/policy-page.js')).PolicyPage }),
    },
    {
      path: 'iam/policies/:arn/edit',
      lazy: async () => ({ Component: (await import('./policies/edit-policy-page.js')).EditPolicyPage }),
    },
    { path: 'iam/:kind/:name/inline', lazy: inline },
    { path: 'iam/:kind/:name/inline/:policy', lazy: inline },
    {
      path: 'iam/simulator',
      lazy: async () => ({ Component: (await import('./simulator/simulator-page.js')).SimulatorPage }),
    },
  ],
  words: ['user', 'group', 'role', 'policy', 'permission', 'access key', 'simulator', 'trust', '권한', '자격 증명'],
  finder: async () => (await import('./finder.js')).findIam,
};
