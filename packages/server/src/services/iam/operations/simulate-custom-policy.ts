import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onAnything } from '../lookup.js';
import { SimulationPolicyListType } from '../shapes.js';
import { simulationMembers, simulationOutput } from '../simulation/shapes.js';
import { simulate } from '../simulation/simulate.js';
import { readSimulation } from '../simulation/simulation.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export const simulateCustomPolicy = operation({
  name: 'SimulateCustomPolicy',
  input: structure('SimulateCustomPolicyRequest', {
    ...simulationMembers,
    PolicyInputList: required(SimulationPolicyListType),
  }),
  output: simulationOutput,
  errors: ['InvalidInput', 'PolicyEvaluation'],
  needs: onAnything('SimulateCustomPolicy'),
  run: async (context, input, request) => simulate(await readSimulation(context, request, input), input),
});
