import { Fragment } from 'react';
import { dialled, splitAtNumbers } from './phone-numbers.ts';

/** A text whose phone numbers are called by a tap. */
export const CallableText = ({ text }: { readonly text: string }) =>
  splitAtNumbers(text).map((piece, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <a key={at} href={dialled(piece)} className="together">
        {piece}
      </a>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <Fragment key={at}>{piece}</Fragment>
    ),
  );
