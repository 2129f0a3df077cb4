import { Complaint } from './complaint.ts';
import { callDemo, type DemoFile } from './demo-file.ts';

/** Gets a demo user's access token. @throws Complaint for somebody who is no user, naming those who are. */
export const fetchToken = async ({ issuer }: DemoFile, user: string): Promise<string> => {
  const name = issuer.users.find((known) => known.name.toLowerCase() === user.toLowerCase())?.name;
  if (name === undefined)
    throw new Complaint(
      `There is no demo user ${user}; there are ${issuer.users.map((known) => known.name).join(', ')}.`,
    );
  const answer = await callDemo(issuer.tokenEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: name }),
  });
  const body: unknown = await answer.json();
  if (
    typeof body !== 'object' ||
    body === null ||
    !('access_token' in body) ||
    typeof body.access_token !== 'string'
  )
    throw new Complaint('The demo issuer gave no token.');
  return body.access_token;
};
