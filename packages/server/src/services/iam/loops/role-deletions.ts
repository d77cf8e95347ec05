import type { RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Role, RoleDeletion } from '../domain/entities.js';
import type { IamStore } from '../store.js';
import type { Versioned } from '../../../runtime/versioned.js';

const kind = 'iam-role-deletion';

/** How long the deletion of a service-linked role is in progress, ms. */
export const briefDeletion = 200;

/**
 * Deletes service-linked roles a while after it was asked for, as AWS does once the service has said that nothing uses them. There is a due task in
 * the commit that began it, so a restart loses none.
 */
export class RoleDeletions {
  readonly #store: IamStore;
  readonly #clock: Clock;
  readonly #delay: number;

  /** @param delay ms; 0 deletes roles before the request is answered, and needs no due tasks */
  constructor(store: IamStore, clock: Clock, delay: number) {
    this.#store = store;
    this.#clock = clock;
    this.#delay = delay;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task));
  }

  /** The changes that begin a role's deletion. @param before the last one of a role of that name */
  begin(role: Versioned<Role>, task: string, before: Versioned<RoleDeletion> | undefined): RegistryChange[] {
    const { account, name, id } = role.value;
    const deletion: RoleDeletion = { account, name, roleId: id, task, status: 'IN_PROGRESS' };
    const version = before?.version ?? 0;
    if (this.#delay === 0) return this.#ended({ value: deletion, version });
    return [
      this.#store.putRoleDeletion(deletion, version),
      dueTask({ at: this.#clock.now() + this.#delay, kind, id: task, payload: { account, name, task } }),
    ];
  }

  async #end(due: DueTask): Promise<void> {
    // What `begin` wrote.
    const { account, name, task } = due.payload as unknown as Pick<RoleDeletion, 'account' | 'name' | 'task'>;
    await this.#store.finish(due, () => {
      const deletion = this.#store.roleDeletion(account, name);
      return deletion?.value.task === task ? this.#ended(deletion) : [];
    });
  }

  #ended(deletion: Versioned<RoleDeletion>): RegistryChange[] {
    const { account, name, roleId } = deletion.value;
    const role = this.#store.role(account, name);
    return [
      this.#store.putRoleDeletion({ ...deletion.value, status: 'SUCCEEDED' }, deletion.version),
      ...(role?.value.id === roleId
        ? [this.#store.deleteRole(role.value, role.version), this.#store.deleteLastUsed(roleId)]
        : []),
    ];
  }
}
