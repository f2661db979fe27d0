const сonfig = 1
