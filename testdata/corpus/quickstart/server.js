"use strict";

const { createServer } = require("node:http");

const port = Number(process.env.PORT ?? 8080);

createServer((request, response) => {
  if (request.url === "/healthz") {
    response.end("ok\n");
    return;
  }
  response.end("Hello, sea!\n");
}).listen(port, () => console.log(`listening on ${port}`));
