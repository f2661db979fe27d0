// Names that are written where they are used, items that do not matter, numbers and digests.
const cp = require('child_process');
const { execFile: run } = require('child_process');
const fetchIt = require('node-fetch');
const Socket = require('ws');

cp.execFileSync('git', ['status']);
run('git', ['log']);
const start = cp.spawn;
start('node', ['a.js']);
fetchIt('https://example.com');
new Socket('wss://example.com');
window['fetch']('https://example.com');
process['env']['HOME'];
const table = { spawn: () => 1, exec: () => 2 };
table['spawn']();
Object.entries(table).find(([name]) => name === 'exec')[1]();
Object.keys(table).forEach(name => table[name]());
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
if (!!list.length) run('git', []);
const enabled = !!options;
const card = '4242424242424242';
const digest = 'd41d8cd98f00b204e9800998ecf8427e';
const encoded = 'aGVsbG8gd29ybGQ=';
const escaped = '\x1b[31m';
const bytes = Buffer.from([72, 0, 108, 255]);
const sizes = [16, 32, 48, 64, 96, 128, 256];
