import { botOf, call, startSim } from './support';

const command = (name: string) => [{ command: name, description: name }];

describe('the command menu', () => {
  it('is the narrowest scope in the language of the cat', async () => {
    const sim = await startSim();
    const { telegram } = botOf(sim);
    const ru = await sim.cats.add({ name: 'Ru', language: 'ru' });
    const en = await sim.cats.add({ name: 'En', language: 'en' });
    await ru.start();
    const menus = () => [ru, en].map((cat) => cat.menu().map((entry) => entry.command).join());
    expect(menus()).toEqual(['', '']);
    await telegram.setMyCommands(command('any'));
    await telegram.setMyCommands(command('russian'), { language_code: 'ru' });
    expect(menus()).toEqual(['russian', 'any']);
    await telegram.setMyCommands(command('private'), { scope: { type: 'all_private_chats' } });
    expect(menus()).toEqual(['private', 'private']);
    await telegram.setMyCommands(command('own'), { scope: { type: 'chat', chat_id: ru.id } });
    expect(menus()).toEqual(['own', 'private']);
    await telegram.deleteMyCommands({ scope: { type: 'chat', chat_id: ru.id } });
    expect(menus()).toEqual(['private', 'private']);
  });

  it('is read back for exactly one scope and language', async () => {
    const { telegram } = botOf(await startSim());
    await telegram.setMyCommands(command('russian'), { language_code: 'ru' });
    expect(await telegram.getMyCommands({ language_code: 'ru' })).toEqual(command('russian'));
    expect(await telegram.getMyCommands()).toEqual([]);
  });

  it('refuses bad names, descriptions, scopes and unknown chats', async () => {
    const sim = await startSim();
    const set = async (body: object) => (await call(sim, 'setMyCommands', body)).body.description;
    expect(await set({ commands: command('Order') })).toBe('Bad Request: BOT_COMMAND_INVALID');
    expect(await set({ commands: [{ command: 'order', description: '' }] })).toBe('Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
    expect(await set({ commands: command('order'), scope: { type: 'chat', chat_id: 5 } })).toBe('Bad Request: chat not found');
    expect(await set({ commands: command('order'), scope: { type: 'moon' } })).toMatch(/can't parse BotCommandScope/);
    expect(await set({ commands: command('order'), language_code: 'russian' })).toBe('Bad Request: LANG_CODE_INVALID');
  });
});
