// The words stand in comments, strings, keys and patterns only.
// eval(code) and new Function(code) must not be used here
/* setTimeout("code", 1); vm.runInThisContext(code) */
/**
 * Never call eval() with user input.
 * @example eval('2 + 2')
 */
const rules = [
  { id: 'no-eval', pattern: /\beval\s*\(/, message: 'eval() runs any text' },
  { id: 'no-new-func', pattern: 'new Function(', message: 'do not use new Function()' },
  { id: 'no-implied-eval', pattern: /setTimeout\(['"]/, message: 'no strings in setTimeout' },
];
const labels = { eval: 'Evaluate', Function: 'Function', 'js.eval': 'eval(code)', exec: 'Run' };
const t = key => labels[key];
t('eval');
t('eval.title');
console.log('eval(process.argv[2])');
console.warn(`do not use eval(${labels.eval})`);
console.log(labels.eval, labels['eval'], labels?.eval);
if (source.includes('eval(')) report('eval(');
if (/new Function\(/.test(source)) report('new Function(');
const banned = ['eval', 'Function', 'execScript', 'setTimeout'];
banned.forEach(name => check(name));
const html = '<script>eval(x)</script>';
throw new Error("eval('x') is not allowed");
const evaluation = 1, evaluate = 2, retrieval = 3, medieval = 4, eval_ = 5, $eval = 6;
typeof eval === 'function';
'eval' in globalThis;
const hasFunction = value instanceof Function;
const isFunction = value => typeof value === 'function' && value.constructor === Function;
const name = value.constructor.name;
const copy = new value.constructor();
class A { clone() { return new this.constructor(); } }
Function.prototype.bind.call(report, null);
Function.prototype.toString.call(report);
Object.getPrototypeOf(value).constructor.name;
export const evalOptions = { eval: false };
