import { missing } from './usage';

/** Something a command needs: what was given, under which name, and how to ask for it where nothing was. */
export interface Question<T> {
  /** As it is written on the command line: `--client`, `ID`. */
  name: string;
  given: T | undefined;
  ask: (prompts: Prompts) => Promise<T>;
}

/** The answers to questions, by their names in the code. */
export type Answers<Q extends Record<string, Question<unknown>>> = { [K in keyof Q]: Q[K] extends Question<infer T> ? T : never };

/** One of several answers to choose from. */
export interface Choice<T> {
  name: string;
  value: T;
  /** Why it is shown and cannot be chosen. */
  disabled?: string;
}

/** The ways to ask, all on stderr. */
export interface Prompts {
  /** `check` returns what is wrong, or true; `sign` stands before the message in place of the question mark. */
  text(message: string, options?: { preset?: string; sign?: string; check?: (text: string) => true | string | Promise<true | string> }): Promise<string>;
  pick<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** Like `pick`, narrowed by typing. */
  search<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** Any number of choices; `ticked` ones are chosen already. */
  several<T>(message: string, choices: readonly (Choice<T> & { ticked: boolean })[]): Promise<T[]>;
  confirm(message: string, preset: boolean): Promise<boolean>;
}

/** Asks one after the other for what was not given; throws `cli.usage` naming all of it where nobody can be asked. */
export async function answer<Q extends Record<string, Question<unknown>>>(
  questions: Q,
  interactive: boolean,
  beforeAsking: () => Promise<void>,
): Promise<Answers<Q>> {
  const open = Object.values(questions).filter(({ given }) => given === undefined);
  if (open.length > 0 && !interactive) throw missing(open.map(({ name }) => name));
  if (open.length > 0) await beforeAsking();
  const answers: Record<string, unknown> = {};
  for (const [key, { given, ask }] of Object.entries(questions)) answers[key] = given ?? (await ask(await prompts()));
  return answers as Answers<Q>;
}

/** The prompts themselves: the library is loaded with the first question. */
export async function prompts(): Promise<Prompts> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  const required = (text: string) => (text.trim() === '' ? 'Something is needed here' : true);
  return {
    text: async (message, { preset, sign, check } = {}) => {
      const look = { ...(preset === undefined ? {} : { default: preset }), ...(sign === undefined ? {} : { theme: { prefix: sign } }) };
      return (await prompt<{ it: string }>([{ type: 'input', name: 'it', message, validate: check ?? required, ...look }])).it;
    },
    pick: async (message, choices) => chosen(choices, (await prompt<{ it: number }>([{ type: 'select', name: 'it', message, choices: numbered(choices) }])).it),
    search: async (message, choices) => {
      const source = (term = '') => numbered(choices).filter(({ name }) => name.toLowerCase().includes(term.toLowerCase()));
      return chosen(choices, (await prompt<{ it: number }>([{ type: 'search', name: 'it', message: `${message} (type to search)`, source }])).it);
    },
    several: async (message, choices) => {
      const ticks = choices.map(({ name, ticked }, value) => ({ name, value, checked: ticked }));
      return (await prompt<{ it: number[] }>([{ type: 'checkbox', name: 'it', message, choices: ticks }])).it.map((at) => chosen(choices, at));
    },
    confirm: async (message, preset) => (await prompt<{ it: boolean }>([{ type: 'confirm', name: 'it', message, default: preset }])).it,
  };
}

const numbered = (choices: readonly Choice<unknown>[]) =>
  choices.map(({ name, disabled }, value) => (disabled === undefined ? { name, value } : { name, value, disabled: `(${disabled})` }));

function chosen<T>(choices: readonly Choice<T>[], at: number): T {
  const found = choices[at];
  if (!found) throw new Error(`no choice ${at}`);
  return found.value;
}
