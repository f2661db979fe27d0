import fs from 'fs';
import { execFileSync, execSync, spawn } from 'child_process';

execFileSync('git', ['log', process.argv[2]]);
spawn('npm', ['test'], { shell: true });
execSync('npm run build');
fs.rmSync('dist', { recursive: true, force: true });
fs.chmodSync('run.sh', 0o755);
fs.writeFileSync('hooks/pre-commit', 'x');
const text = await (await fetch('https://api.acme.dev/x')).text();
fs.writeFileSync('x.txt', text);
console.log('sudo rm -rf /', fs.readFileSync('.git/hooks/pre-commit'));
const agent = { rejectUnauthorized: true };
/x/.exec(text);
