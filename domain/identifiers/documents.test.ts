import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkDocument, isMacauHongKongTaiwanPermit, isPassport, maskIdNumber } from './documents.ts';

describe('documents', () => {
  it('knows passports', () => {
    for (const number of ['E12345678', 'EA1234567', 'G12345678', 'C01X00T47', '12345', '12345678901234567'])
      assert.ok(isPassport(number), number);
    for (const number of ['', 'E123', 'ABCDEFGHI', 'E1234-5678', 'e12345678', '123456789012345678'])
      assert.ok(!isPassport(number), number);
  });

  it('knows permits of Hong Kong, Macau and Taiwan', () => {
    for (const number of ['H12345678', 'M1234567801', '12345678', '1234567890', '1234567890B'])
      assert.ok(isMacauHongKongTaiwanPermit(number), number);
    for (const number of ['', 'T12345678', 'H1234567', 'H123456789', '123456789', '12345678901', 'xH12345678', 'H12345678x']) {
      assert.ok(!isMacauHongKongTaiwanPermit(number), number);
    }
  });

  it('checks each type by its own rule and says what to do', () => {
    assert.equal(checkDocument('idCard', ' 11010519491231002x '), undefined);
    assert.match(checkDocument('idCard', '110105194912310021') ?? '', /校验位/);
    assert.equal(checkDocument('passport', 'e12345678'), undefined);
    assert.match(checkDocument('passport', 'E1') ?? '', /护照/);
    assert.equal(checkDocument('hmtPermit', 'h1234 5678'), undefined);
    assert.match(checkDocument('hmtPermit', '11010519491231002X') ?? '', /通行证/);
  });

  it('masks as the lists show it', () => {
    assert.equal(maskIdNumber('110105194912311234'), '110***********1234');
    assert.equal(maskIdNumber('E12345678'), 'E******78');
    assert.equal(maskIdNumber('110105491231002'), '110********1002');
    assert.equal(maskIdNumber('12345678901234'), '1***********34');
    assert.equal(maskIdNumber('123'), '***');
    assert.equal(maskIdNumber('1234'), '1*34');
    assert.equal(maskIdNumber(''), '');
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{0,20}$/), number => {
        const masked = maskIdNumber(number);
        assert.equal(masked.length, number.length);
        assert.ok(masked.replace(/\*/g, '').length <= 7);
      }),
    );
  });
});
