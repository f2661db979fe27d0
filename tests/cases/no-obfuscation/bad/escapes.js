const name = "\u0063\u006f\u006e\u0073\u0074\u0072\u0075\u0063\u0074\u006f\u0072"; // BAD no-obfuscation/spelled-out
