"""Files in JavaScript: `fs` and its relatives (see ALIASES in javascript.py), Deno, Bun and browsers' storage."""

from __future__ import annotations

from plugin_policy.capabilities.use import DELETE, FILE, KEEP, LIST, READ, WRITE
from plugin_policy.readers.rows import Api


def both(names: str) -> str:
    """Node's functions of a module `fs`, with their Sync forms."""
    return " ".join(f"fs.{name} fs.{name}Sync" for name in names.split())


def deno(names: str) -> str:
    return " ".join(f"global.Deno.{name} global.Deno.{name}Sync" for name in names.split())


_READ = {"kind": "path", "origin": FILE, "flow": "read"}

FILES = (
    Api(both("readFile") + " fs.createReadStream fs.openAsBlob", READ, 0, **_READ),
    Api(both("readJson readJSON"), READ, 0, **_READ),
    Api(both("open"), READ, 0, mode=1, returns="fs.FileHandle()", **_READ),
    Api(both("readdir opendir glob") + " fs.watch fs.watchFile", LIST, 0, kind="path", flow="list"),
    Api(both("writeFile appendFile outputFile outputJson writeJson outputJSON writeJSON"), WRITE, 0,
        kind="path", data=1),
    Api(both("mkdir mkdtemp ensureDir ensureFile mkdirp mkdirs truncate chmod chown utimes lutimes")
        + " fs.createWriteStream", WRITE, 0, kind="path", returns="fs.WriteStream()"),
    Api("fs.WriteStream().write fs.WriteStream().end fs.FileHandle().write fs.FileHandle().appendFile "
        "fs.FileHandle().writeFile", KEEP, "self", kind="path", data=0),
    Api("*.pipe http.ClientRequest().pipe", KEEP, 0, kind="path", data="self", when="0: WriteStream()"),
    Api("stream.pipeline stream/promises.pipeline stream.promises.pipeline", KEEP, 1, kind="path", data=0,
        when="1: WriteStream()"),
    Api("fs.write fs.writeSync", KEEP, 0, kind="path", data=1),
    Api(both("copyFile cp copy"), READ, 0, **_READ),
    Api(both("copyFile cp copy rename move link symlink createSymlink ensureSymlink"), WRITE, 1, kind="path"),
    Api(both("rename move"), DELETE, 0, kind="path"),
    Api(both("unlink rm rmdir remove emptyDir"), DELETE, 0, kind="path"),
    Api("rimraf rimraf.sync rimraf.rimraf rimraf.rimrafSync del del.sync del.deleteAsync del.deleteSync trash",
        DELETE, 0, kind="path"),
    Api("glob glob.glob glob.sync glob.globSync fast-glob fast-glob.sync fast-glob.stream globby globby.globby "
        "globby.sync globby.globbySync tiny-glob tinyglobby.glob tinyglobby.globSync", LIST, "1.cwd/0", kind="paths",
        flow="list", returns="matches"),
    Api("write-file-atomic write-file-atomic.sync make-dir mkdirp mkdirp.sync", WRITE, 0, kind="path", data=1),
    Api("load-json-file read-pkg jsonfile.readFile jsonfile.readFileSync", READ, 0, **_READ),
    Api("jsonfile.writeFile jsonfile.writeFileSync write-json-file", WRITE, 0, kind="path", data=1),
    Api(deno("readTextFile readFile open"), READ, 0, **_READ),
    Api(deno("readDir"), LIST, 0, kind="path", flow="list"),
    Api(deno("writeTextFile writeFile create mkdir chmod symlink truncate"), WRITE, 0, kind="path", data=1),
    Api(deno("copyFile rename link"), WRITE, 1, kind="path"),
    Api(deno("remove rename"), DELETE, 0, kind="path"),
    Api("global.Bun.file bun.file", READ, 0, **_READ),
    Api("global.Bun.write bun.write", WRITE, 0, kind="path", data=1),
    Api("better-sqlite3 sqlite3.Database bun:sqlite.Database sqlite.DatabaseSync", READ, 0,
        returns="sqlite()", **_READ),
    Api("sqlite().exec sqlite().run sqlite().query", KEEP, "self", kind="path", data=(0, 1), note="query"),
    Api("keytar.getPassword keytar.findPassword keytar.findCredentials keytar.getCredentials", READ,
        "=~/Library/Keychains", kind="path", origin=FILE, flow="read"),
    Api("archiver archiver.create", returns="archiver()"),
    Api("archiver().directory archiver().file archiver().glob adm-zip().addLocalFolder adm-zip().addLocalFile "
        "adm-zip().addLocalFolderPromise jszip().folder", READ, 0, **_READ),
    Api("adm-zip", returns="adm-zip()"),
    Api("tar.create tar.c tar.pack tar-fs.pack", READ, (1, 0), kind="paths", flow="read", origin=FILE),
    Api("untildify expand-tilde resolve-tilde", returns="0"),
)  # fmt: skip
