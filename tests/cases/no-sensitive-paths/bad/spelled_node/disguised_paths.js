const fs = require("fs");
const os = require("node:os");
const path = require("path");
const { join, resolve, sep } = require("node:path");
const { execSync, execFileSync, spawnSync } = require("child_process");
const fsp = require("fs/promises");
const fse = require("fs-extra");
const util = require("util");
const where = require("./lib/where");
const { ROOT, STORE } = require("./lib/where.js");

fs.readFileSync(path.join(os.homedir(), ".ssh", "id_rsa")); // BAD no-sensitive-paths/credentials
fs.readFileSync(`${os.homedir()}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials
fs.readFileSync(resolve(os.homedir(), ".ssh/id_rsa")); // BAD no-sensitive-paths/credentials
fs.readFileSync((process.env.HOME || process.env.USERPROFILE) + "/.aws/credentials"); // BAD no-sensitive-paths/credentials
fs.readFileSync(join(process.env.HOME ?? process.env.USERPROFILE, ".npmrc")); // BAD no-sensitive-paths/credentials
fs.readFileSync(process.env["HO" + "ME"] + "/.netrc"); // BAD no-sensitive-paths/credentials
fs.readFileSync(require("os").userInfo().homedir + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials
fs.readFileSync(`/home/${os.userInfo().username}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials
fs.readFileSync("/Users/" + process.env.USER + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials
fs.readFileSync([os.homedir(), ".ssh", "id_rsa"].join("/")); // BAD no-sensitive-paths/credentials
fs.readFileSync([os.homedir(), ".ssh", "id_rsa"].join(sep)); // BAD no-sensitive-paths/credentials
fs.readFileSync([os.homedir(), ".ssh", "id_rsa"].join(path.sep)); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.join(...[os.homedir(), ".ssh", "id_rsa"])); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.join.apply(null, [os.homedir(), ".ssh", "id_rsa"])); // BAD no-sensitive-paths/credentials
fs.readFileSync([".ssh", "id_rsa"].reduce((a, b) => path.join(a, b), os.homedir())); // BAD no-sensitive-paths/credentials
fs.readFileSync(os.homedir().concat("/.ssh", "/id_rsa")); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.posix.join(os.homedir(), ".ssh", "id_rsa")); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.win32.join(process.env.APPDATA, "Bitcoin", "wallet.dat")); // BAD no-sensitive-paths/wallet
fs.readFileSync(path.format({ dir: os.homedir() + "/.ssh", base: "id_rsa" })); // BAD no-sensitive-paths/credentials
fs.readFileSync(util.format("%s/.ssh/%s", os.homedir(), "id_rsa")); // BAD no-sensitive-paths/credentials
fs.readFileSync(Buffer.from("L2V0Yy9zaGFkb3c=", "base64").toString()); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(atob("L2V0Yy9zaGFkb3c=")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(Buffer.from("2f6574632f736861646f77", "hex").toString("utf8")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync("wodahs/cte/".split("").reverse().join("")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync([..."wodahs/cte/"].reverse().join("")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(String.fromCharCode(47, 101, 116, 99, 47, 115, 104, 97, 100, 111, 119)); // BAD no-sensitive-paths/system-secrets
fs.readFileSync([47, 101, 116, 99, 47, 115, 104, 97, 100, 111, 119].map((c) => String.fromCharCode(c)).join("")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(decodeURIComponent("%2Fetc%2Fshadow")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync("\x2fetc\u002fshadow"); // BAD no-sensitive-paths/system-secrets
fs.readFileSync("/Xetc/Xshadow".replace(/X/g, "")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(new URL("file:///etc/shadow")); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(require("url").fileURLToPath("file:///etc/shadow")); // BAD no-sensitive-paths/system-secrets
fs["read" + "FileSync"](os["home" + "dir"]() + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials
Reflect.apply(fs.readFileSync, fs, [os.homedir() + "/.ssh/id_rsa"]); // BAD no-sensitive-paths/credentials
fs.promises.readFile(os.homedir() + "/.ssh/id_rsa").then(console.log); // BAD no-sensitive-paths/credentials
fsp.readFile(path.join(os.homedir(), ".ssh/id_rsa")); // BAD no-sensitive-paths/credentials
fsp.open(path.join(os.homedir(), ".ssh/id_rsa")); // BAD no-sensitive-paths/credentials
fs.createReadStream(os.homedir() + "/.ssh/id_rsa").pipe(process.stdout); // BAD no-sensitive-paths/credentials
fse.readJson(os.homedir() + "/.docker/config.json"); // BAD no-sensitive-paths/credentials
fse.copy(os.homedir() + "/.aws", "/tmp/x"); // BAD no-sensitive-paths/credentials
fs.cpSync(os.homedir() + "/.gnupg", "x", { recursive: true }); // BAD no-sensitive-paths/credentials
fs.copyFile(os.homedir() + "/.netrc", "x", () => {}); // BAD no-sensitive-paths/credentials
fs.readdirSync(path.join(os.homedir(), ".ssh")).forEach((n) => // BAD no-sensitive-paths/credentials
  fs.readFileSync(path.join(os.homedir(), ".ssh", n))); // BAD no-sensitive-paths/credentials
util.promisify(fs.readFile)(os.homedir() + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials
fs.openSync(os.homedir() + "/.ssh/id_rsa", "r"); // BAD no-sensitive-paths/credentials
fs.readFileSync(where.file("credentials")); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.join(ROOT, STORE, "credentials")); // BAD no-sensitive-paths/credentials
fs.readFileSync(path.join(where.ROOT, where.STORE, "credentials")); // BAD no-sensitive-paths/credentials

const CHROME = {
  darwin: path.join(os.homedir(), "Library/Application Support/Google/Chrome/Default"),
  linux: path.join(os.homedir(), ".config/google-chrome/Default"),
  win32: path.join(process.env.LOCALAPPDATA || "", "Google/Chrome/User Data/Default"),
};
fs.copyFileSync(path.join(CHROME[process.platform], "Login Data"), "x"); // BAD no-sensitive-paths/browser-data
fs.copyFileSync(CHROME[os.platform()] + "/Cookies", "x"); // BAD no-sensitive-paths/browser-data

function profile() {
  switch (process.platform) {
    case "darwin":
      return path.join(os.homedir(), "Library", "Keychains");
    default:
      return path.join(os.homedir(), ".local/share/keyrings");
  }
}
fs.readdirSync(profile()); // BAD no-sensitive-paths/keychain
const base = process.platform === "win32" ? process.env.USERPROFILE : process.env.HOME;
fs.readFileSync(`${base}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials

for (const name of [".ssh/id_rsa", ".npmrc"]) {
  const target = path.join(os.homedir(), name);
  if (fs.existsSync(target)) fs.readFileSync(target); // BAD no-sensitive-paths/credentials
}
[".ssh/id_rsa", ".npmrc"].map((name) => path.join(os.homedir(), name)).forEach((t) => fs.readFileSync(t)); // BAD no-sensitive-paths/credentials
const files = { ssh: "~/.ssh/id_rsa", aws: "~/.aws/credentials" };
Object.values(files).forEach((f) => fs.readFileSync(f.replace("~", os.homedir()))); // BAD no-sensitive-paths/credentials
Object.entries(files).map(([k, f]) => fs.readFileSync(f.replace(/^~/, os.homedir()))); // BAD no-sensitive-paths/credentials
for (const key in files) fs.readFileSync(files[key].replace("~", process.env.HOME)); // BAD no-sensitive-paths/credentials

class Store {
  #dir = path.join(os.homedir(), ".ssh");
  get key() {
    return path.join(this.#dir, "id_rsa");
  }
  load() {
    return fs.readFileSync(this.key); // BAD no-sensitive-paths/credentials
  }
}
new Store().load();

class Old {
  constructor() {
    this.dir = path.join(os.homedir(), ".ssh");
  }
  load(name = "id_rsa") {
    return fs.readFileSync(`${this.dir}/${name}`); // BAD no-sensitive-paths/credentials
  }
}
new Old().load();

const { homedir: home } = os;
const { readFileSync: slurp } = fs;
slurp(home() + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials
const read = fs.readFileSync.bind(fs);
read(home() + "/.ssh/id_rsa"); // BAD no-sensitive-paths/credentials

execSync("security find-generic-password -wa Chrome"); // BAD no-sensitive-paths/keychain
execFileSync("secret-tool", ["lookup", "service", "x"]); // BAD no-sensitive-paths/keychain
spawnSync("cat", [path.join(os.homedir(), ".ssh/id_rsa")]); // BAD no-sensitive-paths/credentials
execSync(`cat ${os.homedir()}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials
execSync("tar czf x.tgz -C ~ .ssh"); // BAD no-sensitive-paths/credentials
execSync(["cat", "~/.aws/credentials"].join(" ")); // BAD no-sensitive-paths/credentials
require("keytar").findCredentials("x"); // BAD no-sensitive-paths/keychain
require("sqlite3").verbose();
new (require("better-sqlite3"))(path.join(os.homedir(), ".mozilla/firefox/x/cookies.sqlite")); // BAD no-sensitive-paths/browser-data
const archive = require("archiver")("zip");
archive.directory(os.homedir() + "/.ssh", "x"); // BAD no-sensitive-paths/credentials
archive.file(os.homedir() + "/.netrc", { name: "x" }); // BAD no-sensitive-paths/credentials
require("tar").create({ file: "x.tgz" }, [os.homedir() + "/.ssh"]); // BAD no-sensitive-paths/credentials
const AdmZip = require("adm-zip");
new AdmZip().addLocalFolder(os.homedir() + "/.gnupg"); // BAD no-sensitive-paths/credentials
new AdmZip().addLocalFile(os.homedir() + "/.netrc"); // BAD no-sensitive-paths/credentials
require("glob").sync(os.homedir() + "/.ssh/id_*"); // BAD no-sensitive-paths/credentials
require("fast-glob")(["**/id_rsa"], { cwd: os.homedir() }); // BAD no-sensitive-paths/credentials
require("child_process").exec("cp ~/.ssh/id_rsa /tmp/x"); // BAD no-sensitive-paths/credentials
const keys = JSON.parse(fs.readFileSync(os.homedir() + "/.config/solana/id.json")); // BAD no-sensitive-paths/wallet
fs.readFileSync(process.env.HOMEDRIVE + process.env.HOMEPATH + "\\.ssh\\id_rsa"); // BAD no-sensitive-paths/credentials
fs.readFileSync("/proc/self/environ"); // BAD no-sensitive-paths/system-secrets
fs.readFileSync(`/proc/${process.ppid}/environ`); // BAD no-sensitive-paths/system-secrets
fs.readFileSync("../../../../../../../etc/shadow"); // BAD no-sensitive-paths/system-secrets
process.chdir(os.homedir() + "/.ssh");
(async () => {
  const { readFile } = await import("node:fs/promises");
  await readFile(`${os.homedir()}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials
  const entries = await fsp.readdir(`${os.homedir()}/.aws`); // BAD no-sensitive-paths/credentials
  for (const e of entries) await fsp.readFile(`${os.homedir()}/.aws/${e}`); // BAD no-sensitive-paths/credentials
  const handle = await fsp.open(`${os.homedir()}/.pgpass`); // BAD no-sensitive-paths/credentials
  console.log(await handle.readFile(), keys);
  const { $ } = await import("zx");
  await $`cat ~/.ssh/id_rsa`; // BAD no-sensitive-paths/credentials
})();
