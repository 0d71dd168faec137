import { BaseCommand } from '../base-command';
import type { Desk, Saved } from '../output/screening/session';

export default class Screen extends BaseCommand {
  static override description = 'work through waiting candidates: batteries, results, decisions and why';
  static override examples = ['<%= config.bin %> screen', 'NO_COLOR=1 <%= config.bin %> screen'];

  async run() {
    await this.parse(Screen);
    if (!this.interactive()) throw (await import('../output/usage')).needsTerminal();
    const [{ savedTold, screen }, { prompts }, { tellerOf }] = await Promise.all([import('../output/screening/session'), import('../output/ask'), import('../output/failure')]);
    const saved: Saved = { results: 0, decisions: 0, batteries: 0, contacts: 0 };
    const desk: Desk = {
      prompts: await prompts(),
      look: this.look,
      change: (work) => this.change(work),
      clock: () => this.clock,
      savePhoto: async (cat) => (await import('../output/screening/photo')).saveNow(cat, this.look, await this.settings()),
      say: (lines) => this.lines(lines),
      tell: tellerOf((await this.person()).language),
    };
    try {
      await screen(desk, saved);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
      process.exitCode = 130;
      process.stderr.write(`Stopped; ${savedTold(saved) || 'nothing'} saved.\n`);
      return;
    }
    const told = savedTold(saved);
    if (told) this.done(`${told} saved`);
    this.next('mcf candidates list');
  }
}
