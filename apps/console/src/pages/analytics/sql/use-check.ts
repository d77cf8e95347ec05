import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import type { Program } from '@paddock/sql';
import { useEffect, useMemo, useState } from 'react';
import { loadCompiler, type Checked, type Compiler, type Given } from './check.js';

export interface Checking {
  /** Undefined while the compiler is loaded, or one types. */
  readonly checked: Checked | undefined;
  readonly given: Given;
  /** What compiled last. */
  readonly program: Program | undefined;
}

const nothing: Given = { sources: [], tables: [] };
/** ms after the last key. */
const delay = 250;

/** Compiles what is in the editor a moment after it was changed. */
export function useCheck(code: string, application: ApplicationDetail): Checking {
  const [compiler, setCompiler] = useState<Compiler>();
  const [result, setResult] = useState<{ readonly of: string; readonly given: Given; readonly checked: Checked }>();
  const [program, setProgram] = useState<Program>();
  useEffect(() => {
    let isHere = true;
    // Without it there are the service's own errors still.
    loadCompiler().then(
      (loaded) => isHere && setCompiler(loaded),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, []);
  const inputs = JSON.stringify([application.InputDescriptions, application.ReferenceDataSourceDescriptions]);
  const given = useMemo(
    () => compiler?.given(application) ?? nothing,
    // The application is another object at each look; what counts of it is in `inputs`.
    // eslint-disable-next-line react/exhaustive-deps
    [compiler, inputs],
  );
  useEffect(() => {
    if (compiler === undefined) return undefined;
    const timer = setTimeout(() => {
      const checked = compiler.check(code, given);
      setResult({ of: code, given, checked });
      if (checked.program !== undefined) setProgram(checked.program);
    }, delay);
    return () => clearTimeout(timer);
  }, [compiler, code, given]);
  const isFresh = result !== undefined && result.of === code && result.given === given;
  return { checked: isFresh ? result.checked : undefined, given, program };
}
