// The scripted server by itself, to try the product without a key: `node tests/openai-server/main.ts [--port 8790] [--scenario good] [--answer FILE]`,
// FILE being JSON of field names and values. It prints what to set.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ExternalValues } from '../../domain/reading/external/external-values.ts';
import { startOpenAiServer } from './openai-server.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';

const { port, scenario, answer } = parseArgs({ options: { port: { type: 'string', default: '8790' }, scenario: { type: 'string', default: 'good' }, answer: { type: 'string' } } }).values;
if (!Object.hasOwn(scenarios, scenario)) throw new Error(`--scenario takes one of ${Object.keys(scenarios).join(', ')}`);
const server = await startOpenAiServer({ port: Number(port) });
server.script(scenario as ScenarioName);
if (answer) server.show(JSON.parse(readFileSync(answer, 'utf8')) as ExternalValues['fields']);
process.stdout.write(`OPENAI_BASE_URL=${server.baseUrl} OPENAI_API_KEY=${server.apiKey}\n`);
