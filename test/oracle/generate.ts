import { type Call, FILES, FUNCTIONS, OTHER, OWN, SESSION, TABLES, USER } from './calls.ts';
import { drawCondition, drawContext, drawSetCondition } from './conditions.ts';
import { document, drawPolicy, drawResourcePolicy, drawStatement, generous } from './policies.ts';
import { createRandom, type Random } from './random.ts';
import { drawAssumption } from './trust.ts';
import type { Question } from './vector.ts';

/** The questions of each class, a thousand and more; each class leans on one part of the policy language. */

const ask = (random: Random, call: Call, context: Question['context'] = drawContext(random)) => ({
  principal: SESSION,
  action: random.pick(call.actions),
  resource: random.pick(call.resources),
  resourceAccountId: OWN,
  context,
});

const drawCall = (random: Random): Call => random.pick([TABLES, FILES, FUNCTIONS]);

const DRAWS: Readonly<Record<string, (random: Random) => Question>> = {
  'actions-and-resources': (random) => {
    const call = drawCall(random);
    return { ...ask(random, call), identity: [drawPolicy(random, call), drawPolicy(random, call)] };
  },
  conditions: (random) => {
    const call = drawCall(random);
    const statement = drawStatement(random, call, 0, { Condition: drawCondition(random) });
    const deny = { Effect: 'Deny', Action: '*', Resource: '*', Condition: drawCondition(random) };
    const allow = { Effect: 'Allow', Action: '*', Resource: '*', Condition: drawCondition(random) };
    return { ...ask(random, call), identity: [document(statement, random.chance(0.5) ? allow : deny)] };
  },
  'sets-of-values': (random) => {
    const call = drawCall(random);
    const tags = random.chance(0.2)
      ? {}
      : { 'aws:TagKeys': random.some(['TenantId', 'State', 'tenantid', 'cost']) };
    return {
      ...ask(random, call, tags),
      identity: [
        document(
          { Effect: 'Allow', Action: '*', Resource: '*', Condition: drawSetCondition(random) },
          ...(random.chance(0.3)
            ? [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: drawSetCondition(random) }]
            : []),
        ),
      ],
    };
  },
  'boundary-and-session': (random) => {
    const call = drawCall(random);
    return {
      ...ask(random, call),
      identity: [random.chance(0.5) ? generous : drawPolicy(random, call, 0.1, drawCondition)],
      ...(random.chance(0.7)
        ? { boundary: random.chance(0.3) ? generous : drawPolicy(random, call, 0.15, drawCondition) }
        : {}),
      ...(random.chance(0.5)
        ? { session: random.chance(0.4) ? generous : drawPolicy(random, call, 0.1) }
        : {}),
    };
  },
  'resource-policies': (random) => {
    const call = FILES;
    const resourceAccountId = random.chance(0.4) ? OTHER : OWN;
    return {
      ...ask(random, call),
      principal: random.chance(0.7) ? SESSION : USER,
      resourceAccountId,
      identity: random.chance(0.25) ? [] : [random.chance(0.5) ? generous : drawPolicy(random, call, 0.1)],
      resourcePolicy: drawResourcePolicy(random, call),
    };
  },
  'every-layer': (random) => {
    const call = FILES;
    return {
      ...ask(random, call),
      resourceAccountId: random.chance(0.3) ? OTHER : OWN,
      identity: [random.chance(0.6) ? generous : drawPolicy(random, call, 0.1)],
      boundary: random.chance(0.6) ? generous : drawPolicy(random, call, 0.1),
      resourcePolicy: drawResourcePolicy(random, call),
    };
  },
  trust: (random) => drawAssumption(random, OWN),
  'trust-across-accounts': (random) => drawAssumption(random, OTHER),
};

const PER_CLASS = 640;

/** Drops the context that no policy asks about: it cannot matter, and it makes vectors long. */
const trim = (question: Question): Question => {
  const { context, ...rest } = question;
  const asked = JSON.stringify(rest).toLowerCase();
  return {
    ...rest,
    context: Object.fromEntries(Object.entries(context).filter(([key]) => asked.includes(key.toLowerCase()))),
  };
};

/** Every class of questions by its name: the same ones each time. */
export const generateQuestions = (): ReadonlyMap<string, readonly Question[]> =>
  new Map(
    Object.entries(DRAWS).map(([name, draw], index) => {
      const random = createRandom(20_260 + index);
      return [name, Array.from({ length: PER_CLASS }, () => trim(draw(random)))];
    }),
  );
