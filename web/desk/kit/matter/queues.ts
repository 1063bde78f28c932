import { createContext, useContext } from 'react';
import type { Queue } from './matter.ts';

/** Given by the shell, which knows all matters, to the home page, which knows none of the others. */
export const QueuesContext = createContext<readonly Queue[]>([]);

/** What can wait for the account that is signed in. */
export const useQueues = (): readonly Queue[] => useContext(QueuesContext);
