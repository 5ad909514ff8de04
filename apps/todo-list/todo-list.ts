import { type Construct } from 'constructs';
import { type ServiceType } from 'cdk8s-plus-27';
import { DocumentedChart } from '../documented-chart';
import { TodoChecks } from './todo-checks';
import { TodoDatabase } from './todo-database';
import { TodoWeb } from './todo-web';
import { type TodoListVersion } from './versions';

/** The values of the chart, and its release. */
export interface TodoListProps {
  /** Name of the release, which everything is named after. */
  readonly release: string;
  /** Version of the chart. */
  readonly version: TodoListVersion;
  /** Number of web pods. */
  readonly replicaCount: number;
  /** Type of the Service in front of the web pods. */
  readonly serviceType: ServiceType;
  /** Port of that Service. */
  readonly servicePort: number;
  /** Password of the database's superuser. */
  readonly databasePassword: string;
}

/** The to-do list: a web application on PostgreSQL, upgraded atomically. */
export class TodoList extends DocumentedChart {
  constructor(scope: Construct, id: string, props: TodoListProps) {
    super(scope, id, { labels: { kiamol: 'ch12' } });
    const database = new TodoDatabase(this, 'db', props);
    new TodoWeb(this, 'web', { ...props, databaseHost: database.host });
    new TodoChecks(this, 'checks', { ...props, databaseHost: database.host });
  }
}
