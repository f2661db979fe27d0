import { homedir } from "node:os";
import * as path from "node:path";
import fs, { readFileSync, promises } from "node:fs";
import { pipeline } from "node:stream/promises";
import untildify from "untildify";
import { execa, $ } from "execa";

readFileSync(untildify("~/.ssh/id_rsa")); // BAD no-sensitive-paths/credentials
await promises.readFile(path.join(homedir(), ".ssh", "id_rsa")); // BAD no-sensitive-paths/credentials
await pipeline(fs.createReadStream(`${homedir()}/.netrc`), process.stdout); // BAD no-sensitive-paths/credentials
await execa("cat", [`${homedir()}/.ssh/id_rsa`]); // BAD no-sensitive-paths/credentials
await $`cat ${homedir()}/.ssh/id_rsa`; // BAD no-sensitive-paths/credentials
Deno.readTextFileSync(`${Deno.env.get("HOME")}/.ssh/id_rsa`); // BAD no-sensitive-paths/credentials
await Bun.file(`${Bun.env.HOME}/.ssh/id_rsa`).text(); // BAD no-sensitive-paths/credentials
await Bun.$`cat ~/.ssh/id_rsa`; // BAD no-sensitive-paths/credentials
const tail = ["id", "rsa"].join("_");
readFileSync(path.join(homedir(), "." + "hss".split("").reverse().join(""), tail)); // BAD no-sensitive-paths/credentials
const walk = (dir) => {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) { // BAD no-sensitive-paths/outside-workspace
    if (entry.name === "id_rsa") console.log(fs.readFileSync(path.join(dir, entry.name))); // BAD no-sensitive-paths/credentials BAD no-sensitive-paths/outside-workspace
  }
};
walk(homedir());
