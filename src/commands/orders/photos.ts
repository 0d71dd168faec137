import { Args, Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class OrdersPhotos extends ListCommand {
  static override description = 'list the photos of an order, or save them to files';
  static override examples = ['<%= config.bin %> orders photos 42', '<%= config.bin %> orders photos 42 --save photos'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = {
    save: Flags.string({ description: 'directory to save them to, as order-42-started.jpg' }),
    force: Flags.boolean({ description: 'replace files that are there' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersPhotos);
    const { askOrder } = await import('../../output/choose');
    const { id } = await this.fill({ id: askOrder(args.id, this.look, []) });
    const [{ orderPhoto, orderPhotos, showOrder }, { filesFor, photoList, savePhotoFile }] = await Promise.all([import('../../domain/orders'), import('../../output/order-photos')]);
    const { number, photos } = await this.query(async (w) => ({ photos: await orderPhotos(w, id), number: (await showOrder(w, id)).number }));
    const files = flags.save === undefined ? [] : filesFor(flags.save, number, photos, flags.force);
    for (const { kind, file } of files) savePhotoFile(file, await this.query((w) => orderPhoto(w, { order: id, kind })));
    const rows = await this.list(photos, photoList(this.clock), flags);
    for (const { file } of files) if (!flags.csv) this.done(file);
    if (photos.length > 0 && files.length === 0) this.next(`mcf orders photos ${number} --save .`);
    return rows.map((row) => ({ ...row, file: files.find(({ kind }) => kind === row.kind)?.file ?? null }));
  }
}
