import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { ArnType } from '../shapes.js';
import { findPolicySource, policySourceArns } from '../simulation/policy-source.js';
import { simulationMembers, simulationOutput } from '../simulation/shapes.js';
import { simulate } from '../simulation/simulate.js';
import { readSimulation } from '../simulation/simulation.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy = operation({
  name: 'SimulatePrincipalPolicy',
  input: structure('SimulatePrincipalPolicyRequest', { PolicySourceArn: required(ArnType), ...simulationMembers }),
  output: simulationOutput,
  errors: ['NoSuchEntity', 'InvalidInput', 'PolicyEvaluation'],
  needs: (context, input, request) => ({
    action: 'iam:SimulatePrincipalPolicy',
    resources: policySourceArns(context, request, input.PolicySourceArn),
  }),
  run: async (context, input, request) => {
    const source = findPolicySource(context, request, input.PolicySourceArn);
    return simulate(await readSimulation(context, request, input, source), input);
  },
});
