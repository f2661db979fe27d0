process.stdin.resume()
