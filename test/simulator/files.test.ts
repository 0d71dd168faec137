import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Samples } from '../../src/simulator/cats/samples';
import { DEFAULT_PAGE_DIR } from '../../src/simulator/page';
import { addFile, findFile } from '../../src/simulator/world/files';
import { memoryStorage } from '../../src/simulator/world/storage';
import { World } from '../../src/simulator/world/world';
import { botOf, call, FRIDAY, startSim } from './support';

async function simWithTom() {
  const sim = await startSim({ limits: { perChatPerSecond: 1000 } });
  const tom = await sim.cats.add({ name: 'Tom' });
  await tom.start();
  return { sim, tom, telegram: botOf(sim).telegram };
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('files', () => {
  it('of a cat are downloaded by the bot through getFileLink, byte for byte', async () => {
    const { sim, tom, telegram } = await simWithTom();
    const sent = await tom.sendsPhoto({ sample: 'form' });
    const link = await telegram.getFileLink(sent.photo!.file_id);
    expect(link.href).toBe(`${sim.telegramApiRoot}/file/bot${sim.botToken}/photos/file_1.jpg`);
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(bytes.equals(await tom.opens(sent))).toBe(true);
    expect((await fetch(link.href.replace(sim.botToken, '1:x'))).status).toBe(401);
    expect((await fetch(link.href.replace('file_1', 'file_9'))).status).toBe(404);
  });

  it('are found though their own ids end like those of thumbnails', () => {
    const world = new World({ storage: memoryStorage(), now: () => new Date(FRIDAY), realNow: () => 0 });
    const file = addFile(world, { kind: 'photo', bytes: new Samples(DEFAULT_PAGE_DIR).photo('form'), name: 'form.jpg', mime: 'image/jpeg' });
    const odd = { ...file, file_id: `${file.file_id}-s` };
    expect(findFile(world, odd.file_id)).toBe(file);
    world.state.files[odd.file_id] = odd;
    expect(findFile(world, odd.file_id)).toBe(odd);
  });

  it('are unique unless the same one is asked for', async () => {
    const { tom } = await simWithTom();
    const hash = async (choice?: object) => hashOf(await tom.opens(await tom.sendsPhoto(choice)));
    expect(await hash()).not.toBe(await hash());
    expect(await hash({ same: 'a' })).toBe(await hash({ same: 'a' }));
    expect(await hash({ same: 'a' })).not.toBe(await hash({ same: 'b' }));
  });

  it('of the bot arrive as telegraf uploads them: buffer, stream, path and file_id', async () => {
    const { tom, telegram } = await simWithTom();
    const pdf = Buffer.from('%PDF-1.4 \r\n--not a boundary\r\n\r\n\0\xff binary', 'latin1');
    const sent = await telegram.sendDocument(tom.id, { source: pdf, filename: 'Счёт №7.pdf' }, { caption: '<b>Счёт</b>', parse_mode: 'HTML', reply_markup: { inline_keyboard: [[{ text: 'Оплатить', callback_data: 'pay' }]] } });
    expect(sent).toMatchObject({ caption: 'Счёт', document: { file_name: 'Счёт №7.pdf', mime_type: 'application/pdf', file_size: pdf.length } });
    const seen = await tom.sees(/Счёт №7\.pdf/);
    expect(seen).toMatchObject({ caption: 'Счёт', buttons: [['Оплатить']] });
    expect((await tom.opens(seen)).equals(pdf)).toBe(true);

    await telegram.sendDocument(tom.id, { source: Readable.from([pdf.subarray(0, 9), pdf.subarray(9)]), filename: 'stream.pdf' });
    expect((await tom.opens(await tom.sees('stream.pdf'))).equals(pdf)).toBe(true);

    await telegram.sendDocument(tom.id, { source: __filename });
    await tom.sees('files.test.ts');

    await telegram.sendDocument(tom.id, sent.document.file_id);
    expect((await tom.opens(await tom.sees('Счёт №7.pdf'))).equals(pdf)).toBe(true);
  });

  it('are refused when they are no picture, unknown, of another kind or too large to download', async () => {
    const { sim, tom, telegram } = await simWithTom();
    const refused = (description: string) => ({ code: 400, description: `Bad Request: ${description}` });
    await expect(telegram.sendPhoto(tom.id, { source: Buffer.from('no picture') })).rejects.toMatchObject(refused('IMAGE_PROCESS_FAILED'));
    await expect(telegram.sendPhoto(tom.id, 'AgACnothing')).rejects.toMatchObject(refused('wrong file identifier/HTTP URL specified'));
    const { document } = await tom.sendsDocument();
    await expect(telegram.sendPhoto(tom.id, document!.file_id)).rejects.toMatchObject(refused("can't use file of type Document as Photo"));
    const large = await tom.sendsDocument({ bytes: Buffer.alloc(20 * 1024 * 1024 + 1), fileName: 'large.bin' });
    await expect(telegram.getFile(large.document!.file_id)).rejects.toMatchObject(refused('file is too big'));
    await expect(telegram.getFile('x')).rejects.toMatchObject(refused('invalid file_id'));
    expect((await call(sim, 'sendPhoto', { chat_id: tom.id })).body.description).toBe('Bad Request: there is no photo in the request');
    await expect(telegram.sendPhoto(tom.id, { source: await tom.opens(await tom.sendsPhoto()) }, { caption: 'x'.repeat(1025) })).rejects.toMatchObject(refused('message caption is too long'));
  });
});
