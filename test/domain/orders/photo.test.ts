import { MAX_PHOTO_MB, readPhoto } from '../../../src/domain/orders';

const JPEG = [0xff, 0xd8, 0xff, 1];

test.each([
  ['a JPEG by its first bytes', Buffer.from(JPEG), '', 'image/jpeg'],
  ['a PNG whatever its name', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'a.txt', 'image/png'],
  ['what only its name tells', Buffer.from('ftypheic'), 'IMG_1.HEIC', 'image/heic'],
])('%s is kept as it is (O4)', (_, bytes, file, mime) => {
  expect(readPhoto(bytes, file)).toEqual({ bytes, mime });
});

test.each([
  ['a text', Buffer.from('hello'), 'a.txt'],
  ['a text without a name', Buffer.from('hello'), ''],
  ['nothing at all', Buffer.alloc(0), 'a.jpg'],
  ['more than is kept', Buffer.concat([Buffer.from(JPEG), Buffer.alloc(MAX_PHOTO_MB * 1024 * 1024)]), 'a.jpg'],
])('%s is no photo', (_, bytes, file) => {
  expect(() => readPhoto(bytes, file)).toThrow('orders.bad_photo');
});
