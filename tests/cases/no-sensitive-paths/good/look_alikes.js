const fs = require('fs');
const path = require('path');

// reads ~/.ssh/id_rsa in prose only
const deny = ['~/.ssh', '/etc/shadow', '.aws/credentials'];
const isAllowed = (file) => !deny.some((item) => file.startsWith(item));
fs.readFileSync(path.join(__dirname, 'ssh.json'));
fs.readFileSync('package.json');
fs.writeFileSync('/tmp/log.txt', 'x');
console.log(isAllowed('a'), 'use ~/.gnupg to sign');
