/** What the public check is measured against: node:http, one statement by primary key over pg, its row as JSON. */
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE, max: 24 });
const text =
  'select school_id, id, kind, purpose, form_number, expires_at from verification_code where school_id = 1 and id = $1';
const server = createServer(async (request, response) => {
  const { rows } = await pool.query({ name: 'look-up', text, values: [Number(request.url?.slice(1))] });
  const body = JSON.stringify(rows[0] ?? null);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(Number(process.env.BARE_PORT), '127.0.0.1', () => process.send?.('ready'));
const end = () => process.exit(0);
process.once('SIGTERM', end).once('disconnect', end);
