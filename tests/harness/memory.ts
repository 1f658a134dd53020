// What a process of ours holds, asked through its inspector.
import { freePort } from './processes.ts';

export interface MemoryProbe {
  /** Node's option that opens the inspector. */
  option: string;
  /** Bytes on the heap and of buffers outside it, once garbage is collected; and what the machine gave the process. */
  measure(): Promise<{ held: number; resident: number }>;
}

interface Reply {
  id: number;
  result?: { result?: { value?: string } };
}

export async function createMemoryProbe(): Promise<MemoryProbe> {
  const port = await freePort();
  return {
    option: `--inspect=127.0.0.1:${port}`,
    async measure() {
      const [target] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json() as { webSocketDebuggerUrl: string }[];
      const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
      await new Promise((resolve, reject) => {
        socket.onopen = resolve;
        socket.onerror = reject;
      });
      const ask = (id: number, method: string, params = {}) => new Promise<Reply>((resolve) => {
        const listen = ({ data }: { data: unknown }) => {
          const reply = JSON.parse(String(data)) as Reply;
          if (reply.id !== id) return;
          socket.removeEventListener('message', listen);
          resolve(reply);
        };
        socket.addEventListener('message', listen);
        socket.send(JSON.stringify({ id, method, params }));
      });
      // Twice: what the first round finalises the second one frees.
      for (const id of [1, 2]) await ask(id, 'HeapProfiler.collectGarbage');
      const { result } = await ask(3, 'Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())' });
      socket.close();
      const { heapUsed, external, rss } = JSON.parse(result?.result?.value ?? '{}') as Record<string, number>;
      return { held: (heapUsed ?? 0) + (external ?? 0), resident: rss ?? 0 };
    },
  };
}
