/** Why the form as a whole was refused, beside the button that was pressed: visible wherever the page is scrolled. */
export function FootFault({ sentence }: { readonly sentence: string | undefined }) {
  return (
    <div role="alert" className={sentence ? 'foot-fault' : undefined}>
      {sentence}
    </div>
  );
}
