export function isАdmin(): boolean { return true } // BAD no-obfuscation/confusable-name
