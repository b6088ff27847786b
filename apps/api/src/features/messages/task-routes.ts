import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { finishTask } from './finish-task.ts'
import { getTask, listTasks } from './read-tasks.ts'
import { doneBody, tasksQuery, taskView, taskWordsView } from './tasks.schemas.ts'

export const taskRoutes = makeRoutes()

taskRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/tasks',
    tags: ['Messages'],
    summary: 'Calls, letters and visits that wait for an associate, oldest first',
    description: 'Who has taken consent back since is not among them.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: tasksQuery },
    responses: { 200: json(listOf(taskView), 'A page of tasks'), ...problems() },
  }),
  async c => c.json(await listTasks(await callerOf(c), c.req.valid('query')), 200),
)

taskRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/tasks/{id}',
    tags: ['Messages'],
    summary: 'One task, with what is to be said',
    description: 'Not found once consent is taken back.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(taskWordsView, 'The task'), ...problems('not_found') },
  }),
  async c => c.json(await getTask(await callerOf(c), c.req.valid('param').id), 200),
)

taskRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/tasks/{id}/done',
    tags: ['Messages'],
    summary: 'Say what came of a task',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(doneBody) },
    responses: {
      200: json(taskView, 'The task'),
      ...problems('invalid_request', 'not_found', 'task_over', 'own_account', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await finishTask(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
