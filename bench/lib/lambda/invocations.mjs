import { percentiles } from './stack.mjs';

const ECHO = 'exports.handler = async (event) => event;';
const COLD = 20;

// Invoke by the SDK, one at a time: warm, and cold, when a change of the configuration has ended the environment before.
export async function invocations({ lambda, newFunction }, { samples }) {
  const FunctionName = await newFunction(ECHO);
  const Payload = Buffer.from('{"key":"value"}');
  const invoke = async () => {
    const begun = performance.now();
    const { FunctionError, Payload: answer } = await lambda.invoke({ FunctionName, Payload });
    if (FunctionError || Buffer.from(answer).toString() !== '{"key":"value"}') throw new Error('a wrong answer');
    return performance.now() - begun;
  };
  const cold = [];
  for (let turn = 0; turn < COLD; turn++) {
    await lambda.updateFunctionConfiguration({ FunctionName, Environment: { Variables: { TURN: String(turn) } } });
    for (;;) {
      const { LastUpdateStatus } = await lambda.getFunctionConfiguration({ FunctionName });
      if (LastUpdateStatus === 'Successful') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    cold.push(await invoke());
  }
  const warm = [];
  for (let turn = 0; turn < samples; turn++) warm.push(await invoke());
  return { cold: percentiles(cold), warm: percentiles(warm) };
}
