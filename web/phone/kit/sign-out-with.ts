interface SigningOut {
  /** Removes everything that the person typed from this device. */
  readonly forget: () => void;
  readonly end: () => Promise<unknown>;
  /** Whether the refusal says that there is no session any more. */
  readonly isOver: (error: unknown) => boolean;
  readonly leave: () => void;
}

/** What was typed is removed before anything can fail; a session that is over already was the wish. */
export async function signOutWith({ forget, end, isOver, leave }: SigningOut): Promise<void> {
  forget();
  try {
    await end();
  } catch (error) {
    if (!isOver(error)) throw error;
  }
  leave();
}
