import { splitWords } from './splitWords';

describe('splitWords', () => {
  it.each([
    ['Order line', ['order', 'line']],
    ['order_line', ['order', 'line']],
    ['OrderLine', ['order', 'line']],
    ['orderLine', ['order', 'line']],
    ['order-line', ['order', 'line']],
    ['ORDER_LINE', ['order', 'line']],
    ['  order   line ', ['order', 'line']],
    ['HTTPServer', ['http', 'server']],
    ['userID', ['user', 'id']],
    ['userIDs', ['user', 'ids']],
    ['SKUs', ['skus']],
    ['address2', ['address2']],
    ['OrderLine2Item', ['order', 'line2', 'item']],
    ['S3Bucket', ['s3', 'bucket']],
    ['3D model', ['3d', 'model']],
    ['2fa_enabled', ['2fa', 'enabled']],
    ["customer's name", ['customers', 'name']],
    ['Catégorie', ['catégorie']],
    ['ÉtatCivil', ['état', 'civil']],
    ['__proto__', ['proto']],
    ['a/b.c:d', ['a', 'b', 'c', 'd']],
    ['', []],
    ['—', []],
  ])('reads %j as %j', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });
});
