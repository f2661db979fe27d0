import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const DENIED = [path.join(os.homedir(), ".ssh"), path.join(os.homedir(), ".aws/credentials"), "/etc/shadow"];
const PATTERNS = [/\.ssh\/id_(rsa|ed25519)/, /\/\.aws\/credentials$/, /\.npmrc/];
const MESSAGES = { ssh: "never read ~/.ssh/id_rsa", aws: "never read ~/.aws/credentials" };
const SKIP = new Set([".ssh", ".gnupg", "id_rsa", "Login Data"]);

export const blocked = (file) => DENIED.some((d) => path.resolve(file).startsWith(d)) || PATTERNS.some((p) => p.test(file));
export function guard(file) {
  if (file.includes(".ssh") || file === path.join(os.homedir(), ".netrc")) throw new Error(`no ~/.ssh: ${file}`);
  return fs.readFileSync(path.join(here, file));
}
export function* walk(dir) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (SKIP.has(entry.name) || entry.name === ".aws") continue;
    yield fs.readFileSync(path.join(dir, entry.name), "utf8");
  }
}
fs.readFileSync(path.join(here, ".env.example"));
fs.readFileSync(new URL("./data/wallets.json", import.meta.url));
fs.readFileSync(path.join(process.env.CLAUDE_PLUGIN_DATA, "credentials.json"));
fs.readFileSync(path.resolve("tests/fixtures/id.pub"));
fs.writeFileSync("/tmp/x.txt", "see ~/.ssh/config");
console.log(`looked in ${path.join(os.homedir(), ".ssh")}`, MESSAGES, os.homedir());
fs.existsSync(path.join(os.homedir(), ".ssh", "id_rsa"));
export const short = (p) => p.replace(os.homedir(), "~");
export const options = { key: "~/.ssh/id_rsa", describe: "for instance ~/.ssh/id_rsa" };
for (const [name, message] of Object.entries(MESSAGES)) console.log(name, message);
const sock = process.env.SSH_AUTH_SOCK ? "agent" : "none";
console.log(sock, fs.statSync("package.json").size);
localStorage.setItem("wallet", "x");
document.cookie.split(";");
export class Keychain {
  get(name) {
    return this.items[name];
  }
}
new Keychain().get("login.keychain");
