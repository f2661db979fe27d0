// TypeScript declares the names without calling anything.
type Evaluate = typeof eval;
type Make = (code: string) => Function;
interface Engine {
  eval(code: string): unknown;
  Function: new (code: string) => Engine;
}
declare function eval(code: string): unknown;
declare const engine: Engine;

export function run(engine: Engine, text: string): unknown {
  return engine.eval(text);
}
export const callback: Function = () => undefined;
const handlers = new Map<string, Function>();
handlers.set('eval', () => 1);
handlers.get('eval')!();
const fn = handlers.get(process.argv[2]) as Function;
fn(process.argv[3]);
abstract class Command {
  abstract exec(text: string): void;
  protected eval(text: string): string { return text.trim(); }
  run(): string { return this.eval('x'); }
}
enum Mode { eval = 'eval', exec = 'exec' }
console.log(Mode.eval, Mode['exec']);
const isCallable = (value: unknown): value is Function => value instanceof Function;
let timer: ReturnType<typeof setTimeout> = setTimeout(() => {}, 10);
const matches = (/eval/u).exec(String(process.argv[2]))?.[0] ?? '';
export { Command, matches, timer };
