/** Deliberately plain: one @, a dot in the domain, 100 characters at most; the message that is sent proves the rest. */
export function isEmail(text: string): boolean {
  return text.length <= 100 && /^[^\s@<>(),;:"\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(text);
}
