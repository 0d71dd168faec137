import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { OrderStatus, Photo } from '../domain/orders';

/** What starting and completing an order on its worker's behalf share: the order, a photo, and why. */
export abstract class EvidenceCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override baseFlags = {
    photo: Flags.string({ description: 'JPEG, PNG or WebP file' }),
    reason: Flags.string({ description: 'why the worker does not do it' }),
  };

  /** Asks for whatever is missing, and reads the photo. */
  protected async evidence(
    id: string | undefined,
    flags: { photo?: string | undefined; reason?: string | undefined },
    status: OrderStatus,
  ): Promise<{ order: string; photo: Photo; reason: string }> {
    const [{ askOrder, askText }, { readPhotoFile }] = await Promise.all([import('./choose'), import('./photo')]);
    const given = await this.fill({
      order: askOrder(id, this.look, [status]),
      photo: askText('--photo', flags.photo, 'Photo (file)'),
      reason: askText('--reason', flags.reason, 'Why do you do it for the worker'),
    });
    return { ...given, photo: await readPhotoFile(given.photo) };
  }
}
