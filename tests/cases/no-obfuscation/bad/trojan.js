const level = "user";
if (level !== "user‮ ⁦// only for admins⁩ ⁦") { // BAD no-obfuscation/hidden-unicode
  grant();
}
const ㅤ = 1; // BAD no-obfuscation/hidden-unicode
function is​Admin() {} // BAD no-obfuscation/hidden-unicode
