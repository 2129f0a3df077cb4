declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB's API over HTTP, kept in memory. Times in milliseconds. */
  export default function dynalite(options: {
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Server;
}
