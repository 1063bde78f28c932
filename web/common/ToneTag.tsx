import type { Tone } from './tokens/tokens.ts';

/** A state in its word and its hue; the word alone is enough. */
export function ToneTag({ tone, label }: { readonly tone: Tone; readonly label: string }) {
  return <span className={`tag tone-${tone}`}>{label}</span>;
}
