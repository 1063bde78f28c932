const without = <Form extends object>(form: Form, isLeftOut: (key: string, value: unknown) => boolean): Form => {
  const kept = { ...form };
  for (const [key, value] of Object.entries(form)) if (isLeftOut(key, value)) Reflect.deleteProperty(kept, key);
  return kept;
};

/** The form without its empty texts: missing and empty are one thing from here on. */
export const withoutBlanks = <Form extends object>(form: Form): Form => without(form, (_, value) => value === '');

/** The form without the answers of a block. */
export const withoutBlock = <Form extends object>(form: Form, block: readonly { readonly key: string }[]): Form =>
  without(form, key => block.some(field => field.key === key));
