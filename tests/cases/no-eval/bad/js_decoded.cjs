// Text that was decoded first.
eval(atob('Y29uc29sZS5sb2coMSk=')); // BAD no-eval/js-eval
eval(Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString()); // BAD no-eval/js-eval
eval(Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString('utf8')); // BAD no-eval/js-eval
eval(Buffer.from('636f6e736f6c652e6c6f67283129', 'hex') + ''); // BAD no-eval/js-eval
eval(new TextDecoder().decode(new Uint8Array([99, 111, 110, 115, 111, 108, 101]))); // BAD no-eval/js-eval
eval(unescape('%63%6f%6e%73%6f%6c%65')); // BAD no-eval/js-eval
eval(decodeURIComponent('%63%6f%6e%73%6f%6c%65')); // BAD no-eval/js-eval
eval(String.fromCharCode(99, 111, 110, 115, 111, 108, 101)); // BAD no-eval/js-eval
eval(String.fromCharCode(...[99, 111, 110, 115, 111, 108, 101])); // BAD no-eval/js-eval
eval(String.fromCharCode.apply(null, [99, 111, 110, 115])); // BAD no-eval/js-eval
eval([99, 111, 110].map(c => String.fromCharCode(c)).join('')); // BAD no-eval/js-eval
eval(require('zlib').inflateSync(Buffer.from('eJxLzs8rzs9J1cvJT9cw1AQAHkcEXw==', 'base64')).toString()); // BAD no-eval/js-eval
eval(')1(gol.elosnoc'.split('').reverse().join('')); // BAD no-eval/js-eval
Function(atob('cmV0dXJuIDE='))(); // BAD no-eval/js-function
new Function(Buffer.from(process.env.PAYLOAD, 'base64').toString())(); // BAD no-eval/js-function
require('vm').runInNewContext(Buffer.from('Y29uc29sZQ==', 'base64').toString()); // BAD no-eval/vm

var _0x1f2a = ['Y29uc29sZS5sb2co', 'MSk=', 'eval', 'from', 'base64'];
(function (list, turns) {
  while (--turns) list.push(list.shift());
})(_0x1f2a, 1);
var _0x5c = function (index) { return _0x1f2a[index - 0x0]; };
globalThis[_0x5c(2)](Buffer[_0x5c(3)](_0x5c(0) + _0x5c(1), _0x5c(4)).toString()); // BAD no-eval/js-eval

const decode = s => Buffer.from(s, 'base64').toString('utf-8');
eval(decode('Y29uc29sZS5sb2coMSk=')); // BAD no-eval/js-eval
const key = 7;
const plain = [100, 104, 105].map(c => String.fromCharCode(c ^ key)).join('');
eval(plain); // BAD no-eval/js-eval
