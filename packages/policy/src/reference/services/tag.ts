import type { ServiceFacts } from '../facts.js';

/** Amazon Resource Group Tagging API, of AWS's Service Authorization Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html */
export const tag: ServiceFacts = {
  prefix: 'tag',
  name: 'Amazon Resource Group Tagging API',
  conditionKeys: {},
  resourceTypes: {},
  actions: {
    DescribeReportCreation: 'Read',
    GetComplianceSummary: 'Read',
    GetResources: 'Read',
    GetTagKeys: 'Read',
    GetTagValues: 'Read',
    ListRequiredTags: 'List',
    StartReportCreation: 'Write',
    TagResources: 'Tagging',
    UntagResources: 'Tagging',
  },
};
