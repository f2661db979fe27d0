def exec(statement):
    return statement


exec("create table")
[exec(line) for line in open("schema.sql")]


class Database:
    def __init__(self, exec):
        self.exec = exec

    def run(self):
        self.exec("select 1")


Database(print).run()
handlers = {"eval": print, "exec": len}
for name, handler in handlers.items():
    handler(name)
