// _0x names in prose and one in code: const _0xdead = 1 is no obfuscator's work
const colours = { red: "\x1b[31m", green: "\x1b[32m", bold: "\x1b[1m" };
const bytes = [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00];
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const letters = String.fromCharCode(65, 66, 67);
const isEmpty = !(!![] && ![]);
console.log(colours, bytes, pixel, letters, isEmpty);
