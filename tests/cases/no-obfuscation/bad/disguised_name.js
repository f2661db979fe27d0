// Functions that matter, called under names that nobody reads.
const cp = require('child_process');
const os = require('os');

cp['spawn']('node', ['a.js']); // BAD no-obfuscation/disguised-name
cp['sp' + 'awn'].call(cp, 'node', ['a.js']); // BAD no-obfuscation/disguised-name
const key = 'exec';
cp[key]('ls'); // BAD no-obfuscation/disguised-name
cp[Buffer.from('c3Bhd24=', 'base64').toString()]('node', []); // BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
Reflect.get(cp, 'spawn')('node', ['a.js']); // BAD no-obfuscation/disguised-name
Object.getOwnPropertyDescriptor(cp, 'spawn').value('node', []); // BAD no-obfuscation/disguised-name
cp[Object.keys(cp).find(name => name === 'fork')]('a.js'); // BAD no-obfuscation/disguised-name
Object.entries(cp).find(([name]) => name === 'spawn')[1]('node', []); // BAD no-obfuscation/disguised-name
Object.entries(cp).filter(([name]) => name === 'spawn')[0][1]('node', []); // BAD no-obfuscation/disguised-name
os['hostname'](); // BAD no-obfuscation/disguised-name
global['ev' + 'al'](code); // BAD no-obfuscation/disguised-name
const decode = text => text.split('').map(letter => String.fromCharCode(letter.charCodeAt() - 1)).join('');
self[decode('gfudi')](address); // BAD no-obfuscation/disguised-name
const part = global[Buffer.from([66, 117, 102, 102, 101, 114])]; // BAD no-obfuscation/spelled-out
while (!![]) break; // BAD no-obfuscation/scrambled
for (let i = +!!false; i < 3; i++) run(i); // BAD no-obfuscation/scrambled
const texts = ['67328CLnbnw', '68470dxkwKO', '4551950sCJhcH', '643965rfnWbh', 'log', '20PPBvaa']; // BAD no-obfuscation/scrambled
load('72657175697265'); // BAD no-obfuscation/spelled-out
load('68747470733a2f2f6578616d706c652e636f6d2f61'); // BAD no-obfuscation/spelled-out
load('Y2hpbGRfcHJvY2Vzcw=='); // BAD no-obfuscation/spelled-out
load('\x65val'); // BAD no-obfuscation/spelled-out
