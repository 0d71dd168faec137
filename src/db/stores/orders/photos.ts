import type { KeptPhoto, PhotoKind } from '../../../domain/orders';
import type { PhotosStore } from '../../../domain/orders/store';
import { instant, instantOrNull } from '../../rows';
import type { Tables } from '../../tables';

interface PhotoRow {
  kind: PhotoKind;
  sha256: string;
  mime: string;
  size: number;
  taken_at: string | null;
  kept_at: string;
  seen_on: string | null;
  seen_number: number | null;
  seen_kind: PhotoKind | null;
}

/** Evidence photos on SQL: bytes once, by their sha256, however often they are used. */
export function photosStore(t: Tables): PhotosStore {
  return {
    keepPhoto: async (order, kind, sha256, photo, takenAt) => {
      // Whoever else keeps the very same photo now is waited for, so that one of both sees the other.
      await t.lock(`photo:${sha256}`);
      const before = await t.one<{ id: string; number: number; kind: PhotoKind }>(
        `SELECT o.id, o.number, p.kind FROM order_photos p JOIN orders o ON o.id = p.order_id
         WHERE p.sha256 = $sha256 AND NOT (p.order_id = $order AND p.kind = $kind) ORDER BY p.kept_at, o.number, p.kind DESC LIMIT 1`,
        { sha256, order, kind },
      );
      await t.insertNew('photos', { sha256, mime: photo.mime, bytes: photo.bytes, kept_at: t.now.toISOString() });
      const seen = { seen_on: before?.id ?? null, seen_kind: before?.kind ?? null };
      // A start that was taken back leaves its photo, until the order is started again.
      await t.remove('order_photos', { order_id: order, kind });
      await t.insert('order_photos', { order_id: order, kind, sha256, taken_at: takenAt?.toISOString() ?? null, kept_at: t.now.toISOString(), ...seen });
      return before ?? null;
    },
    photosOf: async (order) => {
      const rows = await t.all<PhotoRow>(
        `SELECT op.kind, op.sha256, p.mime, LENGTH(p.bytes) AS size, op.taken_at, op.kept_at, op.seen_on, s.number AS seen_number, op.seen_kind
         FROM order_photos op JOIN photos p ON p.sha256 = op.sha256 LEFT JOIN orders s ON s.id = op.seen_on
         WHERE op.order_id = $order ORDER BY op.kind DESC`,
        { order },
      );
      return rows.map(toPhoto);
    },
    photo: (order, kind) =>
      t.one<{ bytes: Buffer; mime: string }>(
        'SELECT p.bytes, p.mime FROM order_photos op JOIN photos p ON p.sha256 = op.sha256 WHERE op.order_id = $order AND op.kind = $kind',
        { order, kind },
      ),
  };
}

function toPhoto(row: PhotoRow): KeptPhoto {
  const { seen_on: id, seen_number: number, seen_kind: kind } = row;
  return {
    kind: row.kind,
    sha256: row.sha256,
    mime: row.mime,
    size: row.size,
    takenAt: instantOrNull(row.taken_at),
    keptAt: instant(row.kept_at),
    seenBefore: id !== null && number !== null && kind !== null ? { id, number, kind } : null,
  };
}
