import { Command } from '@oclif/core';

import type { App, AppWork } from './app';
import type { Config } from './config';
import type { Actor, Language } from './domain/shared/work';
import type { Person } from './domain/users';
import type { Answers, Question } from './output/ask';
import type { Look } from './output/choose';
import type { Column } from './output/table';
import type { Clock } from './output/time';
import { paint, sign, type Tone } from './output/style';
import { wrap } from './output/wrap';

/** What every command shares: the app's life, sign-in, errors as exit codes, `--json`, and the few ways to print. Libraries load when they are needed. */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  /** Business time and zone, from the latest look at the database. */
  protected clock: Clock = { now: new Date(0), zone: 'UTC' };
  /** Whether anything was asked for at a prompt. */
  protected asked = false;
  private opened: Promise<App> | undefined;
  private signedIn: Promise<Person> | undefined;
  private changed = false;
  private readonly cautions: string[] = [];
  private readonly hints: string[] = [];

  /** The environment, checked. */
  protected async settings(): Promise<Config> {
    return (await import('./config')).readConfig(process.env);
  }

  /** The app, opened once. */
  protected app(): Promise<App> {
    return (this.opened ??= (async () => (await import('./compose')).openApp(await this.settings()))());
  }

  /** Who is signed in on this machine; throws `users.not_signed_in`. */
  protected person(): Promise<Person> {
    return (this.signedIn ??= this.signIn());
  }

  /** The signed-in person as an actor. */
  protected async actor(): Promise<Actor> {
    const { actorOf } = await import('./domain/users');
    return actorOf(await this.person(), 'cli');
  }

  /** One read-only look at the database. */
  protected async query<T>(look: (w: AppWork) => Promise<T>): Promise<T> {
    const [app, actor] = [await this.app(), await this.actor()];
    return app.query(actor, (w) => this.timed(w, look));
  }

  /** The same, to be handed on. */
  protected readonly look: Look = (look) => this.query(look);

  /** One transaction. */
  protected async change<T>(work: (w: AppWork) => Promise<T>): Promise<T> {
    return this.process((app, actor) => app.run(actor, (w) => this.timed(w, work)));
  }

  /** A process of the domain, which opens its own transactions. */
  protected async process<T>(work: (app: App, actor: Actor) => Promise<T>): Promise<T> {
    const [app, actor] = [await this.app(), await this.actor()];
    if (this.clock.now.getTime() === 0) await app.query(actor, (w) => this.timed(w, async () => undefined));
    this.changed = true;
    return work(app, actor);
  }

  /** Completes what the command line left out: asks on a terminal, else throws one error that names all of it. */
  protected async fill<Q extends Record<string, Question<unknown>>>(questions: Q): Promise<Answers<Q>> {
    const { answer } = await import('./output/ask');
    return answer(questions, this.interactive(), async () => {
      this.asked = true;
      if (this.ctor.id !== 'init') await this.person();
    });
  }

  /** Asks yes or no on a terminal. */
  protected async confirm(message: string, yes: boolean, preset = false): Promise<boolean> {
    if (yes) return true;
    const { prompts } = await import('./output/ask');
    return (await prompts()).confirm(message, preset);
  }

  /** A question that only `--yes` answers where nobody can be asked, so that it is named with whatever else is missing. */
  protected agreement(yes: boolean): { agreed: Question<boolean> } {
    return { agreed: { name: '--yes', given: yes || this.interactive() || undefined, ask: () => Promise.resolve(false) } };
  }

  /** Whether somebody is there to be asked. */
  protected interactive(): boolean {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY) && !this.jsonEnabled() && !this.argv.includes('--csv');
  }

  /** Says that something was done: part of the answer. */
  protected done(text: string): void {
    this.log(`${paint('done', sign.done(), process.stdout)} ${text}`);
  }

  /** Prints the answer's lines. */
  protected lines(lines: readonly string[]): void {
    for (const line of lines) this.log(line);
  }

  /** Prints a card. */
  protected async card(title: string, fields: Readonly<Record<string, string | null | undefined>>): Promise<void> {
    if (!this.jsonEnabled()) this.lines((await import('./output/card')).card(title, fields, process.stdout));
  }

  /** Prints a table as wide as the terminal; a pipe gets all of it. */
  protected async table<R>(rows: readonly R[], columns: readonly Column<R>[]): Promise<void> {
    if (this.jsonEnabled()) return;
    const { table } = await import('./output/table');
    this.lines(table(rows, columns, { width: process.stdout.isTTY ? process.stdout.columns : Infinity, isTTY: process.stdout.isTTY }));
  }

  /** Says beside the answer, under --json too, what somebody should know. */
  protected caution(text: string): void {
    this.cautions.push(text);
  }

  /** Names a command to go on with; shown on terminals only, where an error names one everywhere. */
  protected next(hint: string): void {
    this.hints.push(hint);
  }

  /** Writes to stderr, under --json too: for what is no part of the answer. Hints stay whole, so that they can be copied. */
  protected beside(tone: Tone, mark: string, text: string): void {
    const said = mark === sign.next() ? `${mark} ${text}` : wrap(`${mark} ${text}`, process.stderr);
    process.stderr.write(`${paint(tone, mark, process.stderr)}${said.slice(mark.length)}\n`);
  }

  /** `--json=true` is wrong, and told as JSON all the same. */
  override jsonEnabled(): boolean {
    return super.jsonEnabled() || switchWithValue(this.argv, ['json']) !== undefined;
  }

  protected override async init(): Promise<void> {
    await super.init();
    const { flags = {}, baseFlags = {} } = this.ctor;
    const switches = Object.entries({ ...baseFlags, ...flags }).flatMap(([name, { type }]) => (type === 'boolean' ? [name] : []));
    const [name, value] = switchWithValue(this.argv, ['json', ...switches]) ?? [];
    if (name !== undefined && value !== undefined) throw (await import('./output/usage')).noSwitchValue(name, value);
    if (process.env.MCF_CLOCK && this.ctor.id !== 'init') await this.tellClock();
  }

  protected override async catch(error: unknown): Promise<void> {
    this.parsed = true;
    this.cautions.length = this.hints.length = 0;
    if (error instanceof Error && error.name === 'ExitPromptError') {
      process.exitCode = 130;
      process.stderr.write(this.changed ? 'Stopped.\n' : 'Stopped; nothing was changed.\n');
      return;
    }
    const { failureOf, EXIT_CODES } = await import('./output/failure');
    const home = await this.settings().then((settings) => settings.home, () => process.env.MCF_HOME ?? '.');
    const failure = failureOf(error, { language: await this.language(), home, command: `mcf ${this.id?.replaceAll(':', ' ')}` });
    process.exitCode = EXIT_CODES[failure.kind];
    if (this.jsonEnabled()) return this.logJson({ error: failure });
    this.beside('failed', sign.failed(), failure.message);
    process.stderr.write(`  ${paint('secondary', failure.code, process.stderr)}\n`);
    if (failure.hint !== null) this.beside('secondary', sign.next(), failure.hint);
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    if (this.changed && !error && !this.jsonEnabled()) await this.tellWaiting();
    for (const text of this.cautions) this.beside('waits', sign.caution(), text);
    if (!this.jsonEnabled() && process.stderr.isTTY) for (const hint of this.hints) this.beside('secondary', sign.next(), hint);
    await (await this.opened?.catch(() => undefined))?.close();
    await super.finally(error);
  }

  private async signIn(): Promise<Person> {
    const [{ notSignedIn, whoIsSignedIn }, { readSession, othersCanRead }] = await Promise.all([import('./domain/users'), import('./output/session')]);
    const [{ SYSTEM }, { sessionFile }, app] = [await import('./domain/shared/work'), await this.settings(), await this.app()];
    const token = readSession(sessionFile);
    const found = await app.query(SYSTEM, (w) => this.timed(w, async () => token && (await whoIsSignedIn(w, token))));
    if (!found) throw notSignedIn();
    if (othersCanRead(sessionFile)) this.caution(`others can read ${sessionFile}: chmod 600 ${sessionFile}`);
    return found;
  }

  private timed<T>(w: AppWork, work: (w: AppWork) => Promise<T>): Promise<T> {
    this.clock = { now: w.now, zone: w.zone };
    return work(w);
  }

  /** Errors are told in the person's language where it is known, and in JSON always in English. */
  private async language(): Promise<Language> {
    return this.jsonEnabled() ? 'en' : this.person().then((person) => person.language, () => 'en');
  }

  /** The time that it is taken to be, in the company's zone: while there is no company nobody knows that one. */
  protected async tellClock(): Promise<void> {
    const [settings, { shortTime }] = [await this.settings(), await import('./output/time')];
    const app = await this.app();
    const zone = await app.company().then((company) => company.zone, () => settings.zone ?? 'UTC');
    const now = new Date(app.wall().getTime() + (settings.clockOffsetMs ?? 0));
    process.stderr.write(`clock ${shortTime(now, { now, zone })}\n`);
  }

  /** Messages are sent by `mcf start`; where none runs, somebody should know. */
  private async tellWaiting(): Promise<void> {
    const [{ outboxStatus }, { readRuntime }, { count }] = await Promise.all([import('./domain/notifications'), import('./runtime'), import('./output/money')]);
    if (readRuntime(await this.settings())) return;
    const waiting = await this.query((w) => outboxStatus(w)).catch(() => undefined);
    if (waiting?.count) this.caution(`${count(waiting.count)} ${waiting.count === 1 ? 'message waits' : 'messages wait'} to be sent: mcf start`);
  }
}

/** The first switch that is given a value, as in `--json=true`; what follows `--` is none. */
function switchWithValue(argv: readonly string[], names: readonly string[]): [name: string, value: string] | undefined {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const found = words.flatMap((word) => names.flatMap((name): [string, string][] => (word.startsWith(`--${name}=`) ? [[`--${name}`, word.slice(name.length + 3)]] : [])));
  return found[0];
}
