const os = require("os");
exports.ROOT = os.homedir();
exports.STORE = ".aws";
exports.file = (name) => `${os.homedir()}/.aws/${name}`;
