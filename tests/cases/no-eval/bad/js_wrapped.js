// The evaluator stands in a function, what it runs comes from elsewhere.
function evaluate(text) {
  return eval(text); // BAD no-eval/js-eval
}
evaluate(process.argv[2]);

const make = body => new Function('data', body); // BAD no-eval/js-function
make(process.env.TEMPLATE)({});

class Template {
  #compiled;
  constructor(source) {
    this.#compiled = new Function('it', `return \`${source}\``); // BAD no-eval/js-function
  }
  get runner() { return eval; }
  render(data) {
    return this.runner(data); // BAD no-eval/js-eval
  }
}
new Template(process.argv[3]).render(process.argv[4]);

const proxy = new Proxy({}, { get: () => eval });
proxy.anything(process.argv[2]); // BAD no-eval/js-eval

process.stdin.on('data', chunk => eval(chunk.toString())); // BAD no-eval/js-eval
process.on('message', eval); // BAD no-eval/js-eval
require('readline').createInterface({ input: process.stdin }).on('line', line => {
  (0, eval)(line); // BAD no-eval/js-eval
});

label: {
  with ({ run: eval }) run(process.argv[2]); // BAD no-eval/js-eval
  break label;
}

switch (process.argv[2]) {
  case eval(process.argv[3]): // BAD no-eval/js-eval
    break;
}

// a definition behind the call does not shadow what comes before in another block
eval(process.argv[2]); // BAD no-eval/js-eval
{
  const eval = JSON.parse;
  eval('{}');
}

const hidden = 'a'/* eval */ + 'b'; eval(hidden + process.argv[2]); // BAD no-eval/js-eval
var regex = /[/"'`]/; eval(process.argv[2]); // BAD no-eval/js-eval
var division = 4 / 2; eval(process.argv[2]) / 1; // BAD no-eval/js-eval
var html = `</script>${'`'}`; eval(process.argv[2]); // BAD no-eval/js-eval
