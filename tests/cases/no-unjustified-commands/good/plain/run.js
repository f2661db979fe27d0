const { execFile, spawn } = require('child_process');

execFile('git', ['log', process.argv[2]]);
spawn('node', ['script.js', process.argv[3]], { stdio: 'inherit' });
console.log('use sudo only by hand; never --no-verify');
