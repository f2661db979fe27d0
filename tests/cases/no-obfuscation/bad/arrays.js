function t() { const w = ['log', 'readFile', 'utf8', 'split']; t = function () { return w; }; return t(); } // BAD no-obfuscation/scrambled
(function (f, n) { while (!![]) { try { if (parseInt('1') === n) break; else f()['push'](q['shift']()); } catch (e) { break; } } }(t, 7)); // BAD no-obfuscation/scrambled
const order = '3|1|0|2'['split']('|'); // BAD no-obfuscation/scrambled
console.log('mo' + 'st' + ' f' + 're' + 'qu' + 'en' + 't'); // BAD no-obfuscation/spelled-out
