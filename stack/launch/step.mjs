import { Fault } from '../fault.mjs';
import { rotate } from '../folder/logs.mjs';
import { appendFile } from 'node:fs/promises';
import { root } from '../paths.mjs';
import { lastLine, run } from '../process/command.mjs';

/**
 * Runs one of the product's own commands to its end, with its output in the log folder.
 * @param {{ name: string, label: string, dataDir: string, command?: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string }} step
 * @returns {Promise<string>} What it printed.
 */
export async function runStep({ name, label, dataDir, command = process.execPath, args, env, cwd = root }) {
  const { code, output } = await run(command, args, { cwd, env });
  const log = await rotate(dataDir, name);
  await appendFile(log, `${output}\n`, { mode: 0o600 });
  if (code === 0) return output;
  throw new Fault(`${label} failed: ${lastLine(output)}`, `Its output is in ${log}.`);
}
