import { boolean, required, structure, type Infer } from '@paddock/wire';
import {
  ActionNameListType,
  MarkerType,
  MaxItemsType,
  PolicyDocumentType,
  ResourceHandlingOptionType,
  ResourceNameListType,
  ResourceNameType,
  ResponseMarkerType,
  SimulationPolicyListType,
} from '../shapes.js';
import { ContextEntryListType, EvaluationResultsListType } from '../structures.js';

/** What both simulations take. */
export const simulationMembers = {
  PolicyInputList: SimulationPolicyListType,
  PermissionsBoundaryPolicyInputList: SimulationPolicyListType,
  ActionNames: required(ActionNameListType),
  ResourceArns: ResourceNameListType,
  ResourcePolicy: PolicyDocumentType,
  ResourceOwner: ResourceNameType,
  CallerArn: ResourceNameType,
  ContextEntries: ContextEntryListType,
  ResourceHandlingOption: ResourceHandlingOptionType,
  MaxItems: MaxItemsType,
  Marker: MarkerType,
} as const;

const simulationInput = structure('SimulatePolicyRequest', simulationMembers);
export type SimulationInput = Infer<typeof simulationInput>;

export const simulationOutput = structure('SimulatePolicyResponse', {
  EvaluationResults: EvaluationResultsListType,
  IsTruncated: boolean,
  Marker: ResponseMarkerType,
});
export type SimulationOutput = Infer<typeof simulationOutput>;
