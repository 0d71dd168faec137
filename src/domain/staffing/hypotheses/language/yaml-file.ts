import { Composer, CST, Lexer, Parser, type ParsedNode } from 'yaml';

import type { ProblemCode, Report, Span } from './problem';

/** Characters that a file may have; the longest hypotheses have a tenth of them. */
const MOST_CHARACTERS = 64 * 1024;
/** How deep lists and maps may lie in each other; a hypothesis needs six levels. */
const DEEPEST = 16;
/** Control characters, halves of a pair, what an editor puts for bytes it cannot read, and marks that turn the reading direction. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd-\uffff]/u;

/** Conveniences of YAML that let a small file mean a big thing, or another thing than it seems to; a hypothesis needs none. */
const REFUSED = new Map<string, ProblemCode>([
  ['alias', 'yaml.alias'],
  ['anchor', 'yaml.anchor'],
  ['directive-line', 'yaml.directive'],
  ['tag', 'yaml.tag'],
]);

/** What the library finds, in our words; the rest is `yaml.syntax`. */
const SYNTAX = new Map<string, ProblemCode>([
  ['BAD_DQ_ESCAPE', 'yaml.escape'],
  ['BAD_INDENT', 'yaml.indent'],
  ['TAB_AS_INDENT', 'yaml.tab'],
]);

/** The one document of a YAML 1.2 file; undefined, with the reasons reported, where there is none that can be trusted. */
export function readYaml(source: string, report: Report): ParsedNode | undefined {
  const unreadable = UNREADABLE.exec(source);
  if (source.length > MOST_CHARACTERS) return void report('file.too_large', { start: 0, end: 1 }, { limit_kb: MOST_CHARACTERS / 1024 });
  if (unreadable) return void report('file.character', spanOf(unreadable.index, 1), { character: codePoint(unreadable[0]) });
  const tokens = tokensOf(source, report);
  return tokens && compose(source, tokens, report);
}

/** The syntax tree, grown token by token, so that a bomb is met before it is built. */
function tokensOf(source: string, report: Report): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let refused = false;
  let inScalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const code = inScalar ? undefined : refusal(lexeme);
    if (code) report(code, spanOf(parser.offset, lexeme.length), { found: lexeme.trim().slice(0, 40) });
    refused ||= code !== undefined;
    inScalar = lexeme === CST.SCALAR;
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return void report('yaml.depth', spanOf(parser.offset - 1, 1), { limit: DEEPEST });
  }
  tokens.push(...parser.end());
  return refused ? undefined : tokens;
}

function refusal(lexeme: string): ProblemCode | undefined {
  const quote = ['"', "'"].find((mark) => lexeme.startsWith(mark));
  // An open quotation mark swallows what follows; nobody would find it at the place where the library misses the other.
  if (quote !== undefined && (lexeme.length === 1 || !lexeme.endsWith(quote))) return 'yaml.quote';
  return REFUSED.get(CST.tokenType(lexeme) ?? '');
}

function compose(source: string, tokens: CST.Token[], report: Report): ParsedNode | undefined {
  // Keys that occur twice are reported where they are read, with the place of the first.
  const composer = new Composer({ version: '1.2', schema: 'core', strict: true, merge: false, stringKeys: true, uniqueKeys: false });
  const [document, second] = [...composer.compose(tokens, true, source.length)];
  const error = document?.errors[0];
  if (error) return void report(SYNTAX.get(error.code) ?? 'yaml.syntax', spanOf(Math.min(error.pos[0], source.length), 1));
  if (second) return void report('yaml.documents', spanOf(second.range[0], 1));
  if (!document?.contents) return void report('file.empty', spanOf(0, 1));
  return document.contents;
}

const spanOf = (start: number, length: number): Span => ({ start, end: start + length });

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
