import { handlers } from './engineProcess/handlers';
import { type Request, type Response, toFailure } from './engineProcess/protocol';

/** The child process: one request at a time, JSON in, JSON out. It ends with the process that started it. */
async function answer({ id, method, params }: Request): Promise<Response> {
  try {
    return { id, result: await handlers[method](params as never) };
  } catch (error) {
    return { id, error: toFailure(error) };
  }
}

process.on('message', (message: unknown) => {
  const request = JSON.parse(String(message)) as Request;
  void answer(request).then(response => process.send?.(JSON.stringify(response)));
});
process.on('disconnect', () => process.exit(0));
