import { CommandHelp, Help as OclifHelp, type Interfaces } from '@oclif/core';

import { paint } from './output/style';
import { GROUPS, TOPICS } from './output/topics';
import { toldUnknownCommand } from './output/unknown-command';
import { wrap } from './output/wrap';

/** One command's help, which does not say the same twice. */
class TidyCommandHelp extends CommandHelp {
  override description(): undefined {
    return undefined;
  }

  /** Broken at its spaces by what it shows, not by the template that it is made of. */
  protected override usage(): string {
    const whole = this.render(super.usage()).replace(/\s*\n\s*/g, ' ');
    return wrap(whole, { isTTY: true, columns: this.opts.maxWidth - this.indentSpacing });
  }

  override generate(): string {
    return super.generate().replace('Format output as json.', 'one JSON document on stdout, and nothing else');
  }
}

/** The help: the bare `mcf` shows what there is by kind of work; commands and topics as oclif writes them. */
export default class Help extends OclifHelp {
  protected override CommandHelpClass = TidyCommandHelp;

  constructor(config: Interfaces.Config, options: Partial<Interfaces.HelpOptions> = {}) {
    super(config, { ...options, hideAliasesFromRoot: true });
  }

  /** The first screen; only what exists is on it. */
  override async showRootHelp(): Promise<void> {
    await Promise.resolve();
    const known = new Set([...this.config.topics.map(({ name }) => name), ...this.config.commandIDs.filter((id) => !id.includes(':'))]);
    const rows = GROUPS.flatMap(({ name, lines }) => {
      const there = lines.map((line) => line.filter((topic) => known.has(topic))).filter((line) => line.length > 0);
      return there.map((line, at) => [at === 0 ? name : '', line.join(', '), line.length === 1 ? (TOPICS[line[0] ?? ''] ?? '') : ''] as const);
    });
    const widths = [0, 1].map((at) => rows.reduce((most, row) => Math.max(most, row[2] === '' && at === 1 ? 0 : (row[at] ?? '').length), 0));
    const lines = rows.map(([group, topics, told]) => [paint('secondary', group.padEnd(widths[0] ?? 0), process.stdout), topics.padEnd(widths[1] ?? 0), told].join('  ').trimEnd());
    this.log(['run Make Cats Free: orders, screening, money', 'USAGE  mcf TOPIC [COMMAND] [ID] [flags]', ...lines].join('\n'));
    if (process.stderr.isTTY) process.stderr.write(`${paint('secondary', '→', process.stderr)} new here? mcf init\n`);
  }

  /** `mcf orders --help` is about the topic, whose bare name only lists. */
  override async showHelp(argv: string[]): Promise<void> {
    const [first, ...rest] = argv.filter((word) => !word.startsWith('-'));
    const hasCommands = (name: string) => this.config.commandIDs.some((id) => id.startsWith(`${name}:`));
    const topic = rest.length === 0 && this.config.topics.find(({ name }) => name === first && hasCommands(name));
    return topic ? this.showTopicHelp({ ...topic, description: TOPICS[topic.name] ?? '' }) : this.showKnown(argv);
  }

  /** Help on what there is; what there is not is told as everywhere. */
  private async showKnown(argv: string[]): Promise<void> {
    try {
      await super.showHelp(argv);
    } catch (error) {
      const [, id] = error instanceof Error ? (/^Command (.+) not found\.$/.exec(error.message) ?? []) : [];
      throw id === undefined ? error : toldUnknownCommand(this.config, id.replaceAll(':', ' '), argv);
    }
  }
}
