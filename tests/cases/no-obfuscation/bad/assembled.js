const cp = require('child_' + 'process')                          // BAD no-obfuscation/disguised-name
const c2 = require(['child', 'process'].join('_'))                // BAD no-obfuscation/disguised-name
const c3 = require(`chi${'ld_pro'}cess`)                          // BAD no-obfuscation/disguised-name
const c4 = require('ssecorp_dlihc'.split('').reverse().join(''))  // BAD no-obfuscation/disguised-name
const c5 = require(Buffer.from('Y2hpbGRfcHJvY2Vzcw==', 'base64').toString())  // BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
const c6 = require(String.fromCharCode(118, 109))                 // BAD no-obfuscation/disguised-name
globalThis['ev' + 'al']('1')                                      // BAD no-obfuscation/disguised-name
globalThis[atob('ZXZhbA==')]('1')                                 // BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
globalThis[['e', 'v', 'a', 'l'].join('')]('1')                    // BAD no-obfuscation/disguised-name
global['Func'.concat('tion')]('return 1')()                       // BAD no-obfuscation/disguised-name
window['\x65\x76\x61\x6c']('1')                                   // BAD no-obfuscation/spelled-out BAD no-obfuscation/disguised-name
self['lave'.split('').reverse().join('')]('1')                    // BAD no-obfuscation/disguised-name
const k = ['al', 'ev']; globalThis[k[1] + k[0]]('1')              // BAD no-obfuscation/disguised-name
cp['ex' + 'ecSync']('ls')                                         // BAD no-obfuscation/disguised-name
cp['cnyScexe'.split('').reverse().join('')]('ls')                 // BAD no-obfuscation/disguised-name
Reflect.get(globalThis, 'e' + 'val')('1')                         // BAD no-obfuscation/disguised-name
globalThis['eXvXaXl'.replace(/X/g, '')]('1')                      // BAD no-obfuscation/disguised-name
globalThis['EVAL'.toLowerCase()]('1')                             // BAD no-obfuscation/disguised-name
globalThis[(14).toString(36) + 'val']('1')                        // BAD no-obfuscation/disguised-name
globalThis[unescape('%65%76%61%6c')]('1')                         // BAD no-obfuscation/disguised-name
globalThis[[101, 118, 97, 108].map(c => String.fromCharCode(c)).join('')]('1')  // BAD no-obfuscation/disguised-name
fetch(atob('aHR0cHM6Ly94LmV4YW1wbGUvYQ=='))                       // BAD no-obfuscation/decoded-payload
