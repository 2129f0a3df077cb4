/** One route of a REST API; `{name}` stands for one path segment. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
}

/** A route that a request was for, with what its `{names}` stand for. */
export interface Match {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const NAME = /^\{([^}]+)\}$/;

const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
  const [expected, actual] = [pattern.split('/'), path.split('/')];
  if (expected.length !== actual.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const given = actual[index] ?? '';
    const name = NAME.exec(segment)?.[1];
    if (name === undefined ? segment !== given : given === '') return undefined;
    if (name !== undefined) parameters[name] = given;
  }
  return parameters;
};

/** Finds the route of a request. */
export const findRoute = (routes: readonly Route[], method: string, path: string): Match | undefined => {
  for (const route of routes) {
    const pathParameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (pathParameters !== undefined) return { route, pathParameters };
  }
  return undefined;
};
