const run = globalThis["ev" + "al"];

module.exports = (text) => run(text);
