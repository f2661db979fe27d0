// Things that are called eval, exec or Function and run no text.
const model = require('./model');
const redis = require('redis').createClient();
const page = require('puppeteer');
const math = require('mathjs');

model.eval();
model.eval(true);
this.model.eval();
torch.eval(input);
expression.eval({ x: 1 });
math.evaluate('2 + 2');
redis.eval('return redis.call("GET", KEYS[1])', 1, 'key');
redis.evalsha(sha, 1, 'key');
await page.evaluate(() => document.title);
await page.$eval('h1', element => element.textContent);
interpreter.evaluate(ast);
/a(b)/.exec('ab');
const match = /eval\((.*)\)/.exec(source);
const pattern = new RegExp('eval');
while ((found = pattern.exec(source)) !== null) count(found);
cursor.exec();
await User.find({}).exec();
statement.exec(sql);
db.exec('CREATE TABLE t (a)');
node.Function('x');
types.Function({ arguments: [] });
class Evaluator {
  eval(text) { return this.parse(text); }
  exec(text) { return text; }
  static Function(name) { return name; }
  parse(text) { return JSON.parse(text); }
}
new Evaluator().eval('1');
new Evaluator().exec('1');
Evaluator.Function('a');
const evaluator = new Evaluator();
evaluator.eval(process.argv[2]);
evaluator['eval'](process.argv[2]);
const engine = { eval: text => text.length, Function: String };
engine.eval(process.argv[2]);
engine.Function(process.argv[2]);
const { eval: measure } = engine;
measure(process.argv[2]);
expect(handler).toEqual(expect.any(Function));
props({ onClick: Function, validator: [Function, String] });
assert(callback instanceof Function);
register('eval', { require, setTimeout });
load(require);
