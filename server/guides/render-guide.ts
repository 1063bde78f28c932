/** An operation guide as a typeset document: its Markdown is read here, and shown by the template as text, never as markup. */
import { readFile } from 'node:fs/promises';
import { lexer, type Token, type Tokens } from 'marked';
import { type GuideKey, guideTitles } from '#domain/guides.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';

const folder = new URL('../../docs/guides/', import.meta.url);
const template = await readFile(new URL('./guide.typ', import.meta.url), 'utf8');
/** The same guide gives the same bytes: its date is that of no day in particular. */
const noDay = new Date('2027-01-01T00:00:00Z');

interface Run {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'code';
}
type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly runs: readonly Run[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly kind: 'code'; readonly text: string };

const isOf = <T extends Tokens.Generic>(token: Token, type: T['type']): token is T => token.type === type;
const childrenOf = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

function runsOf(tokens: readonly Token[], look: Run['look'] = 'plain'): Run[] {
  return tokens.flatMap(token => {
    if (token.type === 'br') return [{ text: '\n', look }];
    if (isOf<Tokens.Codespan>(token, 'codespan')) return [{ text: token.text, look: 'code' as const }];
    const inside = childrenOf(token);
    if (inside.length > 0) return runsOf(inside, token.type === 'strong' ? 'strong' : look);
    return 'text' in token ? [{ text: unescaped(token.text), look }] : [];
  });
}
/** Marked escapes text for HTML. */
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&');

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    if (isOf<Tokens.Heading>(token, 'heading')) return [{ kind: 'heading', depth: token.depth, runs: runsOf(token.tokens) }];
    if (isOf<Tokens.List>(token, 'list'))
      return [{ kind: 'list', ordered: token.ordered, items: token.items.map(item => blocksOf(item.tokens)) }];
    if (isOf<Tokens.Table>(token, 'table'))
      return [{ kind: 'table', rows: [token.header, ...token.rows].map(row => row.map(cell => runsOf(cell.tokens))) }];
    if (isOf<Tokens.Code>(token, 'code')) return [{ kind: 'code', text: token.text }];
    if (token.type === 'blockquote') return [{ kind: 'quote', runs: runsOf(childrenOf(token).flatMap(childrenOf)) }];
    const runs = runsOf(childrenOf(token));
    return runs.length > 0 ? [{ kind: 'paragraph', runs }] : [];
  });
}

/** Throws MissingGlyphError where a guide uses a character that no font has. */
export async function renderGuide(renderer: PdfRenderer, guide: GuideKey): Promise<Buffer> {
  const text = await readFile(new URL(`${guide}.md`, folder), 'utf8');
  const [first, ...blocks] = blocksOf(lexer(text));
  const title = first?.kind === 'heading' ? first.runs.map(run => run.text).join('') : guideTitles[guide];
  return renderer.render(template, { title, blocks: first?.kind === 'heading' ? blocks : [first, ...blocks] }, noDay);
}
