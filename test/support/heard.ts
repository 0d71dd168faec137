import type { Bot } from '../../src/bot';
import type { Simulator } from '../../src/simulator';

/** The bot, idle only once it has taken and handled all that cats have sent: what is still on its way is not missed. */
export function hearingAll(bot: Bot, sim: Simulator): Bot {
  return {
    ...bot,
    idle: async () => {
      await sim.heard();
      await bot.idle();
    },
  };
}
