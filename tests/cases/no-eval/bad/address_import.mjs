await import("https://modules.example.net/tool.mjs"); // BAD no-eval/dynamic-import
const address = "https://modules.example.net/other.mjs";
import(address).then((tool) => tool.run()); // BAD no-eval/dynamic-import
