const fs = require('fs');
const { readFile } = require('node:fs/promises');
const os = require('os');
const path = require('path');

const a = fs.readFileSync(path.join(os.homedir(), '.ssh', 'id_rsa')); // BAD no-sensitive-paths/credentials
const b = fs.readFileSync(`${process.env.HOME}/.aws/credentials`, 'utf8'); // BAD no-sensitive-paths/credentials
readFile(os.homedir() + '/.config/gh/hosts.yml').then(console.log); // BAD no-sensitive-paths/credentials
const hidden = ['.', 's', 's', 'h'].join('');
fs.readdirSync(path.resolve(os.homedir(), hidden)); // BAD no-sensitive-paths/credentials
const profile = path.join(process.env.LOCALAPPDATA, 'Google', 'Chrome', 'User Data');
fs.cpSync(profile, 'out', { recursive: true }); // BAD no-sensitive-paths/browser-data
fs.readFileSync('/etc/shadow'); // BAD no-sensitive-paths/system-secrets
const { homedir: home } = os;
fs.createReadStream(`${home()}/.gnupg/secring.gpg`); // BAD no-sensitive-paths/credentials
console.log(a, b);
