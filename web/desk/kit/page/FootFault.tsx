/** What stopped the form as a whole, beside the button that was pressed: in sight wherever the page stands. */
export function FootFault({ sentence }: { readonly sentence: string | undefined }) {
  return (
    <div role="alert" className={sentence ? 'foot-fault' : undefined}>
      {sentence}
    </div>
  );
}
