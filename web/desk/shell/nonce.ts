/**
 * The content security policy lets through only style elements that carry the nonce of the request. antd is told it; some of the
 * parts it is made of create style elements without asking, so every created one gets it.
 */
export const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

const create = Document.prototype.createElement;
Document.prototype.createElement = function createElement(this: Document, name: string, options?: ElementCreationOptions) {
  const element: HTMLElement = create.call(this, name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
