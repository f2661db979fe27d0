// TypeScript: types vanish, the call stays.
import * as vm from 'node:vm';
import path = require('node:path');

const code: string = process.argv[2] as string;

(globalThis as any).eval(code); // BAD no-eval/js-eval
(<any>globalThis)['eval'](code); // BAD no-eval/js-eval
(eval as unknown as (s: string) => void)(code); // BAD no-eval/js-eval
(eval satisfies Function)(code); // BAD no-eval/js-eval
eval!(code); // BAD no-eval/js-eval
const run: (s: string) => unknown = eval;
run(code); // BAD no-eval/js-eval
new Function(code as string)(); // BAD no-eval/js-function
new (Function as any)(code)(); // BAD no-eval/js-function
vm.runInThisContext(code as any); // BAD no-eval/vm
setTimeout(<any>'tick()', 10); // BAD no-eval/timer-string

enum Names { Run = 'eval', Make = 'Function' }
(globalThis as any)[Names.Run](code); // BAD no-eval/js-eval
namespace Tools {
  export const go = eval;
}
Tools.go(code); // BAD no-eval/js-eval

class Service {
  constructor(private readonly runner = eval) {}
  handle<T>(text: string): T {
    return this.runner(text) as T; // BAD no-eval/js-eval
  }
}
new Service().handle<string>(code);

abstract class Base {
  abstract name: string;
  protected execute(this: Base, text: string): void {
    eval(text); // BAD no-eval/js-eval
  }
}
export default Base;
