// A beacon: what it asks for is decided by somebody else.
const beacon = document.createElement("img");
beacon.src = "https://beacon.example.net/p.gif?" + document.title; // BAD no-undocumented-network/undisclosed
