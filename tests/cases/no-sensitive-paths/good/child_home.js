// git runs with a home folder of the test's own.
const { spawnSync } = require("child_process");
const fs = require("fs"), os = require("os"), path = require("path");
const home = fs.mkdtempSync(path.join(os.tmpdir(), "credentials-"));
spawnSync("git", ["credential", "fill"], { input: "host=git.example.org\n\n", env: { ...process.env, HOME: home } });
