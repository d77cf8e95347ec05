import { useCallback, useState } from 'react';
import { emptyPolicy, readModel, writeModel, type PolicyModel } from '../model/blocks.js';

/** A policy that is being written, as text and as blocks. */
export interface Draft {
  readonly text: string;
  /** Undefined while the text is no policy. */
  readonly model: PolicyModel | undefined;
  readonly setText: (text: string) => void;
  readonly setModel: (model: PolicyModel) => void;
}

/** @param initial the text to begin with; a block without anything when there is none */
export function useDraft(initial?: string): Draft {
  const [state, setState] = useState(() => {
    if (initial !== undefined) return { text: initial, model: readModel(initial) };
    const model = emptyPolicy();
    return { text: writeModel(model), model };
  });
  const setText = useCallback((text: string) => setState({ text, model: readModel(text) }), []);
  // The blocks stay as they are, also where the text cannot say it: a service without actions.
  const setModel = useCallback((model: PolicyModel) => setState({ text: writeModel(model), model }), []);
  return { ...state, setText, setModel };
}
