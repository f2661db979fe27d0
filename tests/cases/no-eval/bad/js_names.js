// The evaluator's name, put together.
const code = process.argv[2];

globalThis['eval'](code); // BAD no-eval/js-eval
globalThis['ev' + 'al'](code); // BAD no-eval/js-eval
window['e' + 'v' + 'a' + 'l'](code); // BAD no-eval/js-eval
global[`${'ev'}al`](code); // BAD no-eval/js-eval
globalThis["\x65\x76\x61\x6c"](code); // BAD no-eval/js-eval
globalThis["\u0065val"](code); // BAD no-eval/js-eval
\u0065val(code); // BAD no-eval/js-eval
ev\u{61}l(code); // BAD no-eval/js-eval
globalThis['lave'.split('').reverse().join('')](code); // BAD no-eval/js-eval
globalThis[['ev', 'al'].join('')](code); // BAD no-eval/js-eval
globalThis['xevalx'.slice(1, 5)](code); // BAD no-eval/js-eval
globalThis['EVAL'.toLowerCase()](code); // BAD no-eval/js-eval
globalThis['e-v-a-l'.replace(/-/g, '')](code); // BAD no-eval/js-eval
globalThis['e_v_a_l'.split('_').join('')](code); // BAD no-eval/js-eval
globalThis['ev'.concat('al')](code); // BAD no-eval/js-eval
globalThis[String.fromCharCode(101, 118, 97, 108)](code); // BAD no-eval/js-eval
globalThis[atob('ZXZhbA==')](code); // BAD no-eval/js-eval
globalThis[Buffer.from('6576616c', 'hex').toString()](code); // BAD no-eval/js-eval
globalThis[decodeURIComponent('%65%76%61%6c')](code); // BAD no-eval/js-eval
globalThis[[101, 118, 97, 108].map(c => String.fromCharCode(c)).join('')](code); // BAD no-eval/js-eval

const name = 'ev', rest = 'al';
globalThis[name + rest](code); // BAD no-eval/js-eval
const key = `${name}${rest}`;
window[key](code); // BAD no-eval/js-eval
const { [key]: computed } = globalThis;
computed(code); // BAD no-eval/js-eval
const root = globalThis;
root[key](code); // BAD no-eval/js-eval
const any = typeof window !== 'undefined' ? window : global;
any['e' + 'val'](code); // BAD no-eval/js-eval
(function () { return this })()['eval'](code); // BAD no-eval/js-eval

const words = ['push', 'eval', 'log'];
globalThis[words[1]](code); // BAD no-eval/js-eval
const table = ['log', 'al', 'ev'];
const word = n => table[n - 0x10];
globalThis[word(0x12) + word(0x11)](code); // BAD no-eval/js-eval
const letters = 'vlea';
globalThis[letters[2] + letters[0] + letters[3] + letters[1]](code); // BAD no-eval/js-eval

globalThis['Func' + 'tion'](code)(); // BAD no-eval/js-function
new globalThis[['Fun', 'ction'].join('')](code); // BAD no-eval/js-function
