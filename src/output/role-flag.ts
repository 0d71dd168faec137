import { Flags } from '@oclif/core';

import { DomainError } from '../domain/shared/errors';
import { ROLES, type Role } from '../domain/shared/work';

/** A role to be given, of which the help offers those that are given by hand (U1); that the others come through staffing the domain says. */
export const roleByHand = Flags.custom<Role>({
  helpValue: 'client|manager|supplies|admin',
  parse: (given) => {
    const role = ROLES.find((one) => one === given);
    if (role === undefined) throw new DomainError('cli.usage', 'usage', { problem: 'option', given: `--role=${given}`, options: 'client, manager, supplies, admin' });
    return Promise.resolve(role);
  },
});
