// Timers, modules and processes that get functions and constants.
const { execFileSync, spawn, execSync } = require('child_process');
const { promisify } = require('util');
const path = require('path');
const { setTimeout: sleep } = require('node:timers/promises');

setTimeout(() => tick(), 100);
setTimeout(tick, 100);
setTimeout(tick, 100, 'eval');
setTimeout(function () { tick(); }, 100);
setTimeout(this.tick.bind(this), 100);
setTimeout(resolve, 100);
setTimeout(callbacks[name], 0);
setInterval(async () => { await tick(); }, 1000);
setImmediate(tick);
await sleep(100, 'value');
await new Promise(resolve => setTimeout(resolve, 100));
cy.setTimeout('slow', 10);
page.setTimeout('30s');

const lib = require('./lib');
const config = require(path.join(__dirname, 'config.json'));
const plugin = require(`./plugins/${name}`);
const loaded = await import(`./locales/${language}.js`);
const other = await import(name);
const worker = new Worker('./worker.js');
new Worker('./other.js', { eval: false });
new Worker(path.join(__dirname, 'worker.js'));
const image = 'data:image/png;base64,iVBORw0KGgo=';
const link = { href: 'javascript:void(0)' };

execFileSync('git', ['status']);
spawn('node', ['server.js']);
spawn(process.execPath, [path.join(__dirname, 'child.js')]);
execSync('node -e "console.log(1)"');
execFileSync('node', ['-e', 'console.log(process.version)']);
execFileSync('python3', ['-c', 'import sys; print(sys.version)']);
promisify(setTimeout)(100);

const data = JSON.parse(process.argv[2]);
const decoded = Buffer.from(data.text, 'base64').toString('utf8');
console.log(decoded, atob('aGVsbG8='));
const yaml = require('js-yaml').load(text);
const bound = tick.bind(null, decoded);
tick.call(null, decoded);
tick.apply(null, [decoded]);
Reflect.apply(tick, null, [decoded]);
const made = Reflect.construct(Map, [[['eval', 1]]]);
list.map(String).filter(Boolean).forEach(print);
element.innerHTML = '<b>eval</b>';
element.textContent = decoded;
const ld = document.createElement('script');
ld.type = 'application/ld+json';
ld.textContent = JSON.stringify(data);
location.href = data.url;
window.open(data.url);
button.setAttribute('title', decoded);
document.write('<b>' + decoded + '</b>');
