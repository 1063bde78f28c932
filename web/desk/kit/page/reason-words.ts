/** 原因：说明, or the one of the two that was given. */
export const reasonWords = ({ reason, text }: { readonly reason: string; readonly text: string }): string =>
  [reason, text].filter(part => part !== '').join('：');
