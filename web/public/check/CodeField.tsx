import { useId } from 'react';
import { groupedCode, plainCode } from '#domain/identifiers/check-code.ts';
import type { CodeHint } from './code-hint.ts';

interface Props {
  readonly value: string;
  readonly hint: CodeHint;
  /** Asked for although it was not complete. */
  readonly missing: string | undefined;
  readonly onChange: (value: string) => void;
}

/** In groups as on the paper, unless the person is in the middle of it. */
const asTyped = ({ value, selectionEnd }: HTMLInputElement): string =>
  selectionEnd === value.length ? groupedCode(plainCode(value)) : value;

export function CodeField({ value, hint, missing, onChange }: Props) {
  const id = useId();
  const { likely, places, isFault } = hint;
  const characters = [...plainCode(value)];
  return (
    <div className="field">
      <label htmlFor={id}>核验编号或转递编号</label>
      <input
        id={id}
        className="code-input"
        value={value}
        inputMode="text"
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={100}
        placeholder="XXXX-XXXX-XXXX-XXXX-XX"
        aria-invalid={isFault || missing !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={event => {
          const { nativeEvent, currentTarget } = event;
          const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
          onChange(isComposing ? currentTarget.value : asTyped(currentTarget));
        }}
        onBlur={event => onChange(groupedCode(plainCode(event.currentTarget.value)))}
      />
      <div id={`${id}-hint`} className={isFault || missing ? 'fault' : 'note'} role="status">
        {places.length > 0 && (
          <p className="code code-places" aria-hidden="true">
            {characters.map((character, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a character is its place.
              <span key={place} className={place > 0 && place % 4 === 0 ? 'code-begins' : undefined}>
                {places.includes(place) ? <mark>{character}</mark> : character}
              </span>
            ))}
          </p>
        )}
        <p>{missing ?? hint.sentence}</p>
      </div>
      {likely && (
        <button type="button" className="button button-small" onClick={() => onChange(likely.code)}>
          {likely.word}
        </button>
      )}
    </div>
  );
}
