/** An agent that shows what it was given: its environment, a request, or a stream that waits to be told to go on. */
import { createServer } from 'node:http';

let goOn = () => {};

const ANSWERS = {
  environment: (response) => response.end(JSON.stringify({ text: JSON.stringify(process.env) })),
  wait: async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const told = new Promise((resolve) => {
      goOn = resolve;
    });
    response.write('data: "first"\n\n');
    await told;
    response.end('data: "second"\n\n');
  },
  'go on': (response) => {
    goOn();
    response.end('{"text":"ok"}');
  },
};

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.url === '/ping') return response.end('{"status":"Healthy"}');
  console.log('invoked');
  response.setHeader('content-type', 'application/json');
  ANSWERS[JSON.parse(body).prompt](response);
}).listen(Number(process.env.PORT), process.env.HOST);
