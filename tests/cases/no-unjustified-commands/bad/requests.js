const { exec, execSync, spawn, execFile } = require("child_process");
const express = require("express");
const spawnx = require("cross-spawn");
const { execa, execaCommand, $ } = require("execa");
const app = express();

app.get("/x", (req, res) => {
  exec(`git log ${req.query.ref}`); // BAD no-unjustified-commands/untrusted-input
  spawn("git log " + req.query.ref, { shell: true }); // BAD no-unjustified-commands/untrusted-input
  spawn(req.body.program, []); // BAD no-unjustified-commands/untrusted-input
  spawnx("git", ["log", req.query.ref], { shell: true }); // BAD no-unjustified-commands/untrusted-input
  execaCommand(`git log ${req.query.ref}`); // BAD no-unjustified-commands/untrusted-input
  execFile("git", ["log", req.query.ref]);
  $`git log ${req.query.ref}`;
  execa("git", ["log", "--", req.query.ref]);
});
exports.handler = async (event) => {
  execSync("convert " + event.name); // BAD no-unjustified-commands/untrusted-input
};
module.exports.routes = async (fastify) => {
  fastify.get("/", async (request, reply) => {
    execSync(`ls ${request.query.dir}`); // BAD no-unjustified-commands/untrusted-input
  });
};
const router = new (require("koa-router"))();
router.get("/", async (ctx, next) => {
  execSync(`ls ${ctx.query.dir}`); // BAD no-unjustified-commands/untrusted-input
});
