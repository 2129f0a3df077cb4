/**
 * An agent that misbehaves on demand: it breaks off half way, fails, says nothing, or never answers. What it is told to
 * do stands in the prompt.
 */
import { createServer } from 'node:http';

const BEHAVIOURS = {
  'break off': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"text":"The first half"}\n\n', () => response.destroy());
  },
  'fail half way': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end('data: {"text":"The first half"}\n\nevent: error\ndata: {"secret":"stack trace"}\n\n');
  },
  'say nothing': (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
  'speak binary': (response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFF'),
  'be rude': (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(
        JSON.stringify({ text: '</Say><Dial>+19005550100</Dial><Say>', tenantId: 't00000000000000000000' }),
      ),
  crash: () => process.exit(3),
  'answer late': () => {},
};

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.url === '/ping') return response.writeHead(200).end('{"status":"Healthy"}');
  const { prompt } = JSON.parse(body);
  const behave = BEHAVIOURS[prompt] ?? ((reply) => reply.writeHead(500).end());
  behave(response);
}).listen(Number(process.env.PORT), process.env.HOST);
