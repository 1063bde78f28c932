/** The one place of colour, type and space: CSS variables on the phone and public pages (tokens.css), antd's theme on the desk. */
export const tones = ['waiting', 'review', 'inForce', 'ended', 'refused'] as const;
export type Tone = (typeof tones)[number];

/** A hue for text, and the soft background behind it. */
interface Hue {
  readonly text: string;
  readonly soft: string;
}
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly text: string;
  readonly description: string;
  readonly placeholder: string;
  readonly line: string;
  /** Edges of things that can be filled in or pressed: 3:1 against what lies around (WCAG 1.4.11). */
  readonly edge: string;
  readonly primary: string;
  readonly primarySoft: string;
  /** Ground and text of the main button. */
  readonly button: string;
  readonly onButton: string;
  readonly tones: Readonly<Record<Tone, Hue>>;
}

export const light: Palette = {
  ground: '#f3f5f8',
  surface: '#ffffff',
  text: '#18212e',
  description: '#595f69',
  placeholder: '#6b7280',
  line: '#dde3ea',
  edge: '#858d99',
  primary: '#0b5cad',
  primarySoft: '#e8f1fa',
  button: '#0b5cad',
  onButton: '#ffffff',
  tones: {
    waiting: { text: '#8a4b00', soft: '#fff2dc' },
    review: { text: '#0b5cad', soft: '#e8f1fa' },
    inForce: { text: '#17683a', soft: '#e4f3e9' },
    ended: { text: '#4b5563', soft: '#edf0f3' },
    refused: { text: '#b42318', soft: '#fdeceb' },
  },
};

export const dark: Palette = {
  ground: '#10151b',
  surface: '#1a2129',
  text: '#e7ebf0',
  description: '#aeb6c1',
  placeholder: '#98a2af',
  line: '#2f3945',
  edge: '#727d8b',
  primary: '#78b8f5',
  primarySoft: '#15304c',
  button: '#1c69ba',
  onButton: '#ffffff',
  tones: {
    waiting: { text: '#f3bd66', soft: '#3a2a11' },
    review: { text: '#85c0f7', soft: '#15304c' },
    inForce: { text: '#7fd39c', soft: '#143421' },
    ended: { text: '#b7bfca', soft: '#2a323c' },
    refused: { text: '#ffa297', soft: '#44201c' },
  },
};

export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
export const fontFamilyCode = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';
/** Pixels. */
export const radius = 6;

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

function variablesOf({ tones: hues, ...plain }: Palette): string[] {
  return [
    ...Object.entries(plain).map(([name, value]) => `--${kebab(name)}: ${value};`),
    ...tones.flatMap(tone => [`--tone-${kebab(tone)}: ${hues[tone].text};`, `--tone-${kebab(tone)}-soft: ${hues[tone].soft};`]),
  ];
}

/** The text of tokens.css. */
export function tokensCss(): string {
  const block = (indent: string, lines: readonly string[]) => lines.map(line => `${indent}${line}\n`).join('');
  const shared = [
    'color-scheme: light dark;',
    `--font: ${fontFamily};`,
    `--font-code: ${fontFamilyCode};`,
    `--radius: ${radius}px;`,
  ];
  return `/* Made from tokens.ts by write-css.ts; do not edit. */
:root {
${block('  ', [...shared, ...variablesOf(light)])}}
@media (prefers-color-scheme: dark) {
  :root {
${block('    ', variablesOf(dark))}  }
}
`;
}
