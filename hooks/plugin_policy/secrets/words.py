"""The words of key names that tell a secret from what is said about one."""

from __future__ import annotations

# Words that make a key's value a secret by themselves, also where they are part of a longer word.
STRONG = frozenset(
    b"password passwd passwort passphrase pwd pswd passcode secret secrets apikey apikeys token tokens accesstoken "
    b"authtoken accesskey secretkey privatekey credential credentials bearer apitoken apisecret clientsecret "
    b"authkey pat licensekey encryptionkey signingkey webhooksecret appsecret appkey masterkey userkey passkey "
    b"servicekey".split()
)
INFIX = (b"password", b"passwd", b"apikey", b"secretkey", b"accesskey", b"authtoken", b"accesstoken")
ENDINGS = (b"token", b"secret", b"apikey", b"passphrase", b"password", b"pwd", b"passwd")
# What has a key that is no secret, where nothing else in the name speaks of one: `fileKey`, `sort_key`, `rowKey`.
OBJECTS = frozenset(
    b"file image asset design node component layout lookup record entity trace route row column map item object index "
    b"group query event story menu tab field dict section slot variant locale message config option setting".split()
)
# Words that make one together with `key`.
PARTNERS = frozenset(
    b"api access auth private secret encryption encrypt signing sign master service account storage license app "
    b"application client admin subscription integration write read live prod production server rest shared user "
    b"session crypto aes hmac jwt consumer developer dev project ingest ingestion bot team org customer partner "
    b"merchant x rapidapi webhook rw instance personal security publish deploy sdk ssh rsa".split()
)
WEAK = frozenset(
    b"auth authorization authentication api credential cred creds jwt pass otp totp sas dsn cookie session "
    b"private access".split()
)
# A key that ends in one of these names something about the secret, not the secret.
ABOUT = frozenset(
    b"id ids name names file files path paths url uri urls length len size count index hash digest checksum sha "
    b"sha1 sha256 sha512 md5 fingerprint thumbprint version type types ttl expires expiry expiration date time "
    b"prefix suffix label title description desc field column header param regex pattern format endpoint host "
    b"region arn ref selector class policy algorithm alg hint placeholder env var variable issuer audience scope "
    b"scopes provider status state kind mode address email user username message error test example encoder at in "
    b"on by after required enabled reset changed decoder exception service manager factory helper utils spec "
    b"hashes sum etag".split()
)
# A key that holds one of these anywhere is no secret's.
HARMLESS = frozenset(
    b"public pub pubkey cache primary foreign sort partition idempotency integrity etag commit revision nonce "
    b"sitekey site checksum fingerprint thumbprint hash hashed hashes sha md5 sha1 sha256 sha512 digest author "
    b"keyboard keyword keywords csrf xsrf authenticity antiforgery uuid guid contract mint gist page "
    b"websocket next pagination continuation cursor resolved locked lock tokenizer tokenize tokenized vocab "
    b"translation i18n l10n msgid expected actual ciphertext plaintext tweak vector iv tag aad signature encoded "
    b"encrypted "
    b"bcrypt argon2 scrypt pbkdf2 invalid malformed expired wrong bad fake dummy mock unsigned empty sample example "
    b"placeholder change lifecycle request hotkey exchange kex verify verification challenge "
    b"etags sync ice pagetoken nexttoken publickey cachekey ciphersuite cipher timeout blob object bucket".split()
)
# The value's key is named elsewhere: `name: API_KEY` and `value: …`.
VALUES = frozenset(
    b"value val default content string text data stringdata is as be was the with using to of credentials literal "
    b"plain raw return b64decode decode atob fromhex unhexlify base64_decode join concat unescape".split()
)
# Words between a name and its value that are a type or a constructor.
TYPES = frozenset(
    b"string str char std const final var let static byte bytes any object text varchar securestring optional new "
    b"tostring from from_utf8 bytes.fromhex buffer.from std.string strptr aws.string pointer to_string string.from "
    b"some ok ptr".split()
)
# Bare words that a provider's name close by makes a secret's.
BARE = frozenset(b"key keys code apikey credential access private auth login".split())
