// Node's virtual machines and what else compiles text.
const vm = require('vm');
const { runInNewContext, Script, compileFunction } = require('node:vm');
const Module = require('module');
const { Worker } = require('worker_threads');
const code = process.argv[2];

vm.runInThisContext(code); // BAD no-eval/vm
vm.runInNewContext(code, {}); // BAD no-eval/vm
vm.runInContext(code, vm.createContext({})); // BAD no-eval/vm
new vm.Script(code).runInThisContext(); // BAD no-eval/vm
runInNewContext(code); // BAD no-eval/vm
new Script(code); // BAD no-eval/vm
compileFunction(code, ['a']); // BAD no-eval/vm
new vm.SourceTextModule(code); // BAD no-eval/vm
require('v' + 'm')['runIn' + 'ThisContext'](code); // BAD no-eval/vm
process.mainModule.require('vm').runInThisContext(code); // BAD no-eval/vm
import('node:vm').then(m => m.runInThisContext(code)); // BAD no-eval/vm
vm.runInThisContext.call(vm, code); // BAD no-eval/vm
const { VM } = require('vm2');
new VM().run(code); // BAD no-eval/vm

module._compile(code, 'x.js'); // BAD no-eval/js-eval
new Module('x')._compile(code, 'x.js'); // BAD no-eval/js-eval
Module.prototype._compile.call(module, code, 'x.js'); // BAD no-eval/js-eval
const extra = new module.constructor();
extra._compile(code, ''); // BAD no-eval/js-eval
require('require-from-string')(code); // BAD no-eval/js-eval
new Worker(code, { eval: true }); // BAD no-eval/js-eval
new Worker(new URL(`data:text/javascript,${code}`)); // BAD no-eval/js-eval
new Worker(URL.createObjectURL(new Blob([code]))); // BAD no-eval/js-eval
import(`data:text/javascript,${code}`); // BAD no-eval/js-eval
import('data:text/javascript;base64,' + Buffer.from(code).toString('base64')); // BAD no-eval/js-eval
import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))); // BAD no-eval/js-eval

const serialize = require('node-serialize');
serialize.unserialize(code); // BAD no-eval/deserialise
require('funcster').deepDeserialize(code); // BAD no-eval/deserialise
