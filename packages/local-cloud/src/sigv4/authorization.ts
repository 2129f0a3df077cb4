import type { AwsRequest } from '../aws-request.ts';

/** What a signed request says of its signature, before any of it has been checked. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `YYYYMMDD/region/service/aws4_request`. */
  readonly scope: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/([0-9]{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads the `Authorization` header; `missing` and `malformed` are what AWS tells apart. */
export const readAuthorization = (request: AwsRequest): Authorization | 'missing' | 'malformed' => {
  const header = request.headers.get('authorization');
  if (header === undefined) return 'missing';
  const found = HEADER.exec(header);
  if (found === null) return 'malformed';
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    found;
  const scope = `${date}/${region}/${service}/aws4_request`;
  return { accessKeyId, scope, region, service, signedHeaders: signedHeaders.split(';'), signature };
};
